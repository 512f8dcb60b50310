import { createCaller } from "../caller.ts";
import type { ConnectOptions, GatewayAdapter, GatewayKind, PaymentRequest } from "../gateway.ts";
import { emailOf } from "../mailless.ts";
import { modeOfFlutterwaveKey, readFlutterwaveKeys } from "./account.ts";
import { flutterwaveAmounts } from "./amounts.ts";
import { flutterwaveReader } from "./callback.ts";
import { listPath, toListAnswer } from "./list.ts";
import { flutterwaveRefunds, type Send } from "./refunds.ts";
import { readEnvelope, toQueryAnswer, toSubmitAnswer } from "./reply.ts";

const HOST = "https://api.flutterwave.com";
const QUERY_TIMEOUT_MS = 10_000;
const LIST_TIMEOUT_MS = 20_000;

const NOT_CONFIGURED = { code: "not_configured", text: "The Flutterwave account is not complete" };

/** Flutterwave, by its v3 API: cards, bank transfer and mobile money of many countries on its page. */
export const flutterwave: GatewayKind = {
  reader: flutterwaveReader,
  amounts: flutterwaveAmounts,
  connect: connectFlutterwave,
};

function connectFlutterwave(
  { baseUrl, log, submitTimeoutMs = 15_000 }: ConnectOptions,
): GatewayAdapter {
  const call = createCaller({ name: "Flutterwave", log, readEnvelope });
  const send: Send = (secretKey, { path, ...rest }) =>
    call({
      ...rest,
      url: `${baseUrl ?? HOST}/v3${path}`,
      headers: { authorization: `Bearer ${secretKey}` },
    });

  return {
    ...flutterwaveReader,
    modeOf: (account) => modeOfFlutterwaveKey(readFlutterwaveKeys(account)?.secret_key ?? ""),
    chooseRef: (attemptId) => attemptId,

    async submit(account, request) {
      const keys = readFlutterwaveKeys(account);
      if (!keys) return { kind: "refused", ...NOT_CONFIGURED };
      const payload = toPage(request);
      if (!payload) {
        return {
          kind: "refused",
          code: "not_payable",
          text: "Not an amount that Flutterwave takes",
        };
      }
      const reply = await send(keys.secret_key, {
        method: "POST",
        path: "/payments",
        payload,
        timeoutMs: submitTimeoutMs,
        about: { call: "payments", attempt_id: request.attemptId },
      });
      return toSubmitAnswer(reply, payload.tx_ref);
    },

    async query(account, question) {
      const keys = readFlutterwaveKeys(account);
      if (!keys) return { kind: "unanswered", ...NOT_CONFIGURED };
      const reply = await send(keys.secret_key, {
        method: "GET",
        path: `/transactions?tx_ref=${encodeURIComponent(question.gatewayRef)}`,
        timeoutMs: QUERY_TIMEOUT_MS,
        about: { call: "transactions", attempt_id: question.attemptId },
      });
      return toQueryAnswer(reply, question);
    },

    refunds: flutterwaveRefunds(send),

    async list(account, asked) {
      const keys = readFlutterwaveKeys(account);
      if (!keys) return { kind: "unanswered", ...NOT_CONFIGURED };
      const reply = await send(keys.secret_key, {
        method: "GET",
        path: listPath(asked),
        timeoutMs: LIST_TIMEOUT_MS,
        about: { call: "list", page: asked.page },
      });
      return toListAnswer(reply, asked.page);
    },

    /** The first of its transactions tells that a key is right, and changes nothing. */
    async check(account) {
      const keys = readFlutterwaveKeys(account);
      if (!keys) return { ok: false, code: "not_configured" };
      const { isDone, status } = await send(keys.secret_key, {
        method: "GET",
        path: "/transactions?page=1",
        timeoutMs: QUERY_TIMEOUT_MS,
        about: { call: "list" },
      });
      if (isDone) return { ok: true };
      return { ok: false, code: status === 401 || status === 403 ? "refused" : "unreachable" };
    },
  };
}

/** Null for what Flutterwave cannot take. */
function toPage(request: PaymentRequest) {
  const amount = flutterwaveAmounts.toWire(request.amountMinor, request.currency);
  if (amount === null || !request.gatewayRef) return null;
  return {
    tx_ref: request.gatewayRef,
    amount,
    currency: request.currency,
    redirect_url: request.returnUrl,
    customer: { email: emailOf(request), phonenumber: request.phone },
    customizations: { title: request.reference },
    meta: { attempt_id: request.attemptId },
  };
}
