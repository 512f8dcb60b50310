import type { FreshContext } from "$fresh/server.ts";
import { readCartCookie } from "@/lib/carts/mod.ts";
import { storeHostPath } from "@/lib/http/mod.ts";
import { type StorefrontState, storeOrigin } from "@/lib/stores/mod.ts";

/** The widest picture, in pixels, for a device that asks to save data. */
const SAVING_WIDTH = 320;

/** Says which shop is asked for, under which address, and what the device has in its cart. */
export async function handler(
  req: Request,
  ctx: FreshContext<StorefrontState>,
): Promise<Response> {
  const { state, url } = ctx;
  const slug = ctx.params.store!;
  const { platformDomain, publicUrl } = state.app.config;
  const isOurHost = storeHostPath(url.host, "/", platformDomain) !== null;
  const isOwnHost = !isOurHost && await state.app.hosts.find(url.host) === slug;
  state.slug = slug;
  state.base = isOurHost || isOwnHost ? "" : `/s/${slug}`;
  state.media = {
    base: state.app.config.supabaseUrl,
    widest: req.headers.get("save-data") === "on" ? SAVING_WIDTH : Infinity,
  };
  state.cart = readCartCookie(req.headers.get("cookie"));
  const response = await ctx.next();
  const store = state.shell?.store;
  if (isOurHost && store?.domain && (req.method === "GET" || req.method === "HEAD")) {
    const path = url.pathname.slice(`/s/${slug}`.length) || "/";
    return movedForGood(storeOrigin(publicUrl, store) + path + url.search);
  }
  // Every page shows what is in this device's cart: nothing between it and us may keep one.
  if (!response.headers.has("cache-control")) {
    response.headers.set("cache-control", "private, no-cache");
  }
  return response;
}

/** To the shop's own domain. Browsers ask again after an hour: a domain may be given up. */
function movedForGood(location: string): Response {
  const headers = { location, "cache-control": "private, max-age=3600" };
  return new Response(null, { status: 301, headers });
}
