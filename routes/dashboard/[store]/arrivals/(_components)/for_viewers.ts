import { type FreshContext, HttpError } from "$fresh/server.ts";
import { can } from "@/lib/auth/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

/** Runs for members who see payments; 403 for others. */
export function forViewers<Data>(
  { state }: FreshContext<DashboardState, Data>,
  run: (sql: Sql, store: MyStore) => Promise<Response>,
): Promise<Response> {
  return state.inStore((sql, store) => {
    if (!can(store, "payments.view")) {
      throw new HttpError(403, "Your role does not see payments. Ask the owner.");
    }
    return run(sql, store);
  });
}
