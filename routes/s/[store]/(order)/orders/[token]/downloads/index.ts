import { type Handlers, HttpError } from "$fresh/server.ts";
import { takeDownload, TakeForm } from "@/lib/downloads/mod.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

export const handler: Handlers<unknown, StorefrontState> = {
  /** By a button alone: what fetches links ahead of people takes no download from them. */
  async POST(req, ctx) {
    const { app, slug, base } = ctx.state;
    const token = ctx.params.token!;
    const form = await readForm(req, TakeForm);
    if (!form.ok) throw new HttpError(form.status);
    const taken = await takeDownload(app.db.public, { slug, token }, form.value);
    if (!taken.ok && taken.code === "order_not_found") throw new HttpError(404);
    const news = taken.ok ? `taken=${taken.value}` : `problem=${taken.code}`;
    return seeOther(`${base}/orders/${token}?${news}#files`);
  },
};
