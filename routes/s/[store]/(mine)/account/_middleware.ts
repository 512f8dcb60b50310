import { type FreshContext, HttpError } from "$fresh/server.ts";
import { isOwnForm, makeCsrfToken } from "@/lib/auth/mod.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

/** These open a session and act on none: a form from before is as good as one from after. */
const OPENS_SESSION = /\/account\/(code|sign-in)$/;

/** Forms of a shopper's session bring its token; what they show is for nobody's cache. */
export async function handler(
  req: Request,
  ctx: FreshContext<StorefrontState>,
): Promise<Response> {
  const { state, url } = ctx;
  const { secretKey } = state.app.config;
  state.csrf = "";
  if (state.shopperToken) {
    // Sessions of the dashboard have ids of another form, so neither's forms pass for the other's.
    const session = { claims: { session_id: `shopper ${state.shopperToken}` } };
    state.csrf = makeCsrfToken(session, secretKey);
    if (!OPENS_SESSION.test(url.pathname) && !await isOwnForm(req, session, secretKey)) {
      state.isStaleForm = true;
      throw new HttpError(403, "This form is too old.");
    }
  }
  const response = await ctx.next();
  response.headers.set("cache-control", "private, no-store");
  return response;
}
