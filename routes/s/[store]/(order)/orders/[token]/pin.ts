import type { Handlers } from "$fresh/server.ts";
import { z } from "zod";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import { movePin } from "@/lib/orders/shopper.ts";
import { pinField } from "@/lib/shoppers/mod.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

const PinForm = z.object({ pin: pinField });

/** Moves the pin to which an order is taken, until it leaves the shop. */
export const handler: Handlers<unknown, StorefrontState> = {
  GET: (_req, ctx) => seeOther(`${ctx.state.base}/orders/${ctx.params.token}`),

  async POST(req, ctx) {
    const { app, slug, base } = ctx.state;
    const token = ctx.params.token!;
    const back = (pin: string) => seeOther(`${base}/orders/${token}?pin=${pin}#where`);
    const form = await readForm(req, PinForm);
    if (!form.ok) return back("invalid");
    const moved = await movePin(app.db.public, { slug, token }, form.value.pin);
    if (moved.ok) return back("saved");
    return moved.code === "order_not_found" ? await ctx.renderNotFound() : back("late");
  },
};
