import { type Handlers, HttpError } from "$fresh/server.ts";
import { can } from "@/lib/auth/mod.ts";
import { readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import { resendMessage } from "@/lib/notifications/merchant.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";

export const handler: Handlers<unknown, DashboardState> = {
  // Whoever opens the address of a form is led to the list that it is in.
  GET: (_req, ctx) =>
    ctx.state.inStore((_sql, { slug }) =>
      Promise.resolve(seeOther(`/dashboard/${slug}/messages/sent`))
    ),

  async POST(req, ctx) {
    const { id = "" } = ctx.params;
    const read = await readForm(req, TextFields);
    return await ctx.state.inStore(async (sql, store) => {
      if (!can(store, "orders.manage")) {
        throw new HttpError(403, "Your role does not send messages. Ask the owner.");
      }
      const resent = await resendMessage(sql, store.id, id);
      if (!resent.ok && resent.code === "message_not_found") throw new HttpError(404);
      const query = new URLSearchParams(
        resent.ok ? { resent: "1" } : { problem: resent.code },
      );
      const order = read.ok ? read.value.order ?? "" : "";
      if (/^[1-9]\d{0,8}$/.test(order)) query.set("order", order);
      return seeOther(`/dashboard/${store.slug}/messages/sent?${query}`);
    });
  },
};
