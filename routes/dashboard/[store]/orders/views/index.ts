import type { Handlers } from "$fresh/server.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import {
  OrderViewForm,
  readOrderFilter,
  saveOrderView,
  writeOrderFilter,
} from "@/lib/orders/merchant.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";

/** Keeps what the list shows under a name, and goes back to it. */
export const handler: Handlers<unknown, DashboardState> = {
  GET: (_req, { state }) =>
    state.inStore((_sql, { slug }) => Promise.resolve(seeOther(`/dashboard/${slug}/orders`))),

  async POST(req, { state }) {
    const form = await readForm(req, OrderViewForm);
    return await state.inStore(async (sql, store) => {
      const base = `/dashboard/${store.slug}/orders`;
      const asked = new URLSearchParams(form.ok ? form.value.query : form.values.query);
      const { after: _, ...shown } = readOrderFilter(asked);
      const list = writeOrderFilter(shown);
      const back = (said: string) => seeOther(`${base}?${list ? `${list}&` : ""}view=${said}`);
      if (!form.ok) return back("unnamed");
      const saved = await saveOrderView(sql, store.id, form.value);
      return back(saved.ok ? "saved" : "full");
    });
  },
};
