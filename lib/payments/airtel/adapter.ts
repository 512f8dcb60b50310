import { COUNTRIES, maskPhone } from "@/lib/phone.ts";
import { type Call, createCaller, type Reply } from "../caller.ts";
import type { ConnectOptions, GatewayAdapter, GatewayKind, PaymentRequest } from "../gateway.ts";
import { asText } from "../json.ts";
import { methodOf } from "../methods.ts";
import { checkUnsent, queryUnsent, submitUnsent } from "../no_token.ts";
import { createTokens, TokenUnavailable } from "../tokens.ts";
import { type AirtelAccount, airtelMode, readAirtelAccount } from "./account.ts";
import { airtelAmounts } from "./amounts.ts";
import { airtelReader } from "./callback.ts";
import { airtelRefunds } from "./refunds.ts";
import { isTokenRefused, readEnvelope, toQueryAnswer, toSubmitAnswer } from "./reply.ts";

const HOSTS = {
  production: "https://openapi.airtel.africa",
  staging: "https://openapiuat.airtel.africa",
};
const TIMEOUT_MS = 10_000;

const NOT_CONFIGURED = { code: "not_configured", text: "The Airtel account is not complete" };

/** Airtel Money of several countries: prompts on the payer's phone (USSD push). */
export const airtel: GatewayKind = {
  reader: airtelReader,
  amounts: airtelAmounts,
  connect: connectAirtel,
};

function connectAirtel(options: ConnectOptions): GatewayAdapter {
  const { submitTimeoutMs = 20_000 } = options;
  const client = createClient(options);
  return {
    ...airtelReader,
    modeOf: (account) => readAirtelAccount(account) && airtelMode(account.settings),
    // Letters and digits are what every country of Airtel's takes.
    chooseRef: (attemptId) => attemptId.replaceAll("-", ""),

    async submit(account, request) {
      const airtel = readAirtelAccount(account);
      if (!airtel) return { kind: "refused", ...NOT_CONFIGURED };
      const payload = toPayment(request);
      if (!payload) {
        return {
          kind: "refused",
          code: "not_payable",
          text: "Not a phone or amount of this country",
        };
      }
      const { country, currency, id } = payload.transaction;
      return await client.call(airtel, {
        method: "POST",
        path: "/merchant/v1/payments/",
        headers: { "x-country": country, "x-currency": currency },
        payload,
        timeoutMs: submitTimeoutMs,
        about: {
          call: "payments",
          attempt_id: request.attemptId,
          phone: maskPhone(request.phone),
        },
      }).then((reply) => toSubmitAnswer(reply, id), submitUnsent);
    },

    async query(account, question) {
      const airtel = readAirtelAccount(account);
      const country = methodOf("airtel").prompts[question.currency];
      if (!airtel || !country) return { kind: "unanswered", ...NOT_CONFIGURED };
      return await client.call(airtel, {
        method: "GET",
        path: `/standard/v1/payments/${encodeURIComponent(question.gatewayRef)}`,
        headers: { "x-country": country, "x-currency": question.currency },
        timeoutMs: TIMEOUT_MS,
        about: { call: "enquiry", attempt_id: question.attemptId },
      }).then((reply) => toQueryAnswer(reply, question), queryUnsent);
    },

    refunds: airtelRefunds(client.call),

    /** A token tells that both keys are right, and moves nothing. */
    async check(account) {
      const airtel = readAirtelAccount(account);
      if (!airtel) return { ok: false, code: "not_configured" };
      return await client.renewToken(airtel).then(() => ({ ok: true as const }), checkUnsent);
    },
  };
}

function createClient({ baseUrl, log }: ConnectOptions) {
  const call = createCaller({ name: "Airtel", log, readEnvelope });
  const hostOf = ({ settings }: AirtelAccount) => baseUrl ?? HOSTS[settings.environment];

  const tokens = createTokens<AirtelAccount>({
    keyOf: (account) => JSON.stringify([hostOf(account), account.credentials]),
    async request(account) {
      const reply = await call({
        method: "POST",
        url: `${hostOf(account)}/auth/oauth2/token`,
        headers: {},
        payload: { ...account.credentials, grant_type: "client_credentials" },
        timeoutMs: TIMEOUT_MS,
        about: { call: "token" },
      });
      const token = asText(reply.json?.access_token, 4_000);
      if (!reply.isDone || !token) throw new TokenUnavailable(reply);
      // It lives three minutes, and comes as text or as a number.
      return { token, lifetimeMs: (Number(reply.json?.expires_in) || 60) * 1000 };
    },
  });

  return {
    renewToken: (account: AirtelAccount) => tokens.renew(account),
    /** Rejects with TokenUnavailable when nothing was sent for want of a token. */
    call(
      account: AirtelAccount,
      { path, headers, ...rest }: Omit<Call, "url"> & { path: string },
    ): Promise<Reply> {
      return tokens.use(account, (token) =>
        call({
          ...rest,
          url: hostOf(account) + path,
          headers: { ...headers, authorization: `Bearer ${token}` },
        }), isTokenRefused);
    },
  };
}

/** Null when Airtel cannot take this amount, currency or phone. */
function toPayment(request: PaymentRequest) {
  const { currency, phone, gatewayRef: id } = request;
  const country = methodOf("airtel").prompts[currency];
  const amount = airtelAmounts.toWire(request.amountMinor, currency);
  if (!country || amount === null || !id || !phone.startsWith(COUNTRIES[country])) return null;
  return {
    reference: `Order ${request.reference}`.slice(0, 64),
    // Without the code of the country.
    subscriber: { country, currency, msisdn: phone.slice(COUNTRIES[country].length) },
    transaction: { amount, country, currency, id },
  };
}
