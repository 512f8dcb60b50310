import { type FreshContext, HttpError } from "$fresh/server.ts";
import { askToSignIn, makeCsrfToken, openAuth, whileSessionLasts } from "@/lib/auth/mod.ts";
import type { SignedInState } from "@/lib/tenants/mod.ts";
import { assertOwnForm } from "../(_guards)/own_form.ts";

type Context = FreshContext<SignedInState>;

/** Lets nobody pass who has not signed in; nothing behind it is kept by anyone on the way. */
export async function handler(req: Request, ctx: Context): Promise<Response> {
  const { state, url } = ctx;
  state.auth = openAuth(req, state.app.config, state.client);
  const session = await state.auth.getSession();
  if (session) {
    state.session = session;
    state.csrf = makeCsrfToken(session, state.app.config.secretKey);
  }
  const response = session
    ? await whileSessionLasts(state.auth, url, () => answer(req, ctx))
    : askToSignIn(url);
  response.headers.set("cache-control", "private, no-store");
  return state.auth.seal(response);
}

/** What is refused is answered here: its answer may have to bring a renewed session. */
async function answer(req: Request, ctx: Context): Promise<Response> {
  try {
    await assertOwnForm(req, ctx);
    return await ctx.next();
  } catch (error) {
    if (error instanceof HttpError && error.status < 500) return await ctx.renderError(error);
    throw error;
  }
}
