import type { Handlers } from "$fresh/server.ts";
import { seeOther } from "@/lib/http/mod.ts";
import { requestPaymentCheck } from "@/lib/orders/shopper.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

/** Back from a gateway's page. What the gateway writes into the address proves nothing: it is asked. */
export const handler: Handlers<unknown, StorefrontState> = {
  async GET(_req, ctx) {
    const { app, slug, base } = ctx.state;
    const token = ctx.params.token!;
    await requestPaymentCheck(app.db.public, { slug, token });
    return seeOther(`${base}/orders/${token}/pay?back=1`, { "cache-control": "no-store" });
  },
};
