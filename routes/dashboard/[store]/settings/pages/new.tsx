import type { Handlers } from "$fresh/server.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { type EditData, postPage, showPage } from "./(_components)/edit_page.ts";

export { EditPage as default } from "./(_components)/EditPage.tsx";

export const handler: Handlers<EditData, DashboardState> = {
  GET: (_req, ctx) => showPage(ctx),
  POST: postPage,
};
