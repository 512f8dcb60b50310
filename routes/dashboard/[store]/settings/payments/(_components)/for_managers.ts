import { type FreshContext, HttpError } from "$fresh/server.ts";
import { can } from "@/lib/auth/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

/** Runs for members who may change how the shop is paid; 403 for others. */
export function forManagers<Data>(
  { state }: FreshContext<DashboardState, Data>,
  run: (sql: Sql, store: MyStore) => Promise<Response>,
): Promise<Response> {
  return state.inStore((sql, store) => {
    if (!can(store, "settings.manage")) {
      throw new HttpError(403, "Your role does not change payments. Ask the owner.");
    }
    return run(sql, store);
  });
}
