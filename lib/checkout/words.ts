import type { TextKey, Words } from "@/lib/i18n/mod.ts";
import type { OrderRefusal, UnavailableLine } from "./place_order.ts";
import type { Currency } from "@/lib/money.ts";
import { priceBefore, type PricedLine, problemOf } from "./lines.ts";
import type { OrderedLine } from "./priced.ts";

/** Where a refusal is said: at a field of the form, or "" for the form as a whole. */
export interface Said {
  field: string;
  sentence: string;
}

type Refusal = Exclude<OrderRefusal, "lines_unavailable" | "discount_not_applied">;

const REFUSALS = {
  store_not_found: { field: "", text: "checkout.closed" },
  idempotency_key_reused: { field: "", text: "checkout.alreadyPlaced" },
  payment_not_available: { field: "gateway", text: "checkout.noPayments" },
  delivery_needed: { field: "method", text: "checkout.deliveryNeeded" },
  pickup_not_offered: { field: "method", text: "checkout.noPickup" },
  pickup_point_not_offered: { field: "pickupPoint", text: "errors.choosePoint" },
  area_not_served: { field: "area", text: "checkout.notServed" },
  total_changed: { field: "", text: "checkout.totalChanged" },
  total_not_payable: { field: "", text: "checkout.notPayable" },
  cash_too_much: { field: "gateway", text: "payment.cashTooMuch" },
  deposit_changed: { field: "parts", text: "checkout.depositChanged" },
  parts_not_offered: { field: "parts", text: "checkout.noParts" },
  too_many_cash_orders: { field: "gateway", text: "checkout.tooManyCash" },
  too_many_orders: { field: "phone", text: "checkout.tooManyOrders" },
  too_many_prompts: { field: "payerPhone", text: "payment.tooManyPrompts" },
} as const satisfies Record<Refusal, { field: string; text: TextKey }>;

/** What to tell a shopper whose order was refused. */
export function sayRefusal(code: Refusal, { say }: Words): Said {
  const { field, text } = REFUSALS[code];
  return { field, sentence: say(text) };
}

/** Why an order is smaller than what was asked for. */
export function sayUnavailable(
  { title, variantTitle, available }: UnavailableLine,
  { say, count }: Words,
): string {
  if (title === null) return say("checkout.somethingGone");
  const name = variantTitle ? `${title} (${variantTitle})` : title;
  if (available === 0) return say("checkout.lastSold", { name });
  return count("checkout.onlyLeft", available, { name });
}

/** The same for a line of the cart, before anything is ordered; null when it can be bought. */
export function sayProblem(line: PricedLine, words: Words): string | null {
  const problem = problemOf(line);
  if (problem === null) return null;
  const { variantId, goods } = line;
  const unavailable = {
    variantId,
    title: goods?.title ?? null,
    variantTitle: goods?.variantTitle || null,
    available: goods?.stock ?? 0,
  };
  return sayUnavailable(unavailable, words);
}

/** That a line costs more or less than when it was put in; null when it does not. */
export function sayPriceChange(
  line: PricedLine,
  currency: Currency,
  { say, money }: Words,
): string | null {
  const before = priceBefore(line);
  if (before === null) return null;
  const { title, variantTitle, priceMinor } = line.goods!;
  const name = variantTitle ? `${title} (${variantTitle})` : title;
  const [now, then] = [priceMinor, before].map((minor) => money(minor, currency)) as [
    string,
    string,
  ];
  return say("checkout.priceChanged", { name, now, then });
}

/** What of an order cannot be bought again; null when it can. */
export function sayMissing(line: OrderedLine, { say }: Words): string | null {
  const problem = problemOf(line);
  if (problem === null || problem === "too_many") return null;
  const name = line.orderedAs;
  return say(problem === "gone" ? "checkout.missingGone" : "checkout.missingSold", { name });
}
