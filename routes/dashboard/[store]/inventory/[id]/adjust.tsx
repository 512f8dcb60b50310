import type { Handlers } from "$fresh/server.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import {
  adjustInventory,
  AdjustmentForm,
  readStockFilter,
  stockErrors,
  stockQuery,
} from "@/lib/inventory/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { assertManagesStock } from "../(_components)/managers_only.ts";
import { showVariant, type VariantStock } from "../(_components)/variant_page.ts";

export { VariantPage as default } from "../(_components)/VariantPage.tsx";

export const handler: Handlers<VariantStock, DashboardState> = {
  GET: (_req, ctx) => ctx.state.inStore((sql, store) => showVariant(ctx, sql, { store })),

  async POST(req, ctx) {
    const read = await readForm(req, AdjustmentForm);
    return await ctx.state.inStore(async (sql, store) => {
      assertManagesStock(store);
      const refuse = (
        values: Record<string, string>,
        errors: Record<string, string>,
        status = 422,
      ) => showVariant(ctx, sql, { store, rejected: { form: "adjust", values, errors, status } });
      if (!read.ok) return refuse(read.values, read.errors, read.status);
      const { key, adjustment, typed, back } = read.value;
      const variantId = ctx.params.id!;
      const done = await adjustInventory(sql, {
        storeId: store.id,
        variantId,
        key,
        change: adjustment,
      });
      if (!done.ok) return refuse(typed, stockErrors(done.code, done.details));
      const base = `/dashboard/${store.slug}/inventory`;
      return seeOther(
        back === undefined ? `${base}/${variantId}?done=changed` : base + backTo(back),
      );
    });
  },
};

/** The list as it was narrowed, with word of what was done. */
function backTo(query: string): string {
  const list = stockQuery(readStockFilter(new URLSearchParams(query)));
  return `${list}${list === "?" ? "" : "&"}changed=1`;
}
