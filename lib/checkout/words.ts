import type { OrderRefusal, UnavailableLine } from "./place_order.ts";
import { type Currency, formatMoney } from "@/lib/money.ts";
import { priceBefore, type PricedLine, problemOf } from "./lines.ts";
import type { OrderedLine } from "./priced.ts";

/** Where a refusal is said: at a field of the form, or "" for the form as a whole. */
export interface Said {
  field: string;
  sentence: string;
}

const NOTHING_CHARGED = "Nothing was charged.";

const REFUSALS: Record<Exclude<OrderRefusal, "lines_unavailable">, Said> = {
  store_not_found: { field: "", sentence: `This shop is closed for now. ${NOTHING_CHARGED}` },
  idempotency_key_reused: {
    field: "",
    sentence:
      "You already placed an order from this page. To place another, check it and pay again.",
  },
  payment_not_available: {
    field: "gateway",
    sentence: `This shop cannot be paid that way right now. ${NOTHING_CHARGED}`,
  },
  delivery_needed: {
    field: "method",
    sentence: "Something in your cart is to be brought to you. Say where to.",
  },
  pickup_not_offered: {
    field: "method",
    sentence: "Pick up is not offered any more. Choose delivery.",
  },
  pickup_point_not_offered: {
    field: "pickupPoint",
    sentence: "Choose where you pick it up.",
  },
  area_not_served: { field: "area", sentence: "Choose an area from the list." },
  total_changed: {
    field: "",
    sentence: `The total has changed. ${NOTHING_CHARGED} Check it and pay again.`,
  },
  total_not_payable: {
    field: "",
    sentence: `This total cannot be paid. ${NOTHING_CHARGED} Please tell the shop.`,
  },
};

/** What to tell a shopper whose order was refused. */
export function sayRefusal(code: Exclude<OrderRefusal, "lines_unavailable">): Said {
  return REFUSALS[code];
}

/** Why an order is smaller than what was asked for. */
export function sayUnavailable({ title, variantTitle, available }: UnavailableLine): string {
  if (title === null) {
    return "Something in your cart is not sold any more. It is not in this order.";
  }
  const name = variantTitle ? `${title} (${variantTitle})` : title;
  if (available === 0) return `Someone bought the last ${name}. It is not in this order.`;
  return `Only ${available} of ${name} left. This order has ${available}.`;
}

/** The same for a line of the cart, before anything is ordered; null when it can be bought. */
export function sayProblem(line: PricedLine): string | null {
  const problem = problemOf(line);
  if (problem === null) return null;
  const { variantId, goods } = line;
  return sayUnavailable({
    variantId,
    title: goods?.title ?? null,
    variantTitle: goods?.variantTitle || null,
    available: goods?.stock ?? 0,
  });
}

/** That a line costs more or less than when it was put in; null when it does not. */
export function sayPriceChange(line: PricedLine, currency: Currency): string | null {
  const before = priceBefore(line);
  if (before === null) return null;
  const { title, variantTitle, priceMinor } = line.goods!;
  const name = variantTitle ? `${title} (${variantTitle})` : title;
  const [now, then] = [priceMinor, before].map((minor) => formatMoney(minor, currency));
  return `${name} costs ${now} now. It was ${then} when you put it in your cart.`;
}

/** What of an order cannot be bought again; null when it can. */
export function sayMissing(line: OrderedLine): string | null {
  const problem = problemOf(line);
  if (problem === null || problem === "too_many") return null;
  return problem === "gone"
    ? `${line.orderedAs} is not sold any more.`
    : `${line.orderedAs} is sold out for now.`;
}
