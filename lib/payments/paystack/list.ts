import { isCurrency } from "@/lib/money.ts";
import type { ListAnswer, ListedPayment, Mode } from "../gateway.ts";
import { asObject, asText, type Json } from "../json.ts";
import type { Reply } from "./reply.ts";
import { readTransaction } from "./transaction.ts";

const PER_PAGE = 100;

/** Path of one page of the transactions that succeeded: Paystack counts them by when they were begun. */
export function listPath({ from, page }: { from: Date; page: number }): string {
  const query = new URLSearchParams({
    status: "success",
    from: from.toISOString(),
    perPage: String(PER_PAGE),
    page: String(page),
  });
  return `/transaction?${query}`;
}

/** What the answer means; transactions of the other mode, and what cannot be read, are left out. */
export function toListAnswer(
  reply: Reply,
  { page, mode }: { page: number; mode: Mode | null },
): ListAnswer {
  const { isDone, json, code, text } = reply;
  if (!isDone || !Array.isArray(json?.data)) {
    return { kind: "unanswered", code: isDone ? "unreadable_answer" : code, text };
  }
  const payments = json.data.map(asObject).flatMap((one) => readPayment(one, mode) ?? []);
  const pageCount = Number(asObject(json.meta)?.pageCount);
  return { kind: "answered", payments, hasMore: pageCount > page };
}

function readPayment(data: Json | null, mode: Mode | null): ListedPayment | null {
  const transaction = readTransaction(data);
  if (!data || !transaction || (transaction.mode && transaction.mode !== mode)) return null;
  const { state, amountMinor, currency, receipt, feeMinor } = transaction.outcome;
  if (state !== "succeeded" || !amountMinor || !currency || !isCurrency(currency) || !receipt) {
    return null;
  }
  const customer = asObject(data.customer);
  const paidAt = Date.parse(asText(data.paid_at, 40) ?? "");
  return {
    gatewayRef: transaction.reference,
    receipt,
    amountMinor,
    currency,
    ...(feeMinor !== undefined && { feeMinor }),
    payer: asText(customer?.phone, 64) ?? "",
    payerName: asText(customer?.email, 100) ?? "",
    paidAt: Number.isNaN(paidAt) ? null : new Date(paidAt),
  };
}
