import { type Currency, payableUnit } from "@/lib/money.ts";
import { addedTaxMinor, includedTaxMinor } from "@/lib/tax.ts";
import type { DeliveryMethod } from "@/lib/enums.ts";

/** A delivery zone as far as its cost goes. */
export interface Fee {
  areas: string[];
  feeMinor: number;
  /** What discounts take off where it goes there; without it, what they take off elsewhere. */
  savedMinor?: number;
}

export interface Totals {
  itemsMinor: number;
  /** What discounts take off goods and delivery. */
  savedMinor: number;
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
  { zones, place, ...pricing }:
    & { zones: readonly Fee[]; place: Place; savedMinor?: number }
    & Pricing,
): Totals {
  const { taxRateBp, isTaxIncluded, currency } = pricing;
  const zone = place.method === "delivery" ? zoneOf(zones, place.area) : NOWHERE;
  const deliveryMinor = zone ? zone.feeMinor : null;
  const savedMinor = zone?.savedMinor ?? pricing.savedMinor ?? 0;
  const amountMinor = itemsMinor + (deliveryMinor ?? 0) - savedMinor;
  const taxMinor = isTaxIncluded
    ? includedTaxMinor(amountMinor, taxRateBp)
    : addedTaxMinor(amountMinor, taxRateBp, currency);
  const sumMinor = amountMinor + (isTaxIncluded ? 0 : taxMinor);
  const totalMinor = deliveryMinor === null ? null : sumMinor;
  return { itemsMinor, savedMinor, deliveryMinor, totalMinor, taxMinor, isTaxIncluded };
}

/** What is paid first of a total: in units that can be paid, rounded up, as the database has it. */
export function depositOf(totalMinor: number, percent: number, currency: Currency): number {
  const unit = payableUnit(currency);
  return Math.min(totalMinor, Math.ceil((totalMinor * percent) / (100 * unit)) * unit);
}

/** The fee of a place, by which discounts are looked up; null where nothing is delivered, or nobody knows yet. */
export function feeAt(zones: readonly Fee[], { method, area }: Place): number | null {
  return method === "delivery" ? zoneOf(zones, area)?.feeMinor ?? null : null;
}

const NOWHERE: Fee = { areas: [], feeMinor: 0 };

/** The zone of an area; where every zone costs the same, any of them before one is chosen. */
function zoneOf(zones: readonly Fee[], area: string): Fee | undefined {
  const zone = zones.find(({ areas }) => areas.includes(area));
  const [first] = zones;
  return zone ?? (zones.every(({ feeMinor }) => feeMinor === first!.feeMinor) ? first : undefined);
}
