import { type FreshContext, HttpError } from "$fresh/server.ts";
import { can } from "@/lib/auth/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { getOrder, type MerchantOrder } from "@/lib/orders/merchant.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

/** Runs for members who work on orders, about one that is there. */
export function forStaff<Data>(
  { state, params }: FreshContext<DashboardState, Data>,
  run: (sql: Sql, store: MyStore, order: MerchantOrder) => Promise<Response>,
): Promise<Response> {
  return state.inStore(async (sql, store) => {
    const { number } = params;
    const order = /^[1-9]\d{0,8}$/.test(number!) &&
      await getOrder(sql, { storeId: store.id, number: Number(number) });
    if (!order) throw new HttpError(404);
    if (!can(store, "orders.manage")) {
      throw new HttpError(403, "Your role does not change orders. Ask the owner.");
    }
    return await run(sql, store, order);
  });
}
