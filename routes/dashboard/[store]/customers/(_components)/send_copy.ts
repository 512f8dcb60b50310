import { type FreshContext, HttpError } from "$fresh/server.ts";
import { copyCustomer, readableCopy } from "@/lib/customers/mod.ts";
import type { DashboardState } from "@/lib/tenants/mod.ts";
import { assertSeesCustomers } from "./for_customers.ts";

/** All that the shop knows of the customer that the address names, as a file. */
export function sendCopy(
  { state, params }: FreshContext<DashboardState>,
  format: "json" | "txt",
): Promise<Response> {
  return state.inStore(async (sql, store) => {
    assertSeesCustomers(store);
    const customer = await copyCustomer(sql, { storeId: store.id, id: params.id! });
    if (!customer || customer.erasedAt) throw new HttpError(404);
    const { name, currency, orderPrefix } = store;
    const label = (number: number) => `${orderPrefix}-${number}`;
    const body = format === "json"
      ? JSON.stringify({ shop: name, currency, customer }, null, 2)
      : readableCopy(customer, { name, currency, label });
    const type = format === "json" ? "application/json" : "text/plain";
    return new Response(body, {
      headers: {
        "content-type": `${type}; charset=utf-8`,
        "content-disposition": `attachment; filename="customer.${format}"`,
      },
    });
  });
}
