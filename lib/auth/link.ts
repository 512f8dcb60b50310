import type { EmailOtpType } from "@supabase/supabase-js";
import { ok, refuse, type Result } from "@/lib/result.ts";
import { isAboutLetter, isClientError, isTooMany } from "./auth_error.ts";
import { evenOut } from "./even_out.ts";
import type { Auth } from "./open_auth.ts";

/** What a link in an email is for, as its `type` says. */
export const LINK_TYPES = ["email", "recovery", "magiclink", "invite", "email_change"] as const;

/** Emails a link and a code for signing in, if the address has an account. Never tells whether. */
export async function requestSignInLink(auth: Auth, email: string): Promise<void> {
  const startedAt = performance.now();
  const { error } = await auth.separate()
    .signInWithOtp({ email, options: { shouldCreateUser: false } });
  await evenOut(startedAt);
  if (error && !isAboutLetter(error)) throw error;
}

/** Signs in with the code of such an email, on whichever device it is typed. */
export async function signInWithCode(
  { client }: Auth,
  { email, code }: { email: string; code: string },
): Promise<Result<null, "wrong_code" | "too_many_tries">> {
  const startedAt = performance.now();
  const { error } = await client.verifyOtp({ email, token: code, type: "email" });
  if (!error) return ok(null);
  await evenOut(startedAt);
  if (isTooMany(error)) return refuse("too_many_tries");
  if (isClientError(error)) return refuse("wrong_code");
  throw error;
}

/**
 * Exchanges the hash in an emailed link for a session. A link works once. `half_done`: an account moves
 * to another address by two links, and this was the first.
 */
export async function followLink(
  { client }: Auth,
  { tokenHash, type }: { tokenHash: string; type: EmailOtpType },
): Promise<Result<null, "link_over" | "half_done">> {
  const { data, error } = await client.verifyOtp({ token_hash: tokenHash, type });
  if (error && !isClientError(error)) throw error;
  if (error) return refuse("link_over");
  return data.session ? ok(null) : refuse("half_done");
}
