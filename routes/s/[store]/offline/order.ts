import type { Handlers } from "$fresh/server.ts";
import { seeOther } from "@/lib/http/mod.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

/**
 * Where a form of the checkout waits on a device without a network. Its service worker answers here; who
 * comes without one has nothing that waits.
 */
export const handler: Handlers<unknown, StorefrontState> = {
  GET: (_req, ctx) => seeOther(`${ctx.state.base}/checkout`),
  POST: (_req, ctx) => seeOther(`${ctx.state.base}/cart`),
};
