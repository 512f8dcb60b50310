import type { Handlers } from "$fresh/server.ts";
import { isNarrowed, readCustomerFilter } from "@/lib/customers/mod.ts";
import { CUSTOMERS, customersFound } from "@/lib/exports/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { sendExport } from "../settings/data/(_components)/send_export.ts";

/** Those whom the list shows, in its order, as a file. */
export const handler: Handlers<unknown, DashboardState> = {
  GET(_req, ctx) {
    const filter = { ...readCustomerFilter(ctx.url.searchParams), after: undefined };
    const isAll = !isNarrowed(filter) && filter.sort === "recent";
    return sendExport(ctx, isAll ? CUSTOMERS : customersFound(filter));
  },
};
