import type { AuthError, EmailOtpType } from "@supabase/supabase-js";
import { ok, refuse, type Result } from "@/lib/result.ts";
import type { Auth } from "./open_auth.ts";

interface Credentials {
  email: string;
  password: string;
}

/** Signs in; the answer does not tell an unknown email from a wrong password. */
export async function signIn(
  { client }: Auth,
  credentials: Credentials,
): Promise<Result<null, "wrong_credentials" | "too_many_tries">> {
  const { error } = await client.signInWithPassword(credentials);
  if (!error) return ok(null);
  if (isTooMany(error)) return refuse("too_many_tries");
  if (isClientError(error)) return refuse("wrong_credentials");
  throw error;
}

/**
 * Makes an account and signs in. `check_mail` is the answer both where Auth wants the address
 * confirmed and where somebody has an account with it already: that somebody gets a link to it,
 * whoever asked learns nothing. Sending the same form twice signs in.
 */
export async function signUp(
  auth: Auth,
  { email, password, about }: Credentials & { about: Record<string, string> },
): Promise<Result<null, "check_mail" | "too_many_tries" | "weak_password">> {
  const { data, error } = await auth.client.signUp({ email, password, options: { data: about } });
  if (data.session) return ok(null);
  if (error?.code === "weak_password") return refuse("weak_password");
  if (error && isTooMany(error)) return refuse("too_many_tries");
  // With confirmations on, Auth answers for a known address as for a new one, but without identities.
  const isKnown = error?.code === "user_already_exists" || error?.code === "email_exists" ||
    data.user?.identities?.length === 0;
  if (error && !isKnown) throw error;
  if (isKnown) {
    if ((await signIn(auth, { email, password })).ok) return ok(null);
    await requestNewPassword(auth, email);
  }
  return refuse("check_mail");
}

/** Sends a link for choosing a new password, if the address has an account. Never tells whether. */
export async function requestNewPassword({ client }: Auth, email: string): Promise<void> {
  const { error } = await client.resetPasswordForEmail(email);
  if (error && !isClientError(error)) throw error;
}

/** What a link in an email is for, as its `type` says. */
export const LINK_TYPES = ["email", "recovery", "magiclink", "invite", "email_change"] as const;

/** Exchanges the hash in an emailed link for a session. A link works once. */
export async function followLink(
  { client }: Auth,
  { tokenHash, type }: { tokenHash: string; type: EmailOtpType },
): Promise<Result<null, "link_over">> {
  const { error } = await client.verifyOtp({ token_hash: tokenHash, type });
  if (!error) return ok(null);
  if (isClientError(error)) return refuse("link_over");
  throw error;
}

/** Sets the password of whoever is signed in and signs out their other devices. */
export async function setPassword(
  { client }: Auth,
  password: string,
): Promise<Result<null, "same_password" | "weak_password">> {
  const { error } = await client.updateUser({ password });
  if (error?.code === "same_password") return refuse("same_password");
  if (error?.code === "weak_password") return refuse("weak_password");
  if (error) throw error;
  await client.signOut({ scope: "others" });
  return ok(null);
}

/** What the account was told about itself when it was made; asks Auth. Anything may be missing. */
export async function readAbout({ client }: Auth): Promise<Record<string, unknown>> {
  const { data } = await client.getUser();
  return data.user?.user_metadata ?? {};
}

/** Ends the session here; its cookies go even when Auth cannot be reached. */
export async function signOut({ client }: Auth): Promise<void> {
  await client.signOut({ scope: "local" });
}

function isClientError(error: AuthError): boolean {
  return error.status !== undefined && error.status >= 400 && error.status < 500;
}

function isTooMany(error: AuthError): boolean {
  return error.status === 429;
}
