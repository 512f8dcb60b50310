import type { FreshContext } from "$fresh/server.ts";
import {
  cartCodeCookie,
  DISCOUNT_CODE,
  normalizeCode,
  readCartCode,
  readCartCookie,
  readCartNote,
} from "@/lib/carts/mod.ts";
import { readStoreSegment, seeOther, storeHostPath } from "@/lib/http/mod.ts";
import { readShopperCookie } from "@/lib/shoppers/mod.ts";
import { isLite, type StorefrontState } from "@/lib/stores/mod.ts";
import { noteVisit } from "./(_components)/note_visit.ts";
import { settleAddress } from "./(_components)/settle_address.ts";

/** Says which shop is asked for, under which address, what the device has in its cart and who it is. */
export async function handler(
  req: Request,
  ctx: FreshContext<StorefrontState>,
): Promise<Response> {
  const { state, url } = ctx;
  const { slug, language } = readStoreSegment(ctx.params.store!);
  const { platformDomain } = state.app.config;
  state.isOurHost = storeHostPath(url.host, "/", platformDomain) !== null;
  const isOwnHost = !state.isOurHost && await state.app.hosts.find(url.host) === slug;
  state.slug = slug;
  state.language = language;
  state.root = state.isOurHost || isOwnHost ? "" : `/s/${slug}`;
  state.base = language ? `${state.root}/${language}` : state.root;
  state.path = url.pathname.replace(/^\/s\/[^/]+/, "");
  state.reads = req.headers.get("accept-language");
  state.media = { base: state.app.config.supabaseUrl, isLite: isLite(req.headers) };
  const cookies = req.headers.get("cookie");
  state.cart = readCartCookie(cookies);
  state.cartNote = readCartNote(cookies);
  state.cartCode = readCartCode(cookies);
  state.shopperToken = readShopperCookie(cookies);
  const linked = takeCode(req, ctx);
  if (linked) return linked;
  const response = await settleAddress(req, ctx, await ctx.next());
  noteVisit(req, state, response);
  response.headers.append("vary", "save-data");
  // Every page shows what is in this device's cart: nothing between it and us may keep one.
  if (!response.headers.has("cache-control")) {
    response.headers.set("cache-control", "private, no-cache");
  }
  return response;
}

/** A link may bring a code for a discount: it goes with the cart, and the page is the same as without. */
function takeCode(req: Request, { url, state }: FreshContext<StorefrontState>): Response | null {
  const code = normalizeCode(url.searchParams.get("discount") ?? "");
  if (req.method !== "GET" || !DISCOUNT_CODE.test(code)) return null;
  const query = new URLSearchParams(url.searchParams);
  query.delete("discount");
  const address = (state.base + state.path || "/") + (query.size > 0 ? `?${query}` : "");
  return seeOther(address, {
    "set-cookie": cartCodeCookie(code, state.root),
    "cache-control": "private, no-store",
  });
}
