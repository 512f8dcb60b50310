import type { Handlers } from "$fresh/server.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import {
  type EditDiscountPage,
  postDiscount,
  showDiscount,
} from "./(_components)/edit_discount.ts";

export { EditDiscount as default } from "./(_components)/EditDiscount.tsx";

export const handler: Handlers<EditDiscountPage, DashboardState> = {
  GET: (_req, ctx) => showDiscount(ctx),
  POST: postDiscount,
};
