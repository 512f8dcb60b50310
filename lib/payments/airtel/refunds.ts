import type { Call, Reply } from "../caller.ts";
import type { RefundAnswer, RefundQueryAnswer, RefundRequest, Refunds } from "../gateway.ts";
import { methodOf } from "../methods.ts";
import { queryUnsent, submitUnsent } from "../no_token.ts";
import { type AirtelAccount, readAirtelAccount } from "./account.ts";
import { toQueryAnswer, toSubmitAnswer } from "./reply.ts";

const SEND_TIMEOUT_MS = 20_000;
const QUERY_TIMEOUT_MS = 10_000;

const NOT_CONFIGURED = { code: "not_configured", text: "The Airtel account is not complete" };

/** Calls Airtel. Rejects with TokenUnavailable when nothing was sent for want of a token. */
export type Send = (
  account: AirtelAccount,
  call: Omit<Call, "url"> & { path: string },
) => Promise<Reply>;

/**
 * Airtel gives back whole payments. A refund names the payment and nothing of ours, so what became of it
 * is what became of the payment: taken back, or still there.
 */
export function airtelRefunds(send: Send): Refunds {
  return {
    chooseRef: () => null,

    async send(account, request): Promise<RefundAnswer> {
      const airtel = readAirtelAccount(account);
      const headers = headersOf(request);
      if (!airtel || !headers) return { kind: "refused", ...NOT_CONFIGURED };
      const { receipt, amountMinor } = request.payment;
      // It would give back all of it, whatever was asked for.
      if (!receipt || amountMinor !== request.amountMinor) {
        const text = "Airtel Money gives back whole payments only";
        return { kind: "refused", code: "not_payable", text };
      }
      return await send(airtel, {
        method: "POST",
        path: "/standard/v1/payments/refund",
        headers,
        payload: { transaction: { airtel_money_id: receipt } },
        timeoutMs: SEND_TIMEOUT_MS,
        about: { call: "refund", refund_id: request.refundId },
      }).then((reply) => toSubmitAnswer(reply, request.refundId), submitUnsent);
    },

    async query(account, request): Promise<RefundQueryAnswer> {
      const airtel = readAirtelAccount(account);
      const headers = headersOf(request);
      const gatewayRef = request.payment.gatewayRef;
      if (!airtel || !headers || !gatewayRef) return { kind: "unanswered", ...NOT_CONFIGURED };
      return await send(airtel, {
        method: "GET",
        path: `/standard/v1/payments/${encodeURIComponent(gatewayRef)}`,
        headers,
        timeoutMs: QUERY_TIMEOUT_MS,
        about: { call: "enquiry", refund_id: request.refundId },
      }).then((reply) => toRefundAnswer(reply, request), queryUnsent);
    },
  };
}

function headersOf({ currency }: RefundRequest): Record<string, string> | null {
  const country = methodOf("airtel").prompts[currency];
  return country ? { "x-country": country, "x-currency": currency } : null;
}

/** What the answer to an enquiry about the payment says of its refund. */
export function toRefundAnswer(reply: Reply, request: RefundRequest): RefundQueryAnswer {
  const { refundId, currency, amountMinor, payment } = request;
  const question = { attemptId: "", gatewayRef: payment.gatewayRef!, currency };
  const answer = toQueryAnswer(reply, question);
  if (answer.kind !== "answered") {
    // A payment that Airtel does not know says nothing of a refund.
    return { kind: "unanswered", code: answer.code, text: answer.text };
  }
  const { state, isTakenBack, isKnown, code, text } = answer.outcome;
  if (isTakenBack) {
    const outcome = { state: "done" as const, code, text, isKnown, amountMinor };
    return { kind: "answered", gatewayRef: refundId, outcome };
  }
  // One whose answer was lost was not taken when the payment is still there.
  if (state === "succeeded" && !request.gatewayRef) return { kind: "absent", code, text };
  const outcome = { state: "pending" as const, code, text, isKnown };
  return { kind: "answered", gatewayRef: refundId, outcome };
}
