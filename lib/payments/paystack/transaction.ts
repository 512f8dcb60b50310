import { isCurrency } from "@/lib/money.ts";
import type { Mode, Outcome } from "../gateway.ts";
import { asText, type Json } from "../json.ts";
import { paystackAmounts } from "./amounts.ts";

/** A transaction as Paystack shows it: in answers to verify and list, and in webhooks. */
export interface Transaction {
  reference: string;
  mode: Mode | null;
  outcome: Outcome;
}

/** Null when it names no reference or no status. */
export function readTransaction(data: Json | null): Transaction | null {
  const reference = asText(data?.reference, 120);
  const status = asText(data?.status, 60);
  if (!data || !reference || !status) return null;
  const mode = data.domain === "test" || data.domain === "live" ? data.domain : null;
  return { reference, mode, outcome: toOutcome(status, data) };
}

/**
 * Statuses as documented for verify. Abandoned is what every transaction is until somebody pays on its
 * page; it may be paid as long as the page is open.
 */
function toOutcome(status: string, data: Json): Outcome {
  const text = asText(data.gateway_response, 300) ?? "";
  const outcome = { code: status, text, isKnown: true };
  switch (status) {
    case "success":
      return readPayment(outcome, data);
    case "failed":
    case "reversed":
      return { ...outcome, state: "failed" };
    case "abandoned":
      return { ...outcome, state: "open" };
    case "ongoing":
    case "pending":
    case "processing":
    case "queued":
      return { ...outcome, state: "pending" };
    default:
      return { ...outcome, state: "pending", isKnown: false };
  }
}

/** A payment whose amount cannot be read is nobody's to guess: it stays open, and somebody looks. */
function readPayment(outcome: Omit<Outcome, "state">, data: Json): Outcome {
  const currency = asText(data.currency, 3) ?? "";
  const amountMinor = isCurrency(currency) ? paystackAmounts.fromWire(data.amount, currency) : null;
  if (!isCurrency(currency) || amountMinor === null) {
    return { ...outcome, state: "pending", code: "unreadable_amount", isKnown: false };
  }
  // What the merchant finds in Paystack's own list. It comes as a number, and may come as text.
  const receipt = /^\d{1,20}$/.exec(String(data.id))?.[0];
  const feeMinor = paystackAmounts.fromWire(data.fees, currency);
  return {
    ...outcome,
    state: "succeeded",
    amountMinor,
    currency,
    ...(feeMinor !== null && feeMinor <= amountMinor && { feeMinor }),
    ...(receipt && { receipt }),
  };
}
