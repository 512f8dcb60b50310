import type {
  ConnectOptions,
  GatewayAdapter,
  GatewayKind,
  PaymentRequest,
  SubmitAnswer,
} from "../gateway.ts";
import { emailOf } from "../mailless.ts";
import { checkUnsent, queryUnsent, submitUnsent } from "../no_token.ts";
import { type PesapalAccount, pesapalMode, readPesapalAccount } from "./account.ts";
import { pesapalAmounts } from "./amounts.ts";
import { pesapalReader } from "./callback.ts";
import { createPesapalClient, type PesapalClient } from "./client.ts";
import { toQueryAnswer, toSubmitAnswer } from "./reply.ts";

const QUERY_TIMEOUT_MS = 10_000;

const NOT_CONFIGURED = { code: "not_configured", text: "The Pesapal account is not complete" };

/** Pesapal of East Africa, by its v3 API: cards and mobile money on its page. */
export const pesapal: GatewayKind = {
  reader: pesapalReader,
  amounts: pesapalAmounts,
  connect: connectPesapal,
};

function connectPesapal(options: ConnectOptions): GatewayAdapter {
  const { submitTimeoutMs = 15_000 } = options;
  const client = createPesapalClient(options);
  return {
    ...pesapalReader,
    modeOf: (account) => readPesapalAccount(account) && pesapalMode(account.settings),
    // Pesapal answers questions by its own name for an order alone.
    chooseRef: () => null,

    async submit(account, request) {
      const pesapal = readPesapalAccount(account);
      if (!pesapal) return { kind: "refused", ...NOT_CONFIGURED };
      return await order(client, pesapal, { request, timeoutMs: submitTimeoutMs })
        .catch(submitUnsent);
    },

    async query(account, question) {
      const pesapal = readPesapalAccount(account);
      if (!pesapal) return { kind: "unanswered", ...NOT_CONFIGURED };
      const id = encodeURIComponent(question.gatewayRef);
      return await client.call(pesapal, {
        method: "GET",
        path: `/api/Transactions/GetTransactionStatus?orderTrackingId=${id}`,
        timeoutMs: QUERY_TIMEOUT_MS,
        about: { call: "status", attempt_id: question.attemptId },
      }).then((reply) => toQueryAnswer(reply, question), queryUnsent);
    },

    /** A token tells that both keys are right, and moves nothing. */
    async check(account) {
      const pesapal = readPesapalAccount(account);
      if (!pesapal) return { ok: false, code: "not_configured" };
      return await client.renewToken(pesapal).then(() => ({ ok: true as const }), checkUnsent);
    },
  };
}

/** Rejects with TokenUnavailable when nothing was sent. */
async function order(
  client: PesapalClient,
  account: PesapalAccount,
  { request, timeoutMs }: { request: PaymentRequest; timeoutMs: number },
): Promise<SubmitAnswer> {
  const amount = pesapalAmounts.toWire(request.amountMinor, request.currency);
  if (amount === null) {
    return { kind: "refused", code: "not_payable", text: "Not an amount that Pesapal takes" };
  }
  const notificationId = await client.notificationId(account, request.callbackUrl);
  if (typeof notificationId !== "string") {
    const { status, code, text } = notificationId;
    return {
      kind: status >= 400 && status < 500 && status !== 429 ? "refused" : "busy",
      code,
      text,
    };
  }
  const reply = await client.call(account, {
    method: "POST",
    path: "/api/Transactions/SubmitOrderRequest",
    payload: toOrder(request, { amount, notificationId }),
    timeoutMs,
    about: { call: "order", attempt_id: request.attemptId },
  });
  return toSubmitAnswer(reply);
}

function toOrder(
  request: PaymentRequest,
  { amount, notificationId }: { amount: number | string; notificationId: string },
) {
  return {
    id: request.attemptId,
    currency: request.currency,
    amount,
    description: `Order ${request.reference}`.slice(0, 100),
    callback_url: request.returnUrl,
    cancellation_url: request.returnUrl,
    notification_id: notificationId,
    billing_address: { email_address: emailOf(request), phone_number: request.phone },
  };
}
