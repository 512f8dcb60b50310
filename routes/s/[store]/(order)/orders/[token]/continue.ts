import type { Handlers } from "$fresh/server.ts";
import { seeOther } from "@/lib/http/mod.ts";
import { getPaymentPage } from "@/lib/orders/shopper.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

/** On to the gateway's page, as soon as there is one. */
export const handler: Handlers<unknown, StorefrontState> = {
  async GET(_req, ctx) {
    const { app, slug, base } = ctx.state;
    const token = ctx.params.token!;
    const page = await getPaymentPage(app.db.public, { slug, token });
    return seeOther(page ?? `${base}/orders/${token}/pay?go=1`, { "cache-control": "no-store" });
  },
};
