import type { FreshContext } from "$fresh/server.ts";
import { readCartCookie, readCartNote } from "@/lib/carts/mod.ts";
import { storeHostPath } from "@/lib/http/mod.ts";
import { readShopperCookie } from "@/lib/shoppers/mod.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";
import { toOwnDomain } from "./(_components)/to_own_domain.ts";

/** The widest picture, in pixels, for a device that asks to save data. */
const SAVING_WIDTH = 320;

/** Says which shop is asked for, under which address, what the device has in its cart and who it is. */
export async function handler(
  req: Request,
  ctx: FreshContext<StorefrontState>,
): Promise<Response> {
  const { state, url } = ctx;
  const slug = ctx.params.store!;
  const { platformDomain } = state.app.config;
  state.isOurHost = storeHostPath(url.host, "/", platformDomain) !== null;
  const isOwnHost = !state.isOurHost && await state.app.hosts.find(url.host) === slug;
  state.slug = slug;
  state.base = state.isOurHost || isOwnHost ? "" : `/s/${slug}`;
  state.media = {
    base: state.app.config.supabaseUrl,
    widest: req.headers.get("save-data") === "on" ? SAVING_WIDTH : Infinity,
  };
  const cookies = req.headers.get("cookie");
  state.cart = readCartCookie(cookies);
  state.cartNote = readCartNote(cookies);
  state.shopperToken = readShopperCookie(cookies);
  const response = await ctx.next();
  const moved = toOwnDomain(req, url, state);
  if (moved) return moved;
  // Every page shows what is in this device's cart: nothing between it and us may keep one.
  if (!response.headers.has("cache-control")) {
    response.headers.set("cache-control", "private, no-cache");
  }
  return response;
}
