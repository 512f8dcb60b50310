import { type FreshContext, HttpError } from "$fresh/server.ts";
import { type AdminState, isPlatformAdmin } from "@/lib/admin/mod.ts";
import { makeCsrfToken, openAuth, signOut } from "@/lib/auth/mod.ts";
import { sqlState } from "@/lib/db/mod.ts";
import { assertOwnForm } from "../(_guards)/own_form.ts";

type Context = FreshContext<AdminState>;

/** The console is there for those who run the platform. To everyone else, signed in or not, it is not. */
export async function handler(req: Request, ctx: Context): Promise<Response> {
  const { state } = ctx;
  state.auth = openAuth(req, state.app.config, state.client);
  const session = await state.auth.getSession();
  if (session) {
    state.session = session;
    state.csrf = makeCsrfToken(session, state.app.config.secretKey);
  }
  state.inConsole = (run) => state.app.db.asUser(state.session.claims, run, state.client);
  const response = session ? await answer(req, ctx) : await ctx.renderNotFound();
  response.headers.set("cache-control", "private, no-store");
  return state.auth.seal(response);
}

/** What is refused is answered here: its answer may have to bring a renewed session. */
async function answer(req: Request, ctx: Context): Promise<Response> {
  try {
    // Asked before the router says which methods a page takes: that is not for everybody either.
    if (!await ctx.state.inConsole(isPlatformAdmin)) return await ctx.renderNotFound();
    await assertOwnForm(req, ctx);
    return await ctx.next();
  } catch (error) {
    const state = sqlState(error);
    if (state === "AF401") await signOut(ctx.state.auth);
    const isNotThere = error instanceof HttpError && error.status === 404;
    if (isNotThere || state === "AF401" || state === "AF404") return await ctx.renderNotFound();
    if (error instanceof HttpError && error.status < 500) return await ctx.renderError(error);
    throw error;
  }
}
