import { type Handlers, HttpError } from "$fresh/server.ts";
import { z } from "zod";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import { sharePayment, unsharePayment } from "@/lib/orders/shopper.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

const ShareForm = z.object({ how: z.string().default("") });

/** Makes the link by which somebody else pays an order, or ends it. */
export const handler: Handlers<unknown, StorefrontState> = {
  GET: (_req, ctx) => seeOther(`${ctx.state.base}/orders/${ctx.params.token}`),

  async POST(req, ctx) {
    const { app, slug, base } = ctx.state;
    const token = ctx.params.token!;
    const form = await readForm(req, ShareForm);
    if (!form.ok) throw new HttpError(form.status);
    if (form.value.how === "end") {
      if (!await unsharePayment(app.db.public, { slug, token })) throw new HttpError(404);
    } else {
      const shared = await sharePayment(app.db.public, { slug, token });
      if (!shared.ok && shared.code === "order_not_found") throw new HttpError(404);
    }
    return seeOther(`${base}/orders/${token}#share`);
  },
};
