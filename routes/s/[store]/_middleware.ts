import type { FreshContext } from "$fresh/server.ts";
import { readCartCookie } from "@/lib/carts/mod.ts";
import { storeHostPath } from "@/lib/http/mod.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

/** Says which shop is asked for, under which address, and what the device has in its cart. */
export function handler(req: Request, ctx: FreshContext<StorefrontState>): Promise<Response> {
  const { state, url } = ctx;
  const slug = ctx.params.store!;
  const isOwnHost = storeHostPath(url.host, "/", state.app.config.platformDomain) !== null;
  state.slug = slug;
  state.base = isOwnHost ? "" : `/s/${slug}`;
  state.cart = readCartCookie(req.headers.get("cookie"));
  return ctx.next();
}
