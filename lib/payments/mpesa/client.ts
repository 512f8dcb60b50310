import { LRUCache } from "lru-cache";
import type { ConnectOptions } from "../gateway.ts";
import { exchange } from "../exchange.ts";
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

/** Daraja gave no access token. `isRefused`: because it does not know these keys. */
export class TokenUnavailable extends Error {
  override name = "TokenUnavailable";
  constructor(readonly reply: Reply) {
    super(`No access token: ${reply.code} ${reply.text}`);
  }
  get isRefused(): boolean {
    return this.reply.status >= 400 && this.reply.status < 500 && this.reply.status !== 429;
  }
}

/**
 * One client for all accounts of a process. A new token makes Daraja forget the one before, so tokens
 * are kept for five sixths of their life (50 minutes) and whoever needs one waits for the same request.
 */
export function createDarajaClient(
  { baseUrl, log }: ConnectOptions,
): DarajaClient {
  const tokens = new LRUCache<string, string, MpesaAccount>({
    max: 1_000,
    async fetchMethod(_key, _stale, { context, options }) {
      const { token, lifetimeMs } = await requestToken(context);
      options.ttl = lifetimeMs * 5 / 6;
      return token;
    },
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

  const keyOf = ({ settings, credentials }: MpesaAccount) =>
    JSON.stringify([hostOf(settings), credentials.consumer_key, credentials.consumer_secret]);

  return {
    async renewToken(account) {
      await tokens.fetch(keyOf(account), { context: account, forceRefresh: true });
    },
    async post(account, { path, payload, ...call }) {
      const key = keyOf(account);
      const attempt = async () => {
        const token = await tokens.fetch(key, { context: account }) as string;
        const reply = await send(hostOf(account.settings) + path, {
          method: "POST",
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
          body: JSON.stringify(payload),
        }, call);
        return { token, reply };
      };
      const first = await attempt();
      if (!isTokenRefused(first.reply)) return first.reply;
      // Somebody else with the same keys asked for a token meanwhile.
      if (tokens.peek(key) === first.token) tokens.delete(key);
      return (await attempt()).reply;
    },
  };
}
