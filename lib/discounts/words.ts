import { type Currency, formatMoney } from "@/lib/money.ts";
import type { DiscountClass } from "@/lib/enums.ts";
import type { DiscountRefusal, DiscountRule, DiscountState } from "./discounts.ts";

interface Shop {
  currency: Currency;
  timeZone: string;
}

/** As many names fit into a sentence. */
const NAMED = 3;

/** "10 % off Baskets when they buy 2 or more, with code KARIBU, until 5 Dec" */
export function discountSentence(
  rule: DiscountRule,
  names: readonly string[] | null,
  shop: Shop,
  now = new Date(),
): string {
  const what = [effect(rule, names, shop.currency), ...minimums(rule, shop.currency)].join(" ");
  return [what, ...conditions(rule, shop, now)].join(", ");
}

function effect(rule: DiscountRule, names: readonly string[] | null, currency: Currency): string {
  const { kind, percentBp, amountMinor, buyQuantity, getQuantity } = rule;
  const goods = names === null ? null : listOf(names);
  switch (kind) {
    case "percent":
      return `${percentBp! / 100} % off ${goods ?? "the whole order"}`;
    case "amount":
      return `${formatMoney(amountMinor!, currency)} off ${goods ?? "the whole order"}`;
    case "free_delivery":
      return goods ? `Free delivery with ${goods}` : "Free delivery";
    case "buy_get": {
      const got = percentBp === 10_000 ? "free" : `at ${percentBp! / 100} % off`;
      const bought = goods ? `${buyQuantity} of ${goods}` : String(buyQuantity);
      return `Buy ${bought}, get ${getQuantity} ${got} (the cheapest)`;
    }
  }
}

function listOf(names: readonly string[]): string {
  if (names.length === 0) return "nothing (its goods are gone)";
  const shown = names.slice(0, NAMED);
  const more = names.length - shown.length;
  const parts = more > 0 ? [...shown, `${more} more`] : shown;
  return parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

function minimums({ minMinor, minQuantity }: DiscountRule, currency: Currency): string[] {
  const needs = [
    minQuantity === null ? null : `buy ${minQuantity} or more`,
    minMinor === null ? null : `spend ${formatMoney(minMinor, currency)} or more`,
  ].filter((need) => need !== null);
  return needs.length > 0 ? [`when they ${needs.join(" and ")}`] : [];
}

function conditions(
  { code, startsAt, endsAt, usageLimit, customerLimit }: DiscountRule,
  { timeZone }: Shop,
  now: Date,
): string[] {
  const day = new Intl.DateTimeFormat("en-GB", { timeZone, day: "numeric", month: "short" });
  const isLater = startsAt !== null && new Date(startsAt) > now;
  return [
    code === null ? null : `with code ${code}`,
    isLater ? `from ${day.format(new Date(startsAt))}` : null,
    endsAt === null ? null : `until ${day.format(new Date(endsAt))}`,
    usageLimit === null ? null : `for the first ${usageLimit} ${plural(usageLimit, "order")}`,
    customerLimit === null
      ? null
      : customerLimit === 1
      ? "once a customer"
      : `${customerLimit} times a customer`,
  ].filter((part) => part !== null);
}

function plural(count: number, word: string): string {
  return count === 1 ? word : `${word}s`;
}

export const CLASS_WORDS: Record<DiscountClass, string> = {
  product: "discounts on some products",
  order: "discounts on the whole order",
  delivery: "free delivery",
};

export const STATE_WORDS: Record<DiscountState, string> = {
  active: "Active",
  scheduled: "Scheduled",
  ended: "Ended",
  used_up: "Used up",
};

/** "12 of 100 used" */
export function usageWords({ used, usageLimit }: { used: number; usageLimit: number | null }) {
  return usageLimit === null
    ? `Used ${used} ${plural(used, "time")}`
    : `${used} of ${usageLimit} used`;
}

const REFUSALS: Record<DiscountRefusal, Record<string, string>> = {
  code_taken: { code: "Another discount has this code. Choose another one." },
  discount_gone: { "": "Somebody deleted this discount meanwhile." },
  too_many_automatic: {
    how: "Ten discounts without a code are as many as a shop has at once. End one, or use a code.",
  },
};

/** At which field a refusal is said, and how. */
export function discountErrors(code: DiscountRefusal): Record<string, string> {
  return REFUSALS[code];
}
