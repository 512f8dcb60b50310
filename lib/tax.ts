import { type Currency, payableUnit, roundMinor } from "./money.ts";

/** The tax inside a price that includes it. `rateBp` is in basis points: 1600 for 16 %. */
export function includedTaxMinor(totalMinor: number, rateBp: number): number {
  return roundMinor((totalMinor * rateBp) / (10_000 + rateBp));
}

/**
 * The tax that comes on top of an amount, rounded to what can be paid: on top of KES 1,255 come whole
 * shillings.
 */
export function addedTaxMinor(amountMinor: number, rateBp: number, currency: Currency): number {
  const unit = payableUnit(currency);
  return roundMinor((amountMinor * rateBp) / (10_000 * unit)) * unit;
}
