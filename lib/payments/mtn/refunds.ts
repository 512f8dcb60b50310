import { maskPhone } from "@/lib/phone.ts";
import type { Reply } from "../caller.ts";
import type { RefundOutcome, RefundQueryAnswer, RefundRequest, Refunds } from "../gateway.ts";
import { asText, type Json } from "../json.ts";
import { queryUnsent, submitUnsent } from "../no_token.ts";
import { disbursementOf, type MtnSettings, readMtnAccount } from "./account.ts";
import { fromMtnCurrency, mtnAmounts, toMtnCurrency } from "./amounts.ts";
import { type MtnClient, TIMEOUT_MS } from "./client.ts";
import { toMtnText, toSubmitAnswer } from "./reply.ts";
import { readStatus } from "./status.ts";

const REFUND = "/v1_0/refund";
const SEND_TIMEOUT_MS = 20_000;

const NOT_SET_UP = {
  code: "not_configured",
  text: "The MTN account has no keys to pay out with",
};

/**
 * Refunds by MTN's product Disbursements, which names the request to pay that it gives back and takes
 * each reference of ours once. It is asked what became of it: that it tells by itself is not documented
 * for every country.
 */
export function mtnRefunds(client: MtnClient): Refunds {
  return {
    chooseRef: (refundId) => refundId,

    async send(account, request) {
      const mtn = readMtnAccount(account);
      const product = mtn && disbursementOf(mtn);
      if (!product) return { kind: "refused", ...NOT_SET_UP };
      const payload = toRefund(product.environment, request);
      if (!payload) {
        const text = "Not a payment or an amount that MTN gives back";
        return { kind: "refused", code: "not_payable", text };
      }
      return await client.call(product, {
        method: "POST",
        path: REFUND,
        headers: { "x-reference-id": request.refundId },
        payload,
        timeoutMs: SEND_TIMEOUT_MS,
        about: {
          call: "refund",
          refund_id: request.refundId,
          phone: maskPhone(request.payment.phone),
        },
      }).then((reply) => toSubmitAnswer(reply, request.refundId), submitUnsent);
    },

    async query(account, request) {
      const mtn = readMtnAccount(account);
      const product = mtn && disbursementOf(mtn);
      if (!product) return { kind: "unanswered", ...NOT_SET_UP };
      return await client.call(product, {
        method: "GET",
        path: `${REFUND}/${request.refundId}`,
        headers: {},
        timeoutMs: TIMEOUT_MS,
        about: { call: "refund status", refund_id: request.refundId },
      }).then((reply) => toRefundAnswer(reply, request, product.environment), queryUnsent);
    },
  };
}

/** Null for what MTN cannot give back. */
function toRefund(environment: MtnSettings["environment"], request: RefundRequest) {
  const amount = mtnAmounts.toWire(request.amountMinor, request.currency);
  if (amount === null || !request.payment.gatewayRef) return null;
  const message = toMtnText(`Refund ${request.reference}`);
  return {
    amount,
    currency: toMtnCurrency(environment, request.currency),
    externalId: request.refundId,
    payerMessage: message,
    payeeNote: message,
    referenceIdToRefund: request.payment.gatewayRef,
  };
}

/** What the answer to a question means. An error never says anything of the refund. */
export function toRefundAnswer(
  { status, json, code, text }: Reply,
  request: RefundRequest,
  environment: MtnSettings["environment"],
): RefundQueryAnswer {
  if (status === 404) return { kind: "absent", code, text };
  const told = json && status === 200 ? readStatus(json) : null;
  if (!json || !told || json.externalId !== request.refundId) {
    return { kind: "unanswered", code: status === 200 ? "unreadable_answer" : code, text };
  }
  const { state, ...rest } = told;
  const outcome: RefundOutcome = state === "succeeded"
    ? { ...rest, state: "done", ...readMoney(json, request, environment) }
    : { ...rest, state: state === "failed" ? "failed" : "pending" };
  return { kind: "answered", gatewayRef: request.refundId, outcome };
}

/** An amount that cannot be read is nobody's to guess: it stays open, and somebody looks. */
function readMoney(
  json: Json,
  { currency }: RefundRequest,
  environment: MtnSettings["environment"],
): Partial<RefundOutcome> {
  const named = fromMtnCurrency(environment, asText(json.currency, 3) ?? "", currency);
  const amountMinor = named === currency ? mtnAmounts.fromWire(json.amount, currency) : null;
  if (amountMinor === null) return { state: "pending", code: "unreadable_amount", isKnown: false };
  const receipt = asText(json.financialTransactionId, 60);
  return { amountMinor, ...(receipt && { receipt }) };
}
