import type { Currency } from "@/lib/money.ts";
import { addedTaxMinor, includedTaxMinor } from "@/lib/tax.ts";
import type { DeliveryMethod } from "@/lib/enums.ts";

/** A delivery zone as far as its cost goes. */
export interface Fee {
  areas: string[];
  feeMinor: number;
}

export interface Totals {
  itemsMinor: number;
  /** Null while it depends on an area that is not chosen. */
  deliveryMinor: number | null;
  totalMinor: number | null;
  /** The tax in the total, or on top of what is known of it; 0 for shops without. */
  taxMinor: number;
  /** False where tax comes on top of items and delivery. */
  isTaxIncluded: boolean;
}

/** What a shop's prices mean. */
export interface Pricing {
  /** Basis points. */
  taxRateBp: number;
  isTaxIncluded: boolean;
  currency: Currency;
}

export interface Place {
  method: DeliveryMethod;
  area: string;
}

/** How goods come to the shopper, as a form says it; by delivery unless it says otherwise. */
export function readMethod(text: string | undefined): DeliveryMethod {
  return text === "pickup" || text === "download" ? text : "delivery";
}

/** What an order costs, as far as it is known. The database has the last word. */
export function totalsOf(
  itemsMinor: number,
  { zones, place, ...pricing }: { zones: readonly Fee[]; place: Place } & Pricing,
): Totals {
  const { taxRateBp, isTaxIncluded, currency } = pricing;
  const deliveryMinor = place.method === "delivery" ? deliveryFee(zones, place.area) : 0;
  const amountMinor = itemsMinor + (deliveryMinor ?? 0);
  const taxMinor = isTaxIncluded
    ? includedTaxMinor(amountMinor, taxRateBp)
    : addedTaxMinor(amountMinor, taxRateBp, currency);
  const sumMinor = amountMinor + (isTaxIncluded ? 0 : taxMinor);
  const totalMinor = deliveryMinor === null ? null : sumMinor;
  return { itemsMinor, deliveryMinor, totalMinor, taxMinor, isTaxIncluded };
}

/** The fee for an area; where every zone costs the same, it is known before one is chosen. */
function deliveryFee(zones: readonly Fee[], area: string): number | null {
  const zone = zones.find(({ areas }) => areas.includes(area));
  if (zone) return zone.feeMinor;
  const fees = new Set(zones.map(({ feeMinor }) => feeMinor));
  return fees.size === 1 ? [...fees][0]! : null;
}
