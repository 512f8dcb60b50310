import type { Handlers } from "$fresh/server.ts";
import { ledgerFile } from "@/lib/exports/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { sendExport } from "../settings/data/(_components)/send_export.ts";

export const handler: Handlers<unknown, DashboardState> = {
  GET: (_req, ctx) => sendExport(ctx, ledgerFile(ctx.url.searchParams), "ledger"),
};
