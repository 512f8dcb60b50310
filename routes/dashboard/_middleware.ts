import type { FreshContext } from "$fresh/server.ts";
import { openAuth } from "@/lib/auth/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import type { SignedInState } from "@/lib/tenants/mod.ts";

/** Signed-in people only; everyone else signs in first and comes back. */
export async function handler(req: Request, ctx: FreshContext<SignedInState>): Promise<Response> {
  const { state, url } = ctx;
  state.auth = openAuth(req, state.app.config);
  const session = await state.auth.getSession();
  if (session) state.session = session;
  const wanted = encodeURIComponent(url.pathname + url.search);
  const response = session ? await ctx.next() : seeOther(`/sign-in?next=${wanted}`);
  response.headers.set("cache-control", "private, no-store");
  return state.auth.seal(response);
}
