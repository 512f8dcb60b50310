import { asText } from "../json.ts";
import { type Call, createCaller, type Reply } from "../caller.ts";
import type { ConnectOptions } from "../gateway.ts";
import { createTokens, TokenUnavailable } from "../tokens.ts";
import type { MtnProduct } from "./account.ts";
import { isTokenRefused, readEnvelope } from "./reply.ts";

const HOSTS = {
  sandbox: "https://sandbox.momodeveloper.mtn.com",
  live: "https://proxy.momoapi.mtn.com",
};
export const TIMEOUT_MS = 10_000;

/** Calls MTN's products. */
export interface MtnClient {
  renewToken(product: MtnProduct): Promise<void>;
  /**
   * Of a path below the product's own. Rejects with TokenUnavailable when nothing was sent for want of a
   * token.
   */
  call(product: MtnProduct, call: MtnCall): Promise<Reply>;
}

type MtnCall = Omit<Call, "url"> & { path: string };

export function createMtnClient({ baseUrl, log }: ConnectOptions): MtnClient {
  const call = createCaller({ name: "MTN", log, readEnvelope });
  const rootOf = ({ name, environment }: MtnProduct) =>
    `${baseUrl ?? HOSTS[environment === "sandbox" ? "sandbox" : "live"]}/${name}`;

  const tokens = createTokens<MtnProduct>({
    keyOf: (product) => JSON.stringify([rootOf(product), product]),
    async request(product) {
      const { apiUser, apiKey, subscriptionKey } = product;
      const reply = await call({
        method: "POST",
        url: `${rootOf(product)}/token/`,
        headers: {
          authorization: `Basic ${btoa(`${apiUser}:${apiKey}`)}`,
          "ocp-apim-subscription-key": subscriptionKey,
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
    renewToken: (product) => tokens.renew(product),
    call: (product, { path, headers, ...rest }) =>
      tokens.use(product, (token) =>
        call({
          ...rest,
          url: rootOf(product) + path,
          headers: {
            ...headers,
            authorization: `Bearer ${token}`,
            "ocp-apim-subscription-key": product.subscriptionKey,
            "x-target-environment": product.environment,
          },
        }), isTokenRefused),
  };
}
