import { z } from "zod";
import { errors } from "@/lib/i18n/en/errors.ts";
import {
  type Currency,
  CURRENCY_CODES,
  formatDecimal,
  parseMinor,
  payableUnit,
} from "@/lib/money.ts";
import type { ShopperOrder } from "./shopper_order.ts";

/**
 * How much of what is left somebody pays, as they type it, beside the currency that the form was shown
 * in. Null where it was left empty. In units that can be paid.
 */
export const partFields = z.object({
  amount: z.string().trim().default(""),
  currency: z.enum(CURRENCY_CODES).catch("KES"),
}).transform(({ amount, currency }, ctx): number | null => {
  if (amount === "") return null;
  const minor = parseMinor(amount, currency);
  if (minor !== null && minor > 0 && minor % payableUnit(currency) === 0) return minor;
  ctx.addIssue({ code: "custom", path: ["amount"], message: errors.amount });
  return z.NEVER;
});

/** What is to be paid next: the deposit of an order as long as it is not there, else all that is left. */
export function dueMinor({ leftMinor, totalMinor, depositMinor }: ShopperOrder): number {
  const keptMinor = totalMinor - leftMinor;
  return depositMinor !== null && keptMinor < depositMinor ? depositMinor - keptMinor : leftMinor;
}

/** What to suggest to whoever pays a part: what is due and not being asked for on another phone. */
export function suggestedMinor(
  dueMinor: number,
  { leftMinor, leastMinor, promptedMinor }: Pick<
    ShopperOrder,
    "leftMinor" | "leastMinor" | "promptedMinor"
  >,
): number {
  const freeMinor = leftMinor - promptedMinor;
  return Math.max(leastMinor, freeMinor > 0 ? Math.min(dueMinor, freeMinor) : dueMinor);
}

/** As a field for an amount has it: "1200", "12.50". */
export function typedAmount(minor: number, currency: Currency): string {
  return formatDecimal(minor, currency).replace(/\.0+$/, "");
}
