import type { Handlers } from "$fresh/server.ts";
import { seeOther } from "@/lib/http/mod.ts";
import { findOrder } from "@/lib/shoppers/mod.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

/** To the page of an order by its number, for the phone that placed it. */
export const handler: Handlers<unknown, StorefrontState> = {
  async GET(_req, ctx) {
    const { app, base, slug, shopperToken: token } = ctx.state;
    const { number } = ctx.params;
    if (!/^[1-9]\d{0,8}$/.test(number!)) return ctx.renderNotFound();
    if (token === null) return seeOther(`${base}/account?order=${number}`);
    const order = await findOrder(app.db.public, { slug, token }, Number(number));
    return seeOther(order ? `${base}/orders/${order}` : `${base}/account?missing=${number}`);
  },
};
