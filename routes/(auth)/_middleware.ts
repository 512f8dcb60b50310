import type { FreshContext } from "$fresh/server.ts";
import { openAuth, whileSessionLasts } from "@/lib/auth/mod.ts";
import type { AuthState } from "@/lib/tenants/mod.ts";

/** Opens Auth for the request and gives its cookies to the answer. */
export async function handler(req: Request, ctx: FreshContext<AuthState>): Promise<Response> {
  const { state, url } = ctx;
  state.auth = openAuth(req, state.app.config, state.client);
  const response = await whileSessionLasts(state.auth, url, () => ctx.next());
  response.headers.set("cache-control", "private, no-store");
  return state.auth.seal(response);
}
