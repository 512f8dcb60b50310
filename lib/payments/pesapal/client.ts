import { LRUCache } from "lru-cache";
import { type Call, createCaller, type Reply } from "../caller.ts";
import type { ConnectOptions } from "../gateway.ts";
import { asText } from "../json.ts";
import { createTokens, TokenUnavailable } from "../tokens.ts";
import type { PesapalAccount } from "./account.ts";
import { isTokenRefused, readEnvelope } from "./reply.ts";

const HOSTS = {
  live: "https://pay.pesapal.com/v3",
  sandbox: "https://cybqa.pesapal.com/pesapalv3",
};
const TIMEOUT_MS = 10_000;
const TOKEN_MS = 5 * 60_000;

export type PesapalCall = Omit<Call, "url" | "headers"> & { path: string };

/** Speaks to Pesapal in the name of any account. Both reject with TokenUnavailable. */
export interface PesapalClient {
  renewToken(account: PesapalAccount): Promise<void>;
  call(account: PesapalAccount, call: PesapalCall): Promise<Reply>;
  /** The id under which notifications go to this address, or the answer that had none. */
  notificationId(account: PesapalAccount, url: string): Promise<string | Reply>;
}

export function createPesapalClient({ baseUrl, log }: ConnectOptions): PesapalClient {
  const send = createCaller({ name: "Pesapal", log, readEnvelope });
  const hostOf = ({ settings }: PesapalAccount) => baseUrl ?? HOSTS[settings.environment];
  const keyOf = (account: PesapalAccount) => JSON.stringify([hostOf(account), account.credentials]);
  // An address that is registered twice has two ids, both good: forgetting one costs a call.
  const registered = new LRUCache<string, string>({ max: 1_000 });

  const tokens = createTokens<PesapalAccount>({
    keyOf,
    async request(account) {
      const reply = await send({
        method: "POST",
        url: `${hostOf(account)}/api/Auth/RequestToken`,
        headers: { accept: "application/json" },
        payload: account.credentials,
        timeoutMs: TIMEOUT_MS,
        about: { call: "token" },
      });
      const token = asText(reply.json?.token, 4_000);
      if (reply.isDone && token) return { token, lifetimeMs: TOKEN_MS };
      // Keys that it does not know are an error in an answer that went well.
      const isRefused = /consumer/i.test(reply.code);
      throw new TokenUnavailable(isRefused ? { ...reply, status: 401 } : reply);
    },
  });

  const call = (account: PesapalAccount, { path, ...rest }: PesapalCall) =>
    tokens.use(account, (token) =>
      send({
        ...rest,
        url: hostOf(account) + path,
        headers: { accept: "application/json", authorization: `Bearer ${token}` },
      }), isTokenRefused);

  return {
    renewToken: (account) => tokens.renew(account),
    call,
    async notificationId(account, url) {
      const key = `${keyOf(account)} ${url}`;
      const known = registered.get(key);
      if (known) return known;
      const reply = await call(account, {
        method: "POST",
        path: "/api/URLSetup/RegisterIPN",
        payload: { url, ipn_notification_type: "POST" },
        timeoutMs: TIMEOUT_MS,
        about: { call: "register_ipn" },
      });
      const id = reply.isDone ? asText(reply.json?.ipn_id, 60) : null;
      if (!id) return reply;
      registered.set(key, id);
      return id;
    },
  };
}
