import { type FreshContext, HttpError } from "$fresh/server.ts";
import { can } from "@/lib/auth/mod.ts";
import { type Export, openExport } from "@/lib/exports/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";

/** Answers the file, under this name; 403 to those whose role does not see what is in it. */
export async function sendExport(
  { state }: FreshContext<DashboardState>,
  file: Export,
  name: string = file.entity,
): Promise<Response> {
  const media = state.app.config.supabaseUrl;
  const body = await openExport(file, (run) =>
    state.inStore((sql, store) => {
      if (!can(store, file.permission)) {
        throw new HttpError(403, "Your role does not see this. Ask the owner.");
      }
      return run(sql, { ...store, media });
    }));
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}.csv"`,
    },
  });
}
