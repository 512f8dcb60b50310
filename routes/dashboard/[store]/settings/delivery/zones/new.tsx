import type { Handlers } from "$fresh/server.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { type PlacePage, postPlace, showPlace } from "../(_components)/edit_place.ts";
import { ZONE } from "../(_components)/kinds.ts";

export { EditZone as default } from "../(_components)/EditZone.tsx";

export const handler: Handlers<PlacePage, DashboardState> = {
  GET: (_req, ctx) => showPlace(ctx, ZONE),
  POST: (req, ctx) => postPlace(req, ctx, ZONE),
};
