import type { AuthError, Session as Tokens } from "@supabase/supabase-js";
import type { Client } from "@/lib/db/mod.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import { isClientError, isTooMany } from "./auth_error.ts";
import { evenOut } from "./even_out.ts";
import { type AuthConfig, createTokenClient } from "./open_auth.ts";

/** What a program gets that signs somebody in: it keeps them itself. */
export interface TokenSet {
  access_token: string;
  refresh_token: string;
  token_type: "bearer";
  /** Seconds that the access token holds. */
  expires_in: number;
  user: { id: string; email: string };
}

/** Tokens for an email and a password. */
export async function issueTokens(
  config: AuthConfig,
  { email, password, device }: { email: string; password: string; device: Client },
): Promise<Result<TokenSet, "invalid_credentials" | "rate_limited">> {
  const startedAt = performance.now();
  const { data, error } = await createTokenClient(config, device)
    .signInWithPassword({ email, password });
  if (data.session) return ok(toTokenSet(data.session));
  await evenOut(startedAt);
  return refuse(refusalOf(error, "invalid_credentials"));
}

/** New tokens for a refresh token, which is spent by it. */
export async function refreshTokens(
  config: AuthConfig,
  { refreshToken, device }: { refreshToken: string; device: Client },
): Promise<Result<TokenSet, "invalid_refresh_token" | "rate_limited">> {
  const { data, error } = await createTokenClient(config, device)
    .refreshSession({ refresh_token: refreshToken });
  if (data.session) return ok(toTokenSet(data.session));
  return refuse(refusalOf(error, "invalid_refresh_token"));
}

/** Ends the session of this access token. One that is over already stays so. */
export async function revokeTokens(
  config: AuthConfig,
  { accessToken, device }: { accessToken: string; device: Client },
): Promise<void> {
  const { error } = await createTokenClient(config, device).admin.signOut(accessToken, "local");
  if (error && !isClientError(error)) throw error;
}

function toTokenSet({ access_token, refresh_token, expires_in, user }: Tokens): TokenSet {
  return {
    access_token,
    refresh_token,
    token_type: "bearer",
    expires_in,
    user: { id: user.id, email: user.email ?? "" },
  };
}

function refusalOf<Code extends string>(error: AuthError | null, code: Code) {
  if (error && isTooMany(error)) return "rate_limited";
  if (error && !isClientError(error)) throw error;
  return code;
}
