import type { Handlers } from "$fresh/server.ts";
import { seeOther } from "@/lib/http/mod.ts";
import { cancelCount } from "@/lib/inventory/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { assertManagesStock } from "../../(_components)/managers_only.ts";
import { withCount } from "../(_components)/count_page.ts";

export const handler: Handlers<unknown, DashboardState> = {
  GET: (_req, ctx) =>
    withCount(
      ctx,
      (_sql, { slug }, { id }) =>
        Promise.resolve(seeOther(`/dashboard/${slug}/inventory/counts/${id}/review`)),
    ),

  POST: (_req, ctx) =>
    withCount(ctx, async (sql, store, count) => {
      assertManagesStock(store);
      const done = await cancelCount(sql, { storeId: store.id, countId: count.id });
      const base = `/dashboard/${store.slug}/inventory/counts`;
      return seeOther(done.ok ? `${base}?done=cancelled` : `${base}/${count.id}/review`);
    }),
};
