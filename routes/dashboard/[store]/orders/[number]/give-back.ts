import { type Handlers, HttpError } from "$fresh/server.ts";
import { can } from "@/lib/auth/mod.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import { GiveBackForm, type GiveBackRefusal, giveBackSurplus } from "@/lib/orders/merchant.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { forStaff } from "./(_components)/for_staff.ts";

/** What the order's page says of it. That nothing is left to give is what a second click finds. */
const SAID: Record<GiveBackRefusal, string> = {
  order_not_found: "meanwhile=1",
  nothing_on_top: "refunded=1",
  surplus_changed: "meanwhile=1",
  refund_not_available: "by-hand=1",
  idempotency_key_reused: "meanwhile=1",
};

/** Gives back what came on top, or too late. Whoever comes by its address alone is led to the order. */
export const handler: Handlers<unknown, DashboardState> = {
  GET: (_req, ctx) =>
    forStaff(
      ctx,
      (_sql, { slug }, { number }) =>
        Promise.resolve(seeOther(`/dashboard/${slug}/orders/${number}`)),
    ),

  async POST(req, ctx) {
    const form = await readForm(req, GiveBackForm);
    return await forStaff(ctx, async (sql, store, order) => {
      if (!can(store, "payments.refund")) {
        throw new HttpError(403, "Your role does not send money back. Ask the owner.");
      }
      if (!form.ok) return ctx.renderNotFound();
      const given = await giveBackSurplus(sql, store.id, order, form.value);
      const said = given.ok ? "refunded=1" : SAID[given.code];
      return seeOther(`/dashboard/${store.slug}/orders/${order.number}?${said}#money`);
    });
  },
};
