import { ok, refuse, type Result } from "@/lib/result.ts";
import { isAboutLetter, isClientError, isTooMany } from "./auth_error.ts";
import { endOtherSessions } from "./change_account.ts";
import { evenOut } from "./even_out.ts";
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
  const startedAt = performance.now();
  const { error } = await client.signInWithPassword(credentials);
  if (!error) return ok(null);
  if (!isClientError(error)) throw error;
  await evenOut(startedAt);
  return refuse(isTooMany(error) ? "too_many_tries" : "wrong_credentials");
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
  const startedAt = performance.now();
  const { data, error } = await auth.client.signUp({ email, password, options: { data: about } });
  if (data.session) return ok(null);
  if (error?.code === "weak_password") return refuse("weak_password");
  // With confirmations on, Auth answers for a known address as for a new one, but without identities.
  const isKnown = KNOWN_CODES.has(error?.code) || data.user?.identities?.length === 0;
  if (error && !isKnown && isTooMany(error)) return refuse("too_many_tries");
  if (error && !isKnown) throw error;
  if (isKnown) {
    if ((await signIn(auth, { email, password })).ok) return ok(null);
    await requestNewPassword(auth, email);
  }
  // Longer than the two that a known address goes through.
  await evenOut(startedAt, 1_000);
  return refuse("check_mail");
}

/** What Auth says of an address that has an account; the last when it had a letter a moment ago. */
const KNOWN_CODES = new Set<string | undefined>([
  "user_already_exists",
  "email_exists",
  "over_email_send_rate_limit",
]);

/** Sends a link for choosing a new password, if the address has an account. Never tells whether. */
export async function requestNewPassword(auth: Auth, email: string): Promise<void> {
  const startedAt = performance.now();
  const { error } = await auth.separate().resetPasswordForEmail(email);
  await evenOut(startedAt);
  if (error && !isAboutLetter(error)) throw error;
}

/** Sets the password of whoever is signed in and signs out their other devices. */
export async function setPassword(
  auth: Auth,
  password: string,
): Promise<Result<null, "same_password" | "weak_password">> {
  const { error } = await auth.client.updateUser({ password });
  if (error?.code === "same_password") return refuse("same_password");
  if (error?.code === "weak_password") return refuse("weak_password");
  if (error) throw error;
  await endOtherSessions(auth);
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
