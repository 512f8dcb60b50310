import { type Currency, isCurrency } from "@/lib/money.ts";
import type { Envelope, Reply } from "../caller.ts";
import type { Outcome, PaymentQuestion, QueryAnswer, SubmitAnswer } from "../gateway.ts";
import { asObject, asText, type Json } from "../json.ts";
import { isWebAddress } from "../web_address.ts";
import { flutterwaveAmounts } from "./amounts.ts";
import { feeOf } from "./fees.ts";

/** {"status":"error","message":"..","data":null} */
export function readEnvelope(json: Json): Envelope {
  return { isRefusal: json.status !== "success", text: asText(json.message, 300) };
}

/** What the answer to a request for a page means. Where it may have been made, the answer is unknown. */
export function toSubmitAnswer(reply: Reply, reference: string): SubmitAnswer {
  const { status, isDone, json, code, text } = reply;
  if (isDone) {
    const pageUrl = asText(asObject(json?.data)?.link, 500);
    if (isWebAddress(pageUrl)) return { kind: "redirect", gatewayRef: reference, pageUrl };
    return { kind: "unknown", code: "unreadable_answer", text };
  }
  if (status === 429) return { kind: "busy", code, text };
  return { kind: status >= 400 && status < 500 ? "refused" : "unknown", code, text };
}

/**
 * What the list of transactions under a reference means. Several may share it, as a page lets one try
 * again; before the first try there is none.
 */
export function toQueryAnswer(
  reply: Reply,
  { gatewayRef, currency }: PaymentQuestion,
): QueryAnswer {
  const { isDone, json, code, text, body } = reply;
  if (!isDone || !Array.isArray(json?.data)) {
    return { kind: "unanswered", code: isDone ? "unreadable_answer" : code, text };
  }
  const transactions = json.data.map(asObject)
    .filter((one): one is Json => one !== null && one.tx_ref === gatewayRef);
  return { kind: "answered", outcome: toOutcome(transactions, currency), body };
}

/** Money first; then what may still become money; then what is known to have failed. */
function toOutcome(transactions: Json[], currency: Currency): Outcome {
  const having = (status: string) => transactions.filter((one) => one.status === status);
  const paid = having("successful");
  if (paid.length > 0) return readPayments(paid, currency);
  const strange = transactions.find(({ status }) => !KNOWN.has(String(status)));
  if (strange) return { ...said(strange), state: "pending", isKnown: false };
  const [pending] = having("pending");
  if (pending) return { ...said(pending), state: "pending" };
  const [failed] = having("failed");
  if (failed) return { ...said(failed), state: "failed" };
  return { state: "open", code: "not_tried", text: "Nobody has tried yet", isKnown: true };
}

const KNOWN = new Set(["successful", "pending", "failed"]);

function said(transaction: Json): Omit<Outcome, "state"> {
  return {
    code: asText(transaction.status, 60) ?? "none",
    text: asText(transaction.processor_response, 300) ?? "",
    isKnown: true,
  };
}

/**
 * All the money that came, under the number of its first transaction. Of several currencies the one that
 * was asked for. An amount that cannot be read is nobody's to guess: it stays open, and somebody looks.
 */
function readPayments(paid: Json[], asked: Currency): Outcome {
  const first = paid.find((one) => one.currency === asked) ?? paid[0]!;
  const currency = asText(first.currency, 3) ?? "";
  const counted = paid.filter((one) => one.currency === currency);
  const amounts = isCurrency(currency)
    ? counted.map(({ amount }) => flutterwaveAmounts.fromWire(amount, currency))
    : [null];
  if (!isCurrency(currency) || amounts.includes(null)) {
    return { ...said(first), state: "pending", code: "unreadable_amount", isKnown: false };
  }
  const amountMinor = amounts.reduce<number>((sum, amount) => sum + amount!, 0);
  const receipt = toId(first.id);
  const feeMinor = feeOf(counted, currency);
  return {
    ...said(first),
    state: "succeeded",
    amountMinor,
    currency,
    ...(feeMinor !== undefined && { feeMinor }),
    ...(receipt && { receipt }),
  };
}

/** Flutterwave's numbers of things, which come as numbers or as text. */
export function toId(value: unknown): string | null {
  return /^\d{1,20}$/.exec(String(value))?.[0] ?? null;
}
