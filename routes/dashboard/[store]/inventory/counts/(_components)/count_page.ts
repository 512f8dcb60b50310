import { type FreshContext, HttpError } from "$fresh/server.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { getCount, type StockCount } from "@/lib/inventory/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

/** Runs with the stock take that the address names; 404 when this shop has none like it. */
export function withCount<Data>(
  { state, params }: FreshContext<DashboardState, Data>,
  run: (sql: Sql, store: MyStore, count: StockCount) => Promise<Response>,
): Promise<Response> {
  return state.inStore(async (sql, store) => {
    const count = await getCount(sql, { storeId: store.id, countId: params.id! });
    if (!count) throw new HttpError(404);
    return await run(sql, store, count);
  });
}
