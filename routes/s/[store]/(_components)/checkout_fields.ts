import type { CartLine } from "@/lib/carts/mod.ts";
import {
  buyableLines,
  type CheckoutPage,
  type DepositOffer,
  ELSEWHERE,
  type Goods,
  isAllDigital,
  itemsMinor,
  PLACE_FIELDS,
  placeIn,
  type PricedLine,
  quoteFor,
  type Said,
} from "@/lib/checkout/mod.ts";
import type { Way } from "@/lib/enums.ts";
import { isHandWay, methodOf } from "@/lib/payments/methods.ts";
import type { FormErrors } from "@/lib/http/mod.ts";

/** What was told once is not told again. */
export function atPriceNow(
  { variantId, quantity, goods }: PricedLine & { goods: Goods },
): CartLine {
  return { variantId, quantity, priceMinor: goods.priceMinor };
}

/** A known address with a mistake in it is shown in fields, where it can be corrected. */
export function withPlaceToCorrect(typed: Record<string, string>, errors: FormErrors) {
  if (!PLACE_FIELDS.some((name) => name in errors)) return typed;
  return { ...typed, ...placeIn((name) => typed[name] ?? ""), address: ELSEWHERE };
}

/** What the page lets pay first: by a gateway alone, as nobody counts parts of cash. */
export function depositOffer(
  { deposit }: CheckoutPage,
  methods: readonly { kind: string }[],
): DepositOffer | null {
  return methods.some(({ kind }) => kind !== "hand") ? deposit : null;
}

/** A refusal at its field, or of the form as a whole where the page does not ask for that any more. */
export function errorOf({ deposit }: CheckoutPage, { field, sentence }: Said): FormErrors {
  return { [field === "parts" && !deposit ? "" : field]: sentence };
}

const FIELDS = ["phone", "code", "name", "method", "pickupPoint", ...PLACE_FIELDS];

/** The way one meets them on the page; what pays and what is optional comes last. */
export function inFormOrder(errors: FormErrors): FormErrors {
  const known = FIELDS.filter((name) => name in errors).map((name) => [name, errors[name]!]);
  return { ...Object.fromEntries(known), ...errors };
}

/** Files come at once, so nobody hands over cash for them; nor for more than the shop takes so. */
export function offeredWays(
  { ways, lines, cashMaxMinor, discounts }: CheckoutPage,
  method?: string,
) {
  const leastMinor = itemsMinor(buyableLines(lines)) - quoteFor(discounts, null).savedMinor;
  const isCash = method !== "download" && leastMinor <= (cashMaxMinor ?? Infinity);
  return ways.filter((way) => way !== "cash" || isCash);
}

/** Nothing where what was sent can stay. */
export function methodFor({ lines, zones }: CheckoutPage, sent?: string): { method?: string } {
  if (isAllDigital(lines)) return { method: "download" };
  return sent === "download" ? { method: zones.length > 0 ? "delivery" : "pickup" } : {};
}

/** Whether whoever ordered so goes on to a page of the gateway's. */
export function isPaidOnPage(way: Way | null): boolean {
  return way !== null && !isHandWay(way) && methodOf(way).kind === "page";
}
