import type { Handlers } from "$fresh/server.ts";
import { customerQuery, readCustomerFilter, tagCustomers, TagForm } from "@/lib/customers/mod.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { assertServesCustomers } from "./(_components)/for_customers.ts";

/** Tags many at once, and leads back to the list. */
export const handler: Handlers<unknown, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore((_sql, store) =>
      Promise.resolve(seeOther(`/dashboard/${store.slug}/customers`))
    ),

  async POST(req, ctx) {
    const form = await readForm(req, TagForm);
    return await ctx.state.inStore(async (sql, store) => {
      assertServesCustomers(store);
      const typed = form.ok ? form.value.back : form.values.back ?? "";
      const filter = readCustomerFilter(new URLSearchParams(typed.replace(/^\?/, "")));
      const back = new URLSearchParams(customerQuery(filter));
      if (form.ok) {
        const { customers: ids, tag, intent } = form.value;
        const asked = { ids, tag, isRemoved: intent === "remove" };
        back.set("tagged", String(await tagCustomers(sql, store.id, asked)));
      } else back.set("problem", "tag");
      return seeOther(`/dashboard/${store.slug}/customers?${back}${form.ok ? "" : "#bulk-tag"}`);
    });
  },
};
