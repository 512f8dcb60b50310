import type { Handlers } from "$fresh/server.ts";
import { endDiscount } from "@/lib/discounts/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { assertManagesDiscounts, withDiscount } from "../(_components)/edit_discount.ts";

export const handler: Handlers<unknown, DashboardState> = {
  GET: (_req, ctx) =>
    withDiscount(
      ctx,
      (_sql, { slug }, discount) =>
        Promise.resolve(seeOther(`/dashboard/${slug}/discounts/${discount!.id}`)),
    ),

  POST: (_req, ctx) =>
    withDiscount(ctx, async (sql, store, discount) => {
      assertManagesDiscounts(store);
      await endDiscount(sql, store.id, discount!.id);
      return seeOther(`/dashboard/${store.slug}/discounts?view=ended&done=ended`);
    }),
};
