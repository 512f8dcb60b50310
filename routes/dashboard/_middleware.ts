import { type FreshContext, HttpError } from "$fresh/server.ts";
import { askToSignIn, openAuth, whileSessionLasts } from "@/lib/auth/mod.ts";
import type { SignedInState } from "@/lib/tenants/mod.ts";

type Context = FreshContext<SignedInState>;

/** Lets nobody pass who has not signed in; nothing behind it is kept by anyone on the way. */
export async function handler(req: Request, ctx: Context): Promise<Response> {
  const { state, url } = ctx;
  state.auth = openAuth(req, state.app.config, state.client);
  const session = await state.auth.getSession();
  if (session) state.session = session;
  const response = session
    ? await whileSessionLasts(state.auth, url, () => answer(ctx))
    : askToSignIn(url);
  response.headers.set("cache-control", "private, no-store");
  return state.auth.seal(response);
}

/** A page that is not there is answered here: its answer may have to bring a renewed session. */
async function answer(ctx: Context): Promise<Response> {
  try {
    return await ctx.next();
  } catch (error) {
    if (error instanceof HttpError && error.status === 404) return await ctx.renderNotFound();
    throw error;
  }
}
