import type { ConnectOptions } from "../gateway.ts";
import { exchange } from "../exchange.ts";
import { createTokens, TokenUnavailable } from "../tokens.ts";
import type { MpesaAccount } from "./account.ts";
import { asText } from "../json.ts";
import { isTokenRefused, type Reply, toReply } from "./reply.ts";

const HOSTS = {
  sandbox: "https://sandbox.safaricom.co.ke",
  production: "https://api.safaricom.co.ke",
};
const TOKEN_TIMEOUT_MS = 10_000;

export interface Call {
  path: string;
  payload: Record<string, unknown>;
  timeoutMs: number;
  /** What the log should say of it, beside the answer. */
  about: Record<string, unknown>;
}

/** Speaks to Daraja in the name of any account. */
export interface DarajaClient {
  /** A new access token, which makes older ones worthless. Rejects with TokenUnavailable. */
  renewToken(account: MpesaAccount): Promise<void>;
  /** Rejects with TokenUnavailable when nothing was sent for want of an access token. */
  post(account: MpesaAccount, call: Call): Promise<Reply>;
}

/** One client for all accounts of a process: a new token makes Daraja forget the one before. */
export function createDarajaClient(
  { baseUrl, log }: ConnectOptions,
): DarajaClient {
  const tokens = createTokens<MpesaAccount>({
    keyOf: ({ settings, credentials }) =>
      JSON.stringify([hostOf(settings), credentials.consumer_key, credentials.consumer_secret]),
    request: requestToken,
  });

  async function requestToken({ settings, credentials }: MpesaAccount) {
    const basic = btoa(`${credentials.consumer_key}:${credentials.consumer_secret}`);
    const reply = await send(
      hostOf(settings) + "/oauth/v1/generate?grant_type=client_credentials",
      { headers: { authorization: `Basic ${basic}` } },
      { timeoutMs: TOKEN_TIMEOUT_MS, about: { call: "token" } },
    );
    const token = asText(reply.json?.access_token, 4_000);
    if (reply.status !== 200 || !token) throw new TokenUnavailable(reply);
    return { token, lifetimeMs: (Number(reply.json?.expires_in) || 60) * 1000 };
  }

  async function send(
    url: string,
    init: RequestInit,
    { timeoutMs, about }: Pick<Call, "timeoutMs" | "about">,
  ): Promise<Reply> {
    const started = performance.now();
    const { status: got, body, error } = await exchange(url, {
      ...init,
      signal: AbortSignal.timeout(timeoutMs),
    });
    const reply = { ...toReply(got, body), ...(error && { text: error }) };
    const { status, code } = reply;
    const ms = Math.round(performance.now() - started);
    if (status === 200) log.info({ ...about, status, ms }, "M-Pesa answered");
    else log.warn({ ...about, status, ms, code, text: reply.text }, "M-Pesa did not do it");
    return reply;
  }

  function hostOf({ environment }: MpesaAccount["settings"]): string {
    return baseUrl ?? HOSTS[environment];
  }

  return {
    renewToken: (account) => tokens.renew(account),
    post: (account, { path, payload, ...call }) =>
      tokens.use(account, (token) =>
        send(hostOf(account.settings) + path, {
          method: "POST",
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
          body: JSON.stringify(payload),
        }, call), isTokenRefused),
  };
}
