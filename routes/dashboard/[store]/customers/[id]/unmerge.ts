import type { Handlers } from "$fresh/server.ts";
import { z } from "zod";
import { undoMerge } from "@/lib/customers/mod.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import {
  assertRunsCustomers,
  assertSeesCustomers,
  withCustomer,
} from "../(_components)/for_customers.ts";

const UnmergeForm = z.object({ merge: z.uuid() });

/** Takes two customers apart again. Whoever comes by its address alone is led to the customer. */
export const handler: Handlers<unknown, DashboardState> = {
  GET: (_req, ctx) =>
    withCustomer(
      ctx,
      assertSeesCustomers,
      (_sql, { slug }, { id }) => Promise.resolve(seeOther(`/dashboard/${slug}/customers/${id}`)),
    ),

  async POST(req, ctx) {
    const form = await readForm(req, UnmergeForm);
    return await withCustomer(ctx, assertRunsCustomers, async (sql, store, { id }) => {
      if (!form.ok) return await ctx.renderNotFound();
      const isDone = await undoMerge(sql, { storeId: store.id, mergeId: form.value.merge });
      const said = isDone ? "done=unmerged" : "problem=1";
      return seeOther(`/dashboard/${store.slug}/customers/${id}?${said}`);
    });
  },
};
