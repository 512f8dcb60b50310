import type {
  Account,
  CheckAnswer,
  ConnectOptions,
  GatewayAdapter,
  GatewayKind,
  PaymentRequest,
} from "../gateway.ts";
import { exchange } from "../exchange.ts";
import { emailOf } from "../mailless.ts";
import { modeOfKey, readSecretKey } from "./account.ts";
import { paystackAmounts } from "./amounts.ts";
import { paystackReader } from "./callback.ts";
import { queryDispute } from "./disputes.ts";
import { listPath, toListAnswer } from "./list.ts";
import { type Call, paystackRefunds } from "./refunds.ts";
import { type Reply, toQueryAnswer, toReply, toSubmitAnswer } from "./reply.ts";

const HOST = "https://api.paystack.co";
const QUERY_TIMEOUT_MS = 10_000;
const LIST_TIMEOUT_MS = 20_000;

const NOT_CONFIGURED = { code: "not_configured", text: "The Paystack account is not complete" };

/** Paystack: cards, bank transfer and mobile money on a page of its own. */
export const paystack: GatewayKind = {
  reader: paystackReader,
  amounts: paystackAmounts,
  connect: connectPaystack,
};

function connectPaystack({ baseUrl, log, submitTimeoutMs = 15_000 }: ConnectOptions) {
  async function send(secretKey: string, call: Call): Promise<Reply> {
    const started = performance.now();
    const reply = toReply(
      await exchange((baseUrl ?? HOST) + call.path, {
        method: call.method,
        headers: { authorization: `Bearer ${secretKey}`, "content-type": "application/json" },
        ...(call.payload !== undefined && { body: JSON.stringify(call.payload) }),
        signal: AbortSignal.timeout(call.timeoutMs),
      }),
    );
    const told = { ...call.about, status: reply.status, ms: elapsed(started) };
    if (reply.isDone) log.info(told, "Paystack answered");
    else log.warn({ ...told, code: reply.code, text: reply.text }, "Paystack did not do it");
    return reply;
  }

  const adapter: GatewayAdapter = {
    ...paystackReader,
    modeOf: (account) => modeOfKey(readSecretKey(account) ?? ""),
    // Paystack takes letters, digits, - . and =.
    chooseRef: (attemptId) => attemptId,

    async submit(account, request) {
      const secretKey = readSecretKey(account);
      if (!secretKey) return { kind: "refused", ...NOT_CONFIGURED };
      const payload = toInitialize(request);
      if (!payload) {
        return { kind: "refused", code: "not_payable", text: "Not an amount that Paystack takes" };
      }
      const reply = await send(secretKey, {
        method: "POST",
        path: "/transaction/initialize",
        payload,
        timeoutMs: submitTimeoutMs,
        about: { call: "initialize", attempt_id: request.attemptId },
      });
      return toSubmitAnswer(reply, payload.reference);
    },

    async query(account, { attemptId, gatewayRef }) {
      const secretKey = readSecretKey(account);
      if (!secretKey) return { kind: "unanswered", ...NOT_CONFIGURED };
      const reply = await send(secretKey, {
        method: "GET",
        path: `/transaction/verify/${encodeURIComponent(gatewayRef)}`,
        timeoutMs: QUERY_TIMEOUT_MS,
        about: { call: "verify", attempt_id: attemptId },
      });
      return toQueryAnswer(reply, { reference: gatewayRef, mode: modeOfKey(secretKey) });
    },

    async list(account, asked) {
      const secretKey = readSecretKey(account);
      if (!secretKey) return { kind: "unanswered", ...NOT_CONFIGURED };
      const reply = await send(secretKey, {
        method: "GET",
        path: listPath(asked),
        timeoutMs: LIST_TIMEOUT_MS,
        about: { call: "list", page: asked.page },
      });
      return toListAnswer(reply, { page: asked.page, mode: modeOfKey(secretKey) });
    },

    refunds: paystackRefunds(send),
    queryDispute: (account, disputeRef) => queryDispute(send, account, disputeRef),

    check: (account) => check(account, send),
  };
  return adapter;
}

/** The first of its transactions tells that a key is right, and changes nothing. */
async function check(
  account: Account,
  send: (secretKey: string, call: Call) => Promise<Reply>,
): Promise<CheckAnswer> {
  const secretKey = readSecretKey(account);
  if (!secretKey) return { ok: false, code: "not_configured" };
  const { isDone, status } = await send(secretKey, {
    method: "GET",
    path: "/transaction?perPage=1",
    timeoutMs: QUERY_TIMEOUT_MS,
    about: { call: "list" },
  });
  if (isDone) return { ok: true };
  return { ok: false, code: status === 401 || status === 403 ? "refused" : "unreachable" };
}

/** Null for what Paystack cannot take. */
function toInitialize(request: PaymentRequest) {
  const amount = paystackAmounts.toWire(request.amountMinor, request.currency);
  if (amount === null || !request.gatewayRef) return null;
  return {
    email: emailOf(request),
    amount,
    currency: request.currency,
    reference: request.gatewayRef,
    callback_url: request.returnUrl,
    metadata: {
      attempt_id: request.attemptId,
      // Where the page's own way out leads.
      cancel_action: request.returnUrl,
      // The merchant reads these beside the transaction.
      custom_fields: [
        { display_name: "Order", variable_name: "order", value: request.reference },
      ],
    },
  };
}

function elapsed(started: number): number {
  return Math.round(performance.now() - started);
}
