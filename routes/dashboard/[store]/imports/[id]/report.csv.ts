import type { Handlers } from "$fresh/server.ts";
import { reportFile } from "@/lib/imports/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { findImport } from "../(_components)/find_import.ts";

export const handler: Handlers<unknown, DashboardState> = {
  async GET(_req, { state, params }) {
    const file = await state.inStore((sql, store) => findImport(sql, store, params.id!));
    return new Response(reportFile(file, state.inStore), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="refused.csv"',
      },
    });
  },
};
