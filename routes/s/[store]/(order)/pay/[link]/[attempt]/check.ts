import type { Handlers } from "$fresh/server.ts";
import { seeOther } from "@/lib/http/mod.ts";
import { requestLinkCheck } from "@/lib/orders/shopper.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

export const handler: Handlers<unknown, StorefrontState> = {
  GET: (_req, ctx) => seeOther(`${ctx.state.base}/pay/${ctx.params.link}/${ctx.params.attempt}`),

  async POST(_req, ctx) {
    const { app, slug, base } = ctx.state;
    const { link = "", attempt: attemptId = "" } = ctx.params;
    await requestLinkCheck(app.db.public, { slug, link, attemptId });
    return seeOther(`${base}/pay/${link}/${attemptId}`);
  },
};
