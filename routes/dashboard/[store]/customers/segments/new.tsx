import type { Handlers } from "$fresh/server.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { type EditSegmentPage, postSegment, showSegment } from "./(_components)/edit_segment.ts";

export { EditSegment as default } from "./(_components)/EditSegment.tsx";

export const handler: Handlers<EditSegmentPage, DashboardState> = {
  GET: (_req, ctx) => showSegment(ctx),
  POST: postSegment,
};
