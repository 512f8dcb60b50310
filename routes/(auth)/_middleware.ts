import type { FreshContext } from "$fresh/server.ts";
import { openAuth } from "@/lib/auth/mod.ts";
import type { AuthState } from "@/lib/tenants/mod.ts";

/** Opens Auth for the request and gives its cookies to the answer. */
export async function handler(req: Request, ctx: FreshContext<AuthState>): Promise<Response> {
  ctx.state.auth = openAuth(req, ctx.state.app.config);
  const response = ctx.state.auth.seal(await ctx.next());
  response.headers.set("cache-control", "private, no-store");
  return response;
}
