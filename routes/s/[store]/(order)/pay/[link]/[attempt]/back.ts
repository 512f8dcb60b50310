import type { Handlers } from "$fresh/server.ts";
import { seeOther } from "@/lib/http/mod.ts";
import { requestLinkCheck } from "@/lib/orders/shopper.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

/** Back from a gateway's page. What the gateway writes into the address proves nothing: it is asked. */
export const handler: Handlers<unknown, StorefrontState> = {
  async GET(_req, ctx) {
    const { app, slug, base } = ctx.state;
    const { link = "", attempt: attemptId = "" } = ctx.params;
    await requestLinkCheck(app.db.public, { slug, link, attemptId });
    return seeOther(`${base}/pay/${link}/${attemptId}?back=1`, { "cache-control": "no-store" });
  },
};
