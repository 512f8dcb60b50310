import { maskPhone } from "@/lib/phone.ts";
import { type Call, createCaller, type Reply } from "../caller.ts";
import type { ConnectOptions, GatewayAdapter, GatewayKind, PaymentRequest } from "../gateway.ts";
import { asText } from "../json.ts";
import { checkUnsent, queryUnsent, submitUnsent } from "../no_token.ts";
import { createTokens, TokenUnavailable } from "../tokens.ts";
import { MTN_ENVIRONMENTS, type MtnAccount, mtnMode, readMtnAccount } from "./account.ts";
import { mtnAmounts, toMtnCurrency } from "./amounts.ts";
import { mtnReader } from "./callback.ts";
import { isTokenRefused, readEnvelope, toQueryAnswer, toSubmitAnswer } from "./reply.ts";

const HOSTS = {
  sandbox: "https://sandbox.momodeveloper.mtn.com",
  live: "https://proxy.momoapi.mtn.com",
};
const TIMEOUT_MS = 10_000;
const REQUEST_TO_PAY = "/collection/v1_0/requesttopay";

const NOT_CONFIGURED = { code: "not_configured", text: "The MTN account is not complete" };

/** MTN MoMo of many countries, by its Collections API: prompts on the payer's phone. */
export const mtn: GatewayKind = {
  reader: mtnReader,
  amounts: mtnAmounts,
  connect: connectMtn,
};

function connectMtn(options: ConnectOptions): GatewayAdapter {
  const { submitTimeoutMs = 20_000 } = options;
  const client = createClient(options);
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
      return await client.call(mtn, {
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
      return await client.call(mtn, {
        method: "GET",
        path: `${REQUEST_TO_PAY}/${encodeURIComponent(question.gatewayRef)}`,
        headers: {},
        timeoutMs: TIMEOUT_MS,
        about: { call: "status", attempt_id: question.attemptId },
      }).then((reply) => toQueryAnswer(reply, question, mtn.settings), queryUnsent);
    },

    /** A token tells that all three keys are right, and moves nothing. */
    async check(account) {
      const mtn = readMtnAccount(account);
      if (!mtn) return { ok: false, code: "not_configured" };
      return await client.renewToken(mtn).then(() => ({ ok: true as const }), checkUnsent);
    },
  };
}

function createClient({ baseUrl, log }: ConnectOptions) {
  const call = createCaller({ name: "MTN", log, readEnvelope });
  const hostOf = ({ settings }: MtnAccount) =>
    baseUrl ?? HOSTS[settings.environment === "sandbox" ? "sandbox" : "live"];

  const tokens = createTokens<MtnAccount>({
    keyOf: (account) => JSON.stringify([hostOf(account), account.credentials]),
    async request(account) {
      const { api_user, api_key, subscription_key } = account.credentials;
      const reply = await call({
        method: "POST",
        url: `${hostOf(account)}/collection/token/`,
        headers: {
          authorization: `Basic ${btoa(`${api_user}:${api_key}`)}`,
          "ocp-apim-subscription-key": subscription_key,
        },
        timeoutMs: TIMEOUT_MS,
        about: { call: "token" },
      });
      const token = asText(reply.json?.access_token, 4_000);
      if (!reply.isDone || !token) throw new TokenUnavailable(reply);
      return { token, lifetimeMs: (Number(reply.json?.expires_in) || 60) * 1000 };
    },
  });

  return {
    renewToken: (account: MtnAccount) => tokens.renew(account),
    /** Rejects with TokenUnavailable when nothing was sent for want of a token. */
    call(
      account: MtnAccount,
      { path, headers, ...rest }: Omit<Call, "url"> & { path: string },
    ): Promise<Reply> {
      return tokens.use(account, (token) =>
        call({
          ...rest,
          url: hostOf(account) + path,
          headers: {
            ...headers,
            authorization: `Bearer ${token}`,
            "ocp-apim-subscription-key": account.credentials.subscription_key,
            "x-target-environment": account.settings.environment,
          },
        }), isTokenRefused);
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
  // MTN takes plain characters alone.
  const message = `Order ${request.reference.replace(/[^\w. -]/g, "")}`.slice(0, 160);
  return {
    amount,
    currency: toMtnCurrency(environment, request.currency),
    externalId: request.gatewayRef,
    payer: { partyIdType: "MSISDN", partyId },
    payerMessage: message,
    payeeNote: message,
  };
}
