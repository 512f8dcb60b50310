import { z } from "zod";
import { unauthorized } from "@/lib/api/mod.ts";
import {
  issueTokens,
  LoginInput,
  RefreshInput,
  refreshTokens,
  revokeTokens,
} from "@/lib/auth/mod.ts";
import { limitTries, passwordTry } from "@/lib/limits/mod.ts";
import type { Caller, Operation } from "../operation.ts";
import { Refused } from "../operation.ts";

const Tokens = z.strictObject({
  access_token: z.string(),
  refresh_token: z.string(),
  token_type: z.literal("bearer"),
  expires_in: z.int().describe("Seconds that the access token holds."),
  user: z.strictObject({ id: z.uuid(), email: z.string() }),
}).meta({ id: "Tokens" });

const TOO_MANY = { status: 429, title: "Too many tries. Wait, then try again." };
const REFUSALS = {
  invalid_credentials: { status: 401, title: "That email and password do not match." },
  invalid_refresh_token: { status: 401, title: "That refresh token is spent, over or unknown." },
  rate_limited: TOO_MANY,
  too_many_tries: { ...TOO_MANY },
};

const common = {
  tag: "Signing in",
  method: "POST",
  query: z.strictObject({}),
  key: "never",
  isConditional: false,
} as const;

export const auth: Operation[] = [
  {
    ...common,
    id: "login",
    summary: "Tokens for an email and a password",
    path: "/auth/login",
    permission: "none",
    body: LoginInput,
    answer: Tokens,
    status: 200,
    refusals: pick("invalid_credentials", "rate_limited"),
    async execute(caller, { body }) {
      const login = body as z.output<typeof LoginInput>;
      const issue = () => issueTokens(caller.config, { ...login, device: caller.client });
      const issued = await limitTries(
        caller.db.own,
        passwordTry(caller.client, login.email),
        issue,
      );
      return tokensOf(issued);
    },
  },
  {
    ...common,
    id: "refresh",
    summary: "New tokens for a refresh token, which is spent by it",
    path: "/auth/refresh",
    permission: "none",
    body: RefreshInput,
    answer: Tokens,
    status: 200,
    refusals: pick("invalid_refresh_token", "rate_limited"),
    async execute({ config, client }, { body }) {
      const { refresh_token } = body as z.output<typeof RefreshInput>;
      return tokensOf(
        await refreshTokens(config, { refreshToken: refresh_token, device: client }),
      );
    },
  },
  {
    ...common,
    id: "logout",
    summary: "End the session of this access token",
    path: "/auth/logout",
    permission: null,
    body: null,
    answer: null,
    status: 204,
    refusals: {},
    async execute({ bearer, config, client }: Caller) {
      const session = bearer?.session;
      // A key has no session to end.
      if (!session) {
        throw new Refused(await unauthorized().json(), { "www-authenticate": "Bearer" });
      }
      await revokeTokens(config, { accessToken: session.accessToken, device: client });
      return { status: 204, value: null };
    },
  },
];

function pick(...codes: (keyof typeof REFUSALS)[]) {
  return Object.fromEntries(codes.map((code) => [code, REFUSALS[code]]));
}

function tokensOf(
  issued: { ok: true; value: unknown } | { ok: false; code: keyof typeof REFUSALS },
) {
  if (issued.ok) return { status: 200, value: issued.value };
  const { status, title } = REFUSALS[issued.code];
  const code = issued.code === "too_many_tries" ? "rate_limited" : issued.code;
  throw new Refused({ code, status, title });
}
