import type { Handlers } from "$fresh/server.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { type PlacePage, postPlace, showPlace } from "../../(_components)/edit_place.ts";
import { POINT } from "../../(_components)/kinds.ts";

export { EditPoint as default } from "../../(_components)/EditPoint.tsx";

export const handler: Handlers<PlacePage, DashboardState> = {
  GET: (_req, ctx) => showPlace(ctx, POINT),
  POST: (req, ctx) => postPlace(req, ctx, POINT),
};
