import type { Handlers } from "$fresh/server.ts";
import { seeOther } from "@/lib/http/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";

export const handler: Handlers<unknown, DashboardState> = {
  GET: (_req, { state }) =>
    state.inStore((_sql, { slug }) => Promise.resolve(seeOther(`/dashboard/${slug}/orders`))),
};
