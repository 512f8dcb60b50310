import { z } from "zod";
import type { Handlers } from "$fresh/server.ts";
import type { AppState } from "@/lib/app.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import { localPhones, payLocalTill } from "@/lib/payments/local_phone.ts";

const TillForm = z.object({
  payer: z.string().transform((phone) => phone.replace(/\D/g, "").replace(/^0/, "254")),
  shillings: z.coerce.number().int().positive(),
  reference: z.string().trim().max(20).default(""),
});

/** Pays a local till by hand, then shows the phone again. */
export const handler: Handlers<unknown, AppState> = {
  GET: (_req, ctx) =>
    Promise.resolve(
      localPhones(ctx.state.app.config) ? seeOther("/dev/phone") : ctx.renderNotFound(),
    ),

  async POST(req, ctx) {
    const url = localPhones(ctx.state.app.config)?.get("mpesa");
    if (!url) return ctx.renderNotFound();
    const form = await readForm(req, TillForm);
    const isPaid = form.ok && await payLocalTill(url, {
      phone: form.value.payer,
      amount: form.value.shillings,
      reference: form.value.reference,
    });
    return seeOther(`/dev/phone?till=${isPaid ? "paid" : "refused"}`);
  },
};
