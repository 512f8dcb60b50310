import type { Handlers } from "$fresh/server.ts";
import { seeOther } from "@/lib/http/mod.ts";
import { getLinkPage } from "@/lib/orders/shopper.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

/** On to the gateway's page, as soon as there is one. */
export const handler: Handlers<unknown, StorefrontState> = {
  async GET(_req, ctx) {
    const { app, slug, base } = ctx.state;
    const { link = "", attempt: attemptId = "" } = ctx.params;
    const page = await getLinkPage(app.db.public, { slug, link, attemptId });
    const headers = { "cache-control": "no-store" };
    return seeOther(page ?? `${base}/pay/${link}/${attemptId}?go=1`, headers);
  },
};
