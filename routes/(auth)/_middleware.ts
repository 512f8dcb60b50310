import type { FreshContext } from "$fresh/server.ts";
import { makeCsrfToken, openAuth, whileSessionLasts } from "@/lib/auth/mod.ts";
import type { AuthState, SignedInState } from "@/lib/tenants/mod.ts";
import { assertOwnForm } from "../(_guards)/own_form.ts";

type Context = FreshContext<AuthState>;

/** Where one becomes somebody: by a password, a code or a link, whoever is signed in so far. */
const ACTS_ON_NO_SESSION = new Set([
  "/auth/confirm",
  "/forgot-password",
  "/sign-in",
  "/sign-in/code",
  "/sign-in/link",
  "/sign-up",
]);

/** Opens Auth for the request and gives its cookies to the answer. */
export async function handler(req: Request, ctx: Context): Promise<Response> {
  const { state, url } = ctx;
  state.auth = openAuth(req, state.app.config, state.client);
  const response = await whileSessionLasts(state.auth, url, () => answer(req, ctx));
  response.headers.set("cache-control", "private, no-store");
  return state.auth.seal(response);
}

async function answer(req: Request, ctx: Context): Promise<Response> {
  if (ACTS_ON_NO_SESSION.has(ctx.route)) return await ctx.next();
  const { state } = ctx;
  const session = await state.auth.getSession();
  if (!session) return await ctx.next();
  Object.assign(state, { session, csrf: makeCsrfToken(session, state.app.config.secretKey) });
  try {
    await assertOwnForm(req, ctx as FreshContext<SignedInState>);
    return await ctx.next();
  } catch (error) {
    // Answered here: its answer may have to bring a renewed session.
    if (state.isStaleForm) return await ctx.renderError(error);
    throw error;
  }
}
