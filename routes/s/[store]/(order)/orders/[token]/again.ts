import type { Handlers } from "$fresh/server.ts";
import { cartCookie, type CartLine, mergeLines } from "@/lib/carts/mod.ts";
import { buyableLines, readOrderAgain } from "@/lib/checkout/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

/** Puts what an order had and the shop still sells into the cart, which says what is different now. */
export const handler: Handlers<unknown, StorefrontState> = {
  GET: (_req, ctx) => seeOther(`${ctx.state.base}/orders/${ctx.params.token}`),

  async POST(_req, ctx) {
    const { app, root, base, slug, cart } = ctx.state;
    const token = ctx.params.token!;
    const ordered = await readOrderAgain(app.db.public, { slug, token });
    if (!ordered) return ctx.renderNotFound();
    const lines = buyableLines(ordered).map(({ variantId, quantity, putInMinor }): CartLine => ({
      variantId,
      quantity,
      ...(putInMinor !== null && { priceMinor: putInMinor }),
    }));
    return seeOther(`${base}/cart?again=${token}`, {
      "set-cookie": cartCookie(mergeLines(cart, lines), root),
    });
  },
};
