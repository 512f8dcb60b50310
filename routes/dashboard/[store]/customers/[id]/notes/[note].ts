import type { Handlers } from "$fresh/server.ts";
import { deleteNote } from "@/lib/customers/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import {
  assertSeesCustomers,
  assertServesCustomers,
  withCustomer,
} from "../../(_components)/for_customers.ts";

/** Takes a note away. Whoever comes by its address alone is led to the customer. */
export const handler: Handlers<unknown, DashboardState> = {
  GET: (_req, ctx) =>
    withCustomer(
      ctx,
      assertSeesCustomers,
      (_sql, { slug }, { id }) => Promise.resolve(seeOther(`/dashboard/${slug}/customers/${id}`)),
    ),

  POST: (_req, ctx) =>
    withCustomer(ctx, assertServesCustomers, async (sql, store, { id }) => {
      const { note } = ctx.params;
      const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(note!);
      if (!isId || !await deleteNote(sql, { storeId: store.id, id: note! })) {
        return await ctx.renderNotFound();
      }
      return seeOther(`/dashboard/${store.slug}/customers/${id}?done=unnoted#timeline`);
    }),
};
