import { type Currency, exponentOf, MAX_MINOR } from "@/lib/money.ts";
import type { WireAmounts } from "./gateway.ts";

export interface DecimalRules {
  currencies: readonly Currency[];
  /** How the gateway writes amounts. */
  as: "number" | "text";
  /** Refuses amounts with a fraction also in currencies that have them. */
  isWholeOnly?: boolean;
}

/** Amounts in major units, "1500.50" or 1500.5, as most gateways outside West Africa write them. */
export function decimalAmounts({ currencies, as, isWholeOnly = false }: DecimalRules): WireAmounts {
  return {
    toWire(amountMinor, currency) {
      const scale = 10 ** exponentOf(currency);
      const isAmount = Number.isSafeInteger(amountMinor) && amountMinor > 0 &&
        amountMinor <= MAX_MINOR && currencies.includes(currency);
      if (!isAmount || (isWholeOnly && amountMinor % scale !== 0)) return null;
      // Up to 2^53 hundredths the nearest double prints as the very decimal it was made of.
      const amount = amountMinor / scale;
      return as === "number" ? amount : String(amount);
    },
    fromWire(wire, currency) {
      const text = typeof wire === "number" ? String(wire) : wire;
      if (!currencies.includes(currency) || typeof text !== "string") return null;
      const match = /^(\d{1,13})(?:\.(\d{1,12}))?$/.exec(text.trim());
      if (!match) return null;
      const exponent = exponentOf(currency);
      const decimals = (match[2] ?? "").replace(/0+$/, "");
      if (decimals.length > exponent) return null;
      const amountMinor = Number(match[1]! + decimals.padEnd(exponent, "0"));
      return amountMinor > 0 && amountMinor <= MAX_MINOR ? amountMinor : null;
    },
  };
}
