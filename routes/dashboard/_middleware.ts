import { type FreshContext, HttpError } from "$fresh/server.ts";
import { openAuth, signOut } from "@/lib/auth/mod.ts";
import { sqlState } from "@/lib/db/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import type { SignedInState } from "@/lib/tenants/mod.ts";

type Context = FreshContext<SignedInState>;

/** Signed-in people only; everyone else signs in first and comes back. */
export async function handler(req: Request, ctx: Context): Promise<Response> {
  const { state, url } = ctx;
  state.auth = openAuth(req, state.app.config);
  const session = await state.auth.getSession();
  if (session) state.session = session;
  const response = session ? await answer(ctx) : askToSignIn(url);
  response.headers.set("cache-control", "private, no-store");
  return state.auth.seal(response);
}

function askToSignIn({ pathname, search }: URL): Response {
  return seeOther(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}

/**
 * A page that is not there is answered here: its answer may have to bring a renewed session. So is a
 * session that was ended elsewhere: its token still holds, but the database refuses it.
 */
async function answer(ctx: Context): Promise<Response> {
  try {
    return await ctx.next();
  } catch (error) {
    if (sqlState(error) === "AF401") {
      await signOut(ctx.state.auth);
      return askToSignIn(ctx.url);
    }
    if (error instanceof HttpError && error.status === 404) return await ctx.renderNotFound();
    throw error;
  }
}
