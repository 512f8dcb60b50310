import type { FreshContext } from "$fresh/server.ts";
import { type StorefrontState, storeOrigin } from "@/lib/stores/mod.ts";

/**
 * A page has one address: the shop's own domain once it has one, without a prefix in its first language,
 * and none in languages that it does not speak. Only the page knows its shop, so this looks at it
 * afterwards; what comes of it takes the place of the page.
 */
export async function settleAddress(
  req: Request,
  ctx: FreshContext<StorefrontState>,
  response: Response,
): Promise<Response> {
  const { state, url } = ctx;
  const store = state.shell?.store;
  if (!store || (req.method !== "GET" && req.method !== "HEAD")) return response;
  const { language, path, isOurHost } = state;
  if (store.domain && isOurHost) {
    const place = (language ? `/${language}` : "") + path || "/";
    return movedForGood(storeOrigin(state.app.config.publicUrl, store) + place + url.search);
  }
  if (!language || store.languages.slice(1).includes(language)) return response;
  if (language === store.languages[0]) {
    // Not for good: the shop may choose another first language.
    const location = (state.root + path || "/") + url.search;
    return new Response(null, { status: 302, headers: { location } });
  }
  state.language = undefined;
  state.base = state.root;
  return await ctx.renderNotFound();
}

/** To the shop's own domain. Browsers ask again after an hour: a domain may be given up. */
function movedForGood(location: string): Response {
  const headers = { location, "cache-control": "private, max-age=3600" };
  return new Response(null, { status: 301, headers });
}
