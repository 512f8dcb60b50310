import type { Handlers } from "$fresh/server.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import { endPayLink, LinkForm, makePayLink } from "@/lib/orders/merchant.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { forStaff } from "./(_components)/for_staff.ts";

/** Makes or ends the link by which somebody else pays. Whoever comes by its address alone is led to the order. */
export const handler: Handlers<unknown, DashboardState> = {
  GET: (_req, ctx) =>
    forStaff(
      ctx,
      (_sql, { slug }, { number }) =>
        Promise.resolve(seeOther(`/dashboard/${slug}/orders/${number}`)),
    ),

  async POST(req, ctx) {
    const form = await readForm(req, LinkForm);
    return await forStaff(ctx, async (sql, store, { number }) => {
      if (!form.ok) return ctx.renderNotFound();
      const place = { storeId: store.id, number };
      const { how } = form.value;
      const isDone = how === "end"
        ? await endPayLink(sql, place)
        : (await makePayLink(sql, place)).ok;
      const said = !isDone ? "meanwhile=1" : how === "end" ? "link=ended" : "link=made";
      return seeOther(`/dashboard/${store.slug}/orders/${number}?${said}#pay-links`);
    });
  },
};
