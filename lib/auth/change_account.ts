import { ok, refuse, type Result } from "@/lib/result.ts";
import { isAboutLetter, isClientError, isTooMany } from "./auth_error.ts";
import { evenOut } from "./even_out.ts";
import type { Auth, AuthClient } from "./open_auth.ts";

type Doubt = "wrong_password" | "too_many_tries";

/**
 * Asks for the password once more and hands on a session that is that fresh: an open browser is not
 * enough to take an account over. The session ends with the work.
 */
async function withPassword<T, Code extends string>(
  auth: Auth,
  password: string,
  work: (client: AuthClient) => Promise<Result<T, Code>>,
): Promise<Result<T, Code | Doubt>> {
  const client = auth.separate();
  const { error } = await client.signInWithPassword({ email: await readEmail(auth), password });
  if (error && isTooMany(error)) return refuse("too_many_tries");
  if (error && isClientError(error)) return refuse("wrong_password");
  if (error) throw error;
  try {
    return await work(client);
  } finally {
    await client.signOut({ scope: "local" });
  }
}

/** Asks for the password once more, before what is hard to undo. */
export async function confirmPassword(auth: Auth, password: string): Promise<Result<null, Doubt>> {
  return await withPassword(auth, password, () => Promise.resolve(ok(null)));
}

/** The address of whoever is signed in, as it is and not as an older token has it; asks Auth. */
export async function readEmail({ client }: Auth): Promise<string> {
  const { data, error } = await client.getUser();
  if (error) throw error;
  return data.user.email ?? "";
}

/** Changes the password of whoever is signed in and signs out their other devices. */
export async function changePassword(
  auth: Auth,
  { current, password }: { current: string; password: string },
): Promise<Result<null, Doubt | "same_password" | "weak_password">> {
  const changed = await withPassword(auth, current, async (client) => {
    const { error } = await client.updateUser({ password });
    if (error?.code === "same_password") return refuse("same_password");
    if (error?.code === "weak_password") return refuse("weak_password");
    if (error) throw error;
    return ok(null);
  });
  if (changed.ok) await endOtherSessions(auth);
  return changed;
}

/**
 * Writes to both mailboxes, the old and the new; the account moves when both have confirmed. Says the
 * same when somebody else has that address already, and then writes to nobody.
 */
export async function requestEmailChange(
  auth: Auth,
  { email, current }: { email: string; current: string },
): Promise<Result<null, Doubt>> {
  return await withPassword(auth, current, async (client) => {
    const startedAt = performance.now();
    const { error } = await client.updateUser({ email });
    await evenOut(startedAt);
    if (error && !isAboutLetter(error)) throw error;
    return ok(null);
  });
}

/** Signs out everywhere but here. */
export async function endOtherSessions({ client }: Auth): Promise<void> {
  const { error } = await client.signOut({ scope: "others" });
  if (error) throw error;
}

/** Signs out everywhere, here as well. */
export async function endAllSessions({ client }: Auth): Promise<void> {
  const { error } = await client.signOut({ scope: "global" });
  if (error) throw error;
}
