import { type Handlers, HttpError } from "$fresh/server.ts";
import { z } from "zod";
import { can } from "@/lib/auth/mod.ts";
import { readForm, seeOther, TextFields } from "@/lib/http/mod.ts";
import { markRead } from "@/lib/pages/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";

export const handler: Handlers<unknown, DashboardState> = {
  // Whoever opens the address of a form is led to the list that it is in.
  GET: (_req, ctx) =>
    ctx.state.inStore((_sql, { slug }) => Promise.resolve(seeOther(`/dashboard/${slug}/messages`))),

  async POST(req, ctx) {
    const { id } = ctx.params;
    const read = await readForm(req, TextFields);
    return await ctx.state.inStore(async (sql, store) => {
      if (!can(store, "orders.manage") || !z.uuid().safeParse(id).success) throw new HttpError(404);
      const isRead = !read.ok || read.value.isRead !== "0";
      await markRead(sql, { storeId: store.id, id: id!, isRead });
      return seeOther(`/dashboard/${store.slug}/messages#m-${id}`);
    });
  },
};
