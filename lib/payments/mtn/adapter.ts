import { maskPhone } from "@/lib/phone.ts";
import type { ConnectOptions, GatewayAdapter, GatewayKind, PaymentRequest } from "../gateway.ts";
import { checkUnsent, queryUnsent, submitUnsent } from "../no_token.ts";
import {
  collectionOf,
  disbursementOf,
  MTN_ENVIRONMENTS,
  type MtnAccount,
  mtnMode,
  readMtnAccount,
} from "./account.ts";
import { mtnAmounts, toMtnCurrency } from "./amounts.ts";
import { mtnReader } from "./callback.ts";
import { createMtnClient, TIMEOUT_MS } from "./client.ts";
import { mtnRefunds } from "./refunds.ts";
import { toMtnText, toQueryAnswer, toSubmitAnswer } from "./reply.ts";

const REQUEST_TO_PAY = "/v1_0/requesttopay";

const NOT_CONFIGURED = { code: "not_configured", text: "The MTN account is not complete" };

/** MTN MoMo of many countries: prompts on the payer's phone (Collections), refunds (Disbursements). */
export const mtn: GatewayKind = {
  reader: mtnReader,
  amounts: mtnAmounts,
  connect: connectMtn,
};

function connectMtn(options: ConnectOptions): GatewayAdapter {
  const { submitTimeoutMs = 20_000 } = options;
  const client = createMtnClient(options);
  return {
    ...mtnReader,
    modeOf: (account) => readMtnAccount(account) && mtnMode(account.settings),
    // A UUID, under which MTN takes a request once.
    chooseRef: (attemptId) => attemptId,

    async submit(account, request) {
      const mtn = readMtnAccount(account);
      if (!mtn) return { kind: "refused", ...NOT_CONFIGURED };
      const payload = toRequest(mtn, request);
      if (!payload) {
        return {
          kind: "refused",
          code: "not_payable",
          text: "Not a phone or amount of this account",
        };
      }
      return await client.call(collectionOf(mtn), {
        method: "POST",
        path: REQUEST_TO_PAY,
        headers: { "x-reference-id": payload.externalId, "x-callback-url": request.callbackUrl },
        payload,
        timeoutMs: submitTimeoutMs,
        about: {
          call: "requesttopay",
          attempt_id: request.attemptId,
          phone: maskPhone(request.phone),
        },
      }).then((reply) => toSubmitAnswer(reply, payload.externalId), submitUnsent);
    },

    async query(account, question) {
      const mtn = readMtnAccount(account);
      if (!mtn) return { kind: "unanswered", ...NOT_CONFIGURED };
      return await client.call(collectionOf(mtn), {
        method: "GET",
        path: `${REQUEST_TO_PAY}/${encodeURIComponent(question.gatewayRef)}`,
        headers: {},
        timeoutMs: TIMEOUT_MS,
        about: { call: "status", attempt_id: question.attemptId },
      }).then((reply) => toQueryAnswer(reply, question, mtn.settings), queryUnsent);
    },

    refunds: mtnRefunds(client),

    /** A token tells that all three keys of a product are right, and moves nothing. */
    async check(account) {
      const mtn = readMtnAccount(account);
      if (!mtn) return { ok: false, code: "not_configured" };
      const products = [collectionOf(mtn), disbursementOf(mtn)].filter((one) => one !== null);
      return await Promise.all(products.map((one) => client.renewToken(one)))
        .then(() => ({ ok: true as const }), checkUnsent);
    },
  };
}

/** Null when MTN cannot take this amount, currency or phone with this account. */
function toRequest({ settings }: MtnAccount, request: PaymentRequest) {
  const { environment } = settings;
  const amount = mtnAmounts.toWire(request.amountMinor, request.currency);
  const partyId = request.phone.slice(1);
  if (amount === null || !request.gatewayRef) return null;
  if (environment !== "sandbox") {
    const { currency, code } = MTN_ENVIRONMENTS[environment];
    if (currency !== request.currency || !partyId.startsWith(code)) return null;
  }
  const message = toMtnText(`Order ${request.reference}`);
  return {
    amount,
    currency: toMtnCurrency(environment, request.currency),
    externalId: request.gatewayRef,
    payer: { partyIdType: "MSISDN", partyId },
    payerMessage: message,
    payeeNote: message,
  };
}
