import { type Cart, DISCOUNT_CODE } from "@/lib/carts/mod.ts";
import { camelKeys, type Sql } from "@/lib/db/mod.ts";
import type { DiscountClass } from "@/lib/enums.ts";
import type { Words } from "@/lib/i18n/mod.ts";
import type { Currency } from "@/lib/money.ts";
import type { Fee } from "./totals.ts";

/** Why a code takes nothing off. */
export const CODE_PROBLEMS = [
  "unknown",
  "ended",
  "used_up",
  "used_by_you",
  "no_match",
  "min_amount",
  "min_quantity",
  "no_delivery",
  "better_without",
] as const;
export type CodeProblem = typeof CODE_PROBLEMS[number];

export interface AppliedDiscount {
  name: string;
  /** Null for one that comes by itself. */
  code: string | null;
  amountMinor: number;
}

/** What discounts take off a cart that is delivered for this fee; null: not delivered, or not known yet. */
export interface Quote {
  feeMinor: number | null;
  savedMinor: number;
  applied: AppliedDiscount[];
  /** Off each line, by its variant, where it is something. */
  lines: Record<string, number>;
}

/** All that a page needs to know of a cart's discounts. */
export interface Discounts {
  /** There are some that may apply once the cart is another one. */
  isLive: boolean;
  /** The code that was asked for, where there is one like it. */
  code: {
    code: string;
    name: string;
    class: DiscountClass;
    problem?: CodeProblem;
    missingMinor?: number;
    missingQuantity?: number;
  } | null;
  quotes: Quote[];
}

/** JSON for `toDiscounts`, in a statement as a visitor. */
export function discountsJson(
  sql: Sql,
  { slug, cart, code }: { slug: string; cart: Cart; code: string },
) {
  const lines = cart.lines.map(({ variantId, quantity }) => ({ variant_id: variantId, quantity }));
  const asked = DISCOUNT_CODE.test(code) ? code : null;
  return sql`public.price_cart(${slug}, ${sql.json({ lines, code: asked })})`;
}

export function toDiscounts(json: unknown): Discounts {
  return camelKeys(json) as Discounts;
}

/** The quote for a fee; for one that is new since, that of nothing delivered. */
export function quoteFor({ quotes }: Discounts, feeMinor: number | null): Quote {
  return quotes.find((one) => one.feeMinor === feeMinor) ?? quotes[0]!;
}

/** Zones with what is saved where it goes there. */
export function feesWith(discounts: Discounts, zones: readonly Fee[]): Fee[] {
  return zones.map(({ areas, feeMinor }) => ({
    areas,
    feeMinor,
    savedMinor: quoteFor(discounts, feeMinor).savedMinor,
  }));
}

/** What is the same wherever it goes: for pages where one chooses that only then. */
export function commonQuote({ quotes }: Discounts): Pick<Quote, "applied" | "lines"> {
  const [first, ...others] = quotes as [Quote, ...Quote[]];
  const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  const applied = first.applied.filter((one) =>
    others.every((quote) => quote.applied.some((other) => isSame(one, other)))
  );
  return {
    applied,
    lines: others.every(({ lines }) => isSame(lines, first.lines)) ? first.lines : {},
  };
}

/** Why the code takes nothing off what is shown; null when it does, or will once it is known where to. */
export function codeProblem(
  { code, quotes }: Discounts,
  { asked, quote, isOpen }: { asked: string; quote: Quote; isOpen: boolean },
): CodeProblem | null {
  if (asked === "") return null;
  if (!code) return "unknown";
  if (code.problem) return code.problem;
  const has = ({ applied }: Quote) => applied.some((one) => one.code === code.code);
  if (has(quote) || (isOpen && quotes.some(has))) return null;
  return code.class === "delivery" && quote.feeMinor === null ? "no_delivery" : "better_without";
}

/** The same in words, at the field of the code. */
export function sayCodeProblem(
  problem: CodeProblem,
  { asked, discounts, currency }: { asked: string; discounts: Discounts; currency: Currency },
  { say, count, money }: Words,
): string {
  const code = asked;
  switch (problem) {
    case "min_quantity":
      return count("discount.minQuantity", discounts.code?.missingQuantity ?? 1, { code });
    case "min_amount":
      return say("discount.minAmount", {
        code,
        amount: money(discounts.code?.missingMinor ?? 0, currency),
      });
    default:
      return say(SENTENCES[problem], { code });
  }
}

const SENTENCES = {
  unknown: "discount.unknown",
  ended: "discount.ended",
  used_up: "discount.usedUp",
  used_by_you: "discount.usedByYou",
  no_match: "discount.noMatch",
  no_delivery: "discount.noDelivery",
  better_without: "discount.betterWithout",
} as const satisfies Partial<Record<CodeProblem, `discount.${string}`>>;

/** What is taken off and by what, a sentence each; one of delivery also before it is known where to. */
export function sayDiscounts(
  { code, quotes }: Discounts,
  { applied, isOpen, currency }: {
    applied: AppliedDiscount[];
    isOpen: boolean;
    currency: Currency;
  },
  { say, money }: Words,
): string[] {
  const told = applied.map(({ name, amountMinor }) =>
    say("discount.counted", { name, amount: money(amountMinor, currency) })
  );
  const isLater = code !== null && !code.problem && isOpen && code.class === "delivery" &&
    !applied.some((one) => one.code === code.code) &&
    quotes.some((quote) => quote.applied.some((one) => one.code === code.code));
  return isLater ? [...told, say("discount.later", { name: code.name })] : told;
}

/** What was shown and takes nothing off any more. */
export function sayEnded(shown: readonly string[], { applied }: Quote, { say }: Words): string[] {
  return shown.filter((name) => !applied.some((one) => one.name === name))
    .map((name) => say("discount.over", { name }));
}
