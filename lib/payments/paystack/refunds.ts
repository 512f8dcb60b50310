import type { Currency } from "@/lib/money.ts";
import type {
  Account,
  RefundAnswer,
  RefundOutcome,
  RefundQueryAnswer,
  RefundRequest,
  Refunds,
} from "../gateway.ts";
import { asObject, asText, type Json } from "../json.ts";
import { readSecretKey } from "./account.ts";
import { paystackAmounts } from "./amounts.ts";
import type { Reply } from "./reply.ts";

export interface Call {
  method: "GET" | "POST";
  path: string;
  payload?: unknown;
  timeoutMs: number;
  /** What the log should say of it, beside the answer. */
  about: Record<string, unknown>;
}

const SEND_TIMEOUT_MS = 15_000;
const QUERY_TIMEOUT_MS = 10_000;
const PER_PAGE = 100;
/** Their clock and ours. */
const SKEW_MS = 3_600_000;

const NOT_CONFIGURED = { code: "not_configured", text: "The Paystack account is not complete" };

/** Refunds of Paystack's: no reference of ours, so one whose answer was lost is looked for in its list. */
export function paystackRefunds(
  send: (secretKey: string, call: Call) => Promise<Reply>,
): Refunds {
  return {
    chooseRef: () => null,

    async send(account, request): Promise<RefundAnswer> {
      const secretKey = readSecretKey(account);
      if (!secretKey) return { kind: "refused", ...NOT_CONFIGURED };
      const payload = toRefund(request);
      if (!payload) {
        return { kind: "refused", code: "not_payable", text: "Not an amount that Paystack takes" };
      }
      const reply = await send(secretKey, {
        method: "POST",
        path: "/refund",
        payload,
        timeoutMs: SEND_TIMEOUT_MS,
        about: { call: "refund", refund_id: request.refundId },
      });
      return toAnswer(reply);
    },

    query: (account, request) =>
      request.gatewayRef ? fetchOne(send, account, request) : findInList(send, account, request),
  };
}

/** Null for what Paystack cannot take. */
function toRefund(request: RefundRequest) {
  const amount = paystackAmounts.toWire(request.amountMinor, request.currency);
  if (amount === null || !request.payment.gatewayRef) return null;
  return {
    transaction: request.payment.gatewayRef,
    amount,
    currency: request.currency,
    customer_note: `${request.reference}: ${request.reason}`,
    // What the list tells it apart by.
    merchant_note: request.refundId,
  };
}

function toAnswer({ status, isDone, json, code, text }: Reply): RefundAnswer {
  if (isDone) {
    const gatewayRef = idOf(asObject(json?.data));
    if (gatewayRef) return { kind: "accepted", gatewayRef };
    return { kind: "unknown", code: "unreadable_answer", text };
  }
  if (status === 429) return { kind: "busy", code, text };
  return { kind: status >= 400 && status < 500 ? "refused" : "unknown", code, text };
}

type Send = (secretKey: string, call: Call) => Promise<Reply>;

async function fetchOne(
  send: Send,
  account: Account,
  request: RefundRequest,
): Promise<RefundQueryAnswer> {
  const reply = await ask(send, account, request, `/refund/${request.gatewayRef}`);
  if (!("isDone" in reply)) return reply;
  const data = asObject(reply.json?.data);
  const gatewayRef = idOf(data);
  if (!reply.isDone || !data || !gatewayRef || gatewayRef !== request.gatewayRef) {
    return { kind: "unanswered", code: reply.code, text: reply.text };
  }
  return { kind: "answered", gatewayRef, outcome: toOutcome(data, request.currency) };
}

async function findInList(
  send: Send,
  account: Account,
  request: RefundRequest,
): Promise<RefundQueryAnswer> {
  const from = new Date(request.since.getTime() - SKEW_MS).toISOString();
  const path = `/refund?perPage=${PER_PAGE}&from=${encodeURIComponent(from)}`;
  const reply = await ask(send, account, request, path);
  if (!("isDone" in reply)) return reply;
  const { isDone, json, code, text } = reply;
  if (!isDone || !Array.isArray(json?.data)) return { kind: "unanswered", code, text };
  const all = json.data.map(asObject).filter((one) => one !== null);
  const found = all.find((one) => isThis(one, request));
  if (found) {
    const outcome = toOutcome(found, request.currency);
    return { kind: "answered", gatewayRef: idOf(found)!, outcome };
  }
  // There are more than were shown.
  if (all.length >= PER_PAGE) return { kind: "unanswered", code: "long_list", text: "" };
  return { kind: "absent", code: "not_in_list", text: "" };
}

async function ask(
  send: Send,
  account: Account,
  { refundId }: RefundRequest,
  path: string,
): Promise<Reply | RefundQueryAnswer & { kind: "unanswered" }> {
  const secretKey = readSecretKey(account);
  if (!secretKey) return { kind: "unanswered", ...NOT_CONFIGURED };
  const about = { call: "refunds", refund_id: refundId };
  return await send(secretKey, { method: "GET", path, timeoutMs: QUERY_TIMEOUT_MS, about });
}

/** By our note; where there is none, by payment and amount, unless it is known as another's. */
function isThis(data: Json, request: RefundRequest): boolean {
  const id = idOf(data);
  if (!id) return false;
  const note = asText(data.merchant_note, 200);
  if (note === request.refundId) return true;
  const amount = paystackAmounts.fromWire(data.amount, request.currency);
  return !note && amount === request.amountMinor && !request.otherRefs.includes(id) &&
    isOfPayment(data.transaction, request.payment);
}

/** A transaction comes as its id, or as a whole. */
function isOfPayment(value: unknown, { gatewayRef, receipt }: RefundRequest["payment"]): boolean {
  const transaction = asObject(value);
  if (!transaction) return receipt !== null && String(value) === receipt;
  return transaction.reference === gatewayRef ||
    (receipt !== null && String(transaction.id) === receipt);
}

function idOf(data: Json | null): string | null {
  return /^\d{1,20}$/.exec(String(data?.id))?.[0] ?? null;
}

/** Statuses as documented for refunds. One that needs attention waits for the buyer's bank details. */
function toOutcome(data: Json, currency: Currency): RefundOutcome {
  const code = asText(data.status, 60) ?? "unreadable_status";
  const outcome = { code, text: asText(data.message, 300) ?? "", isKnown: true };
  switch (code) {
    case "processed": {
      const amountMinor = paystackAmounts.fromWire(data.amount, currency);
      const receipt = idOf(data)!;
      return { ...outcome, state: "done", receipt, ...(amountMinor !== null && { amountMinor }) };
    }
    case "failed":
      return { ...outcome, state: "failed" };
    case "pending":
    case "processing":
    case "needs-attention":
      return { ...outcome, state: "pending" };
    default:
      return { ...outcome, state: "pending", isKnown: false };
  }
}
