import type { Handlers } from "$fresh/server.ts";
import { seeOther } from "@/lib/http/mod.ts";
import { deleteOrderView } from "@/lib/orders/merchant.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";

/** Takes a name away; the orders stay as they are. */
export const handler: Handlers<unknown, DashboardState> = {
  GET: (_req, { state }) =>
    state.inStore((_sql, { slug }) => Promise.resolve(seeOther(`/dashboard/${slug}/orders`))),

  POST: (_req, { state, params }) =>
    state.inStore(async (sql, store) => {
      await deleteOrderView(sql, { storeId: store.id, id: params.id! });
      return seeOther(`/dashboard/${store.slug}/orders?view=deleted`);
    }),
};
