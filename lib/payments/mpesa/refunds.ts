import { maskPhone } from "@/lib/phone.ts";
import type { RefundAnswer, RefundQueryAnswer, RefundRequest, Refunds } from "../gateway.ts";
import { type MpesaAccount, payoutOf, readMpesaAccount } from "./account.ts";
import { TokenUnavailable } from "../tokens.ts";
import type { Call, DarajaClient } from "./client.ts";
import { type Reply, toPayoutAnswer } from "./reply.ts";
import { mpesaAmounts, toMsisdn } from "./wire.ts";

const SEND_TIMEOUT_MS = 20_000;
const QUERY_TIMEOUT_MS = 10_000;
const MAX_REMARKS = 100;

const NOT_SET_UP = {
  code: "not_configured",
  text: "The M-Pesa account has no keys to pay out with",
};

/**
 * Money goes back as a payment from business to customer (B2C): unlike a reversal it has a reference
 * of ours, takes a part of the amount and does not need the buyer to still have the money. What became
 * of it, and of a question about it (transaction status), comes to the refund's callback address.
 */
export function mpesaRefunds(client: DarajaClient): Refunds {
  return {
    // The conversation id of whoever begins: Daraja takes each only once.
    chooseRef: (refundId) => refundId,

    async send(account, request): Promise<RefundAnswer> {
      const mpesa = readMpesaAccount(account);
      const payload = mpesa && toPayout(mpesa, request);
      if (!mpesa || !payoutOf(mpesa)) return { kind: "refused", ...NOT_SET_UP };
      if (!payload) {
        return { kind: "refused", code: "not_payable", text: "Not a Kenyan phone or amount" };
      }
      const reply = await post(client, mpesa, {
        path: "/mpesa/b2c/v3/paymentrequest",
        payload,
        timeoutMs: SEND_TIMEOUT_MS,
        about: {
          call: "payout",
          refund_id: request.refundId,
          phone: maskPhone(request.payment.phone),
        },
      });
      if ("kind" in reply) return reply;
      return toPayoutAnswer(reply, request.refundId);
    },

    async query(account, request): Promise<RefundQueryAnswer> {
      const mpesa = readMpesaAccount(account);
      const payload = mpesa && toStatusQuestion(mpesa, request);
      if (!mpesa || !payload) return { kind: "unanswered", ...NOT_SET_UP };
      const reply = await post(client, mpesa, {
        path: "/mpesa/transactionstatus/v1/query",
        payload,
        timeoutMs: QUERY_TIMEOUT_MS,
        about: { call: "transaction status", refund_id: request.refundId },
      });
      if ("kind" in reply) return { ...reply, kind: "unanswered" };
      const { code, text } = reply;
      const isTaken = toPayoutAnswer(reply, request.refundId).kind === "accepted";
      return isTaken ? { kind: "asked" } : { kind: "unanswered", code, text };
    },
  };
}

/** What Daraja answered, or why nothing was sent. */
async function post(
  client: DarajaClient,
  account: MpesaAccount,
  call: Call,
): Promise<Reply | { kind: "refused" | "busy"; code: string; text: string }> {
  try {
    return await client.post(account, call);
  } catch (error) {
    if (!(error instanceof TokenUnavailable)) throw error;
    const { code, text } = error.reply;
    return { kind: error.isRefused ? "refused" : "busy", code, text };
  }
}

/** Null when the account cannot pay out, or M-Pesa cannot take this amount, currency or phone. */
function toPayout(account: MpesaAccount, request: RefundRequest) {
  const payout = payoutOf(account);
  const shillings = mpesaAmounts.toWire(request.amountMinor, request.currency);
  const msisdn = toMsisdn(request.payment.phone);
  if (!payout || shillings === null || msisdn === null) return null;
  return {
    OriginatorConversationID: request.refundId,
    InitiatorName: payout.initiator,
    SecurityCredential: payout.security_credential,
    CommandID: "BusinessPayment",
    Amount: shillings,
    PartyA: payout.shortCode,
    PartyB: msisdn,
    Remarks: `Refund ${request.reference}`.slice(0, MAX_REMARKS),
    ...callbacks(request),
    // Daraja's own spelling.
    Occassion: request.reference.slice(0, MAX_REMARKS),
  };
}

function toStatusQuestion(account: MpesaAccount, request: RefundRequest) {
  const payout = payoutOf(account);
  if (!payout) return null;
  return {
    Initiator: payout.initiator,
    SecurityCredential: payout.security_credential,
    CommandID: "TransactionStatusQuery",
    OriginatorConversationID: request.refundId,
    PartyA: payout.shortCode,
    IdentifierType: "4",
    Remarks: `Refund ${request.reference}`.slice(0, MAX_REMARKS),
    ...callbacks(request),
    Occasion: request.reference.slice(0, MAX_REMARKS),
  };
}

function callbacks({ callbackUrl, timeoutUrl }: RefundRequest) {
  return { QueueTimeOutURL: timeoutUrl, ResultURL: callbackUrl };
}
