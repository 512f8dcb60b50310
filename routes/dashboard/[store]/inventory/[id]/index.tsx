import type { Handlers } from "$fresh/server.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { showVariant, type VariantStock } from "../(_components)/variant_page.ts";

export { VariantPage as default } from "../(_components)/VariantPage.tsx";

export const handler: Handlers<VariantStock, DashboardState> = {
  GET: (_req, ctx) => ctx.state.inStore((sql, store) => showVariant(ctx, sql, { store })),
};
