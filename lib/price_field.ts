import { z } from "zod";
import { type Currency, formatMinor, parseMinor, payableUnit } from "@/lib/money.ts";

/** A price that can be paid: whole shillings where M-Pesa takes nothing else. */
export function priceField(currency: Currency) {
  return z.string().transform((text, ctx): number => {
    const minor = parseMinor(text, currency);
    const unit = payableUnit(currency);
    if (minor !== null && minor % unit === 0) return minor;
    const message = minor === null
      ? `Write an amount, such as ${formatMinor(245_000, currency)}.`
      : `Write a whole amount: ${
        formatMinor(Math.ceil(minor / unit) * unit, currency)
      }, for example.`;
    ctx.issues.push({ code: "custom", message, input: text });
    return z.NEVER;
  });
}
