import { type Currency, MAX_MINOR } from "@/lib/money.ts";
import type { WireAmounts } from "../gateway.ts";

/**
 * Paystack counts in hundredths of the major unit in every currency, so also in XOF, which has none:
 * what one of our minor units is of Paystack's. Currencies that it does not take are left out.
 */
const SUBUNITS: Partial<Record<Currency, number>> = {
  NGN: 1,
  GHS: 1,
  ZAR: 1,
  KES: 1,
  USD: 1,
  XOF: 100,
};

export const paystackAmounts: WireAmounts = {
  toWire(amountMinor, currency) {
    const subunits = SUBUNITS[currency];
    const isAmount = Number.isSafeInteger(amountMinor) && amountMinor > 0 &&
      amountMinor <= MAX_MINOR;
    return subunits && isAmount ? amountMinor * subunits : null;
  },
  fromWire(wire, currency) {
    const subunits = SUBUNITS[currency];
    const text = typeof wire === "number" ? String(wire) : wire;
    if (!subunits || typeof text !== "string" || !/^\d{1,15}$/.test(text)) return null;
    const amountMinor = Number(text) / subunits;
    const isAmount = Number.isSafeInteger(amountMinor) && amountMinor > 0;
    return isAmount && amountMinor <= MAX_MINOR ? amountMinor : null;
  },
};
