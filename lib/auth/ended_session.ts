import { sqlState } from "@/lib/db/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import { signOut } from "./account.ts";
import type { Auth } from "./open_auth.ts";

/** Sends somebody to sign in and then back to what they wanted. */
export function askToSignIn({ pathname, search }: URL): Response {
  return seeOther(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}

/**
 * The answer of `run`; or, when the session was ended elsewhere, the way to sign in. The token of such
 * a session still holds, so it is the database that finds out.
 */
export async function whileSessionLasts(
  auth: Auth,
  url: URL,
  run: () => Response | Promise<Response>,
): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    if (sqlState(error) !== "AF401") throw error;
    await signOut(auth);
    return askToSignIn(url);
  }
}
