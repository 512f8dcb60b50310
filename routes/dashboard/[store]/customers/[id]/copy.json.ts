import type { Handlers } from "$fresh/server.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { sendCopy } from "../(_components)/send_copy.ts";

export const handler: Handlers<unknown, DashboardState> = {
  GET: (_req, ctx) => sendCopy(ctx, "json"),
};
