import { type Handlers, HttpError } from "$fresh/server.ts";
import { salesFile } from "@/lib/exports/mod.ts";
import { SALES_FILES, type SalesFile } from "@/lib/sales/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { sendExport } from "../settings/data/(_components)/send_export.ts";

export const handler: Handlers<unknown, DashboardState> = {
  GET(_req, ctx) {
    const query = ctx.url.searchParams;
    const table = query.get("table") ?? "days";
    if (!Object.hasOwn(SALES_FILES, table)) throw new HttpError(404, "There is no such file.");
    return sendExport(ctx, salesFile(table as SalesFile, query), `sales-${table}`);
  },
};
