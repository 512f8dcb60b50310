import { type Currency, exponentOf, roundMinor } from "@/lib/money.ts";
import type { Json } from "../json.ts";

/**
 * What Flutterwave keeps of payments: what it settles less than came. Where it does not say what it
 * settles, its fee and the merchant's, less what the payer bore on top. It counts in parts of the smallest
 * unit (37.5 UGX); books do not, so the sum is rounded. Undefined where any of them does not tell.
 */
export function feeOf(payments: Json[], currency: Currency): number | undefined {
  let sum = 0;
  for (const payment of payments) {
    const fee = keptOf(payment);
    if (fee === null) return undefined;
    sum += fee;
  }
  // Sums of decimals are a trace off, which must not decide how a half is rounded.
  return roundMinor(Number((sum * 10 ** exponentOf(currency)).toFixed(6)));
}

/** In major units; null where it is not told, or is no share of the payment. */
function keptOf(payment: Json): number | null {
  const amount = toNumber(payment.amount);
  const settled = toNumber(payment.amount_settled);
  const kept = settled === null ? toldFee(payment, amount) : amount! - settled;
  return kept !== null && kept >= 0 && kept <= amount! ? kept : null;
}

function toldFee(payment: Json, amount: number | null): number | null {
  const fee = toNumber(payment.app_fee);
  if (fee === null) return null;
  const onTop = Math.max(0, (toNumber(payment.charged_amount) ?? amount!) - amount!);
  return Math.max(0, fee + (toNumber(payment.merchant_fee) ?? 0) - onTop);
}

/** Amounts come as numbers, and may come as text. */
function toNumber(wire: unknown): number | null {
  const text = typeof wire === "number" ? String(wire) : wire;
  return typeof text === "string" && /^\d{1,13}(\.\d{1,12})?$/.test(text) ? Number(text) : null;
}
