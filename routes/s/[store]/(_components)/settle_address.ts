import type { FreshContext } from "$fresh/server.ts";
import { cartCookie, EMPTY_CART, shareCart } from "@/lib/carts/mod.ts";
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
    const prefix = storeOrigin(state.app.config.publicUrl, store) +
      (language ? `/${language}` : "");
    // Pages are settled where they are kept and again around all of them.
    state.cartGoesTo ??= await takeCartAlong(req, state, prefix) ?? undefined;
    return state.cartGoesTo ?? movedForGood(prefix + (path || (language ? "" : "/")) + url.search);
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

/**
 * Cookies do not go to another domain, so a cart goes there once, as a link like those that shoppers
 * send each other: its page asks before it touches the cart that is there, whoever made the link.
 * Null where there is nothing to take along.
 */
async function takeCartAlong(
  req: Request,
  { app, client, slug, cart, path, root }: StorefrontState,
  prefix: string,
): Promise<Response | null> {
  const isVisit = req.method === "GET" &&
    (req.headers.get("sec-fetch-mode") ?? "navigate") === "navigate";
  // Links to an order or to another cart say what somebody wants to see.
  if (!isVisit || cart.lines.length === 0 || /^\/(orders|cart\/shared)\//.test(path)) return null;
  const shared = await shareCart(app.db, client, { slug, cart });
  // Who shares too often goes on without.
  if (!shared.ok) return null;
  return new Response(null, {
    status: 302,
    headers: {
      location: `${prefix}/cart/shared/${shared.value}`,
      "cache-control": "private, no-store",
      "set-cookie": cartCookie(EMPTY_CART, root),
    },
  });
}
