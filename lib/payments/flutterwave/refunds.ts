import type { Currency } from "@/lib/money.ts";
import type { Call, Reply } from "../caller.ts";
import type {
  RefundAnswer,
  RefundOutcome,
  RefundQueryAnswer,
  RefundRequest,
  Refunds,
} from "../gateway.ts";
import { asObject, asText, type Json } from "../json.ts";
import { readFlutterwaveKeys } from "./account.ts";
import { flutterwaveAmounts } from "./amounts.ts";
import { toId } from "./reply.ts";

/** Calls Flutterwave with a secret key. */
export type Send = (
  secretKey: string,
  call: Omit<Call, "url" | "headers"> & { path: string },
) => Promise<Reply>;

const SEND_TIMEOUT_MS = 30_000;
const QUERY_TIMEOUT_MS = 10_000;
const MAX_PAGES = 10;
/** Their clock and ours, and days of another time zone. */
const SKEW_MS = 24 * 3_600_000;

const NOT_CONFIGURED = { code: "not_configured", text: "The Flutterwave account is not complete" };

/**
 * Refunds by Flutterwave's v3 API. It takes no reference of ours, so one whose answer was lost is looked
 * for in its list, by the note that came with it.
 */
export function flutterwaveRefunds(send: Send): Refunds {
  return {
    chooseRef: () => null,

    async send(account, request): Promise<RefundAnswer> {
      const keys = readFlutterwaveKeys(account);
      if (!keys) return { kind: "refused", ...NOT_CONFIGURED };
      const amount = flutterwaveAmounts.toWire(request.amountMinor, request.currency);
      const transaction = toId(request.payment.receipt);
      if (amount === null || !transaction) {
        const text = "Not a payment or an amount that Flutterwave gives back";
        return { kind: "refused", code: "not_payable", text };
      }
      const reply = await send(keys.secret_key, {
        method: "POST",
        path: `/transactions/${transaction}/refund`,
        payload: { amount, comments: noteOf(request) },
        timeoutMs: SEND_TIMEOUT_MS,
        about: { call: "refund", refund_id: request.refundId },
      });
      return toRefundAnswer(reply);
    },

    async query(account, request): Promise<RefundQueryAnswer> {
      const keys = readFlutterwaveKeys(account);
      if (!keys) return { kind: "unanswered", ...NOT_CONFIGURED };
      const ask = (path: string) =>
        send(keys.secret_key, {
          method: "GET",
          path,
          timeoutMs: QUERY_TIMEOUT_MS,
          about: { call: "refunds", refund_id: request.refundId },
        });
      return request.gatewayRef
        ? toFetched(await ask(`/refunds/${request.gatewayRef}`), request)
        : await findInList(ask, request);
    },
  };
}

/** What the list tells it apart by stands at the end. */
function noteOf({ reference, reason, refundId }: RefundRequest): string {
  return `${reference}: ${reason} (${refundId})`;
}

/** What the answer to a request for a refund means. After half a minute it may say 503 and have done it. */
export function toRefundAnswer({ status, isDone, json, code, text }: Reply): RefundAnswer {
  if (isDone) {
    const gatewayRef = toId(asObject(json?.data)?.id);
    if (gatewayRef) return { kind: "accepted", gatewayRef };
    return { kind: "unknown", code: "unreadable_answer", text };
  }
  if (status === 429) return { kind: "busy", code, text };
  const isRefused = status >= 400 && status < 500 && status !== 408;
  return { kind: isRefused ? "refused" : "unknown", code, text };
}

function toFetched(reply: Reply, request: RefundRequest): RefundQueryAnswer {
  const data = asObject(reply.json?.data);
  const gatewayRef = toId(data?.id);
  if (!reply.isDone || !data || gatewayRef === null || gatewayRef !== request.gatewayRef) {
    return { kind: "unanswered", code: reply.code, text: reply.text };
  }
  return { kind: "answered", gatewayRef, outcome: toRefundOutcome(data, request.currency) };
}

/** Absent only when every page was seen. */
async function findInList(
  ask: (path: string) => Promise<Reply>,
  request: RefundRequest,
): Promise<RefundQueryAnswer> {
  const from = new Date(request.since.getTime() - SKEW_MS).toISOString().slice(0, 10);
  for (let page = 1; page <= MAX_PAGES; page++) {
    const { isDone, json, code, text } = await ask(`/refunds?from=${from}&page=${page}`);
    if (!isDone || !Array.isArray(json?.data)) return { kind: "unanswered", code, text };
    const found = json.data.map(asObject).find((one) => one && isThis(one, request));
    if (found) {
      const outcome = toRefundOutcome(found, request.currency);
      return { kind: "answered", gatewayRef: toId(found.id)!, outcome };
    }
    const pages = Number(asObject(asObject(json.meta)?.page_info)?.total_pages);
    if (page >= pages || json.data.length === 0) {
      return { kind: "absent", code: "not_in_list", text: "" };
    }
  }
  return { kind: "unanswered", code: "long_list", text: "" };
}

/** By our note; where none is shown, by payment and amount, unless it is known as another's. */
function isThis(data: Json, request: RefundRequest): boolean {
  const id = toId(data.id);
  if (!id) return false;
  const note = asText(data.comments, 400) ?? asText(data.comment, 400);
  if (note) return note.includes(request.refundId);
  return !request.otherRefs.includes(id) &&
    toId(either(data, "TransactionId", "tx_id")) === request.payment.receipt &&
    amountOf(data, request.currency) === request.amountMinor;
}

/** Where it went, as documented; "completed" alone says that it was begun. */
const DONE = new Set([
  "completed-bank-transfer",
  "completed-momo",
  "completed-mpgs",
  "completed-offline",
  "completed-preauth",
]);
const UNDER_WAY = new Set(["completed", "new", "pending", "pending-momo", "processing"]);

/** What a refund of the list, or one that was asked for by its number, says of itself. */
export function toRefundOutcome(data: Json, currency: Currency): RefundOutcome {
  const code = asText(data.status, 60) ?? "unreadable_status";
  const outcome = { code, text: "", isKnown: true };
  if (DONE.has(code)) {
    const amountMinor = amountOf(data, currency);
    const receipt = toId(data.id)!;
    return { ...outcome, state: "done", receipt, ...(amountMinor !== null && { amountMinor }) };
  }
  if (code === "failed") return { ...outcome, state: "failed" };
  return { ...outcome, state: "pending", isKnown: UNDER_WAY.has(code) };
}

function amountOf(data: Json, currency: Currency): number | null {
  return flutterwaveAmounts.fromWire(either(data, "AmountRefunded", "amount_refunded"), currency);
}

/** The list and the events write names in another way than the answer to the request. */
function either(data: Json, name: string, other: string): unknown {
  return data[name] ?? data[other];
}
