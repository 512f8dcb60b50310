import { LRUCache } from "lru-cache";

/** What an answer must tell for somebody to know why there is no token. */
interface Answer {
  status: number;
  code: string;
  text: string;
}

/** The gateway gave no access token. `isRefused`: because it does not know these keys. */
export class TokenUnavailable extends Error {
  override name = "TokenUnavailable";
  constructor(readonly reply: Answer) {
    super(`No access token: ${reply.code} ${reply.text}`);
  }
  get isRefused(): boolean {
    return this.reply.status >= 400 && this.reply.status < 500 && this.reply.status !== 429;
  }
}

/** Access tokens of any number of accounts with one gateway. */
export interface Tokens<Account extends object> {
  /** A new token in place of the one there was. Rejects with TokenUnavailable. */
  renew(account: Account): Promise<void>;
  /**
   * Calls with a token, and once more with a new one when the gateway takes it no longer. Rejects with
   * TokenUnavailable when nothing was sent for want of one.
   */
  use<Reply>(
    account: Account,
    call: (token: string) => Promise<Reply>,
    isTokenRefused: (reply: Reply) => boolean,
  ): Promise<Reply>;
}

interface Source<Account> {
  /** The same for accounts that share a token. */
  keyOf(account: Account): string;
  /** Rejects with TokenUnavailable. */
  request(account: Account): Promise<{ token: string; lifetimeMs: number }>;
}

/**
 * Tokens are kept for five sixths of their life, and whoever needs one waits for the same request: with
 * some gateways a new token makes the one before worthless.
 */
export function createTokens<Account extends object>(
  { keyOf, request }: Source<Account>,
): Tokens<Account> {
  const tokens = new LRUCache<string, string, { account: Account }>({
    max: 1_000,
    async fetchMethod(_key, _stale, { context, options }) {
      const { token, lifetimeMs } = await request(context.account);
      options.ttl = lifetimeMs * 5 / 6;
      return token;
    },
  });
  return {
    async renew(account) {
      await tokens.fetch(keyOf(account), { context: { account }, forceRefresh: true });
    },
    async use(account, call, isTokenRefused) {
      const key = keyOf(account);
      const token = await tokens.fetch(key, { context: { account } }) as string;
      const reply = await call(token);
      if (!isTokenRefused(reply)) return reply;
      // Somebody else with the same keys may have asked for a token meanwhile.
      if (tokens.peek(key) === token) tokens.delete(key);
      return await call(await tokens.fetch(key, { context: { account } }) as string);
    },
  };
}
