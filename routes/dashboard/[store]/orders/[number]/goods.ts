import type { Handlers } from "$fresh/server.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import { GoodsForm, setFulfilment } from "@/lib/orders/merchant.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { forStaff } from "./(_components)/for_staff.ts";

/** Says how far the goods are. Whoever comes by its address alone is led to the order. */
export const handler: Handlers<unknown, DashboardState> = {
  GET: (_req, ctx) =>
    forStaff(
      ctx,
      (_sql, { slug }, { number }) =>
        Promise.resolve(seeOther(`/dashboard/${slug}/orders/${number}`)),
    ),

  async POST(req, ctx) {
    const form = await readForm(req, GoodsForm);
    return await forStaff(ctx, async (sql, store, { number }) => {
      if (!form.ok) return ctx.renderNotFound();
      const moved = await setFulfilment(sql, { storeId: store.id, number }, form.value.status);
      const said = moved.ok ? "moved" : "meanwhile";
      return seeOther(`/dashboard/${store.slug}/orders/${number}?${said}=1`);
    });
  },
};
