import { type FreshContext, HttpError } from "$fresh/server.ts";
import { can } from "@/lib/auth/mod.ts";
import { type Customer, getCustomer } from "@/lib/customers/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

/** Answers 403 to members who do not see customers. */
export function assertSeesCustomers(store: MyStore): void {
  if (!can(store, "customers.view")) {
    throw new HttpError(403, "Your role does not see customers. Ask the owner.");
  }
}

/** Whether somebody keeps what the shop knows of people. */
export function servesCustomers(store: MyStore): boolean {
  return can(store, "customers.view") && can(store, "orders.manage");
}

/** Answers 403 to those who do not keep what the shop knows of people. */
export function assertServesCustomers(store: MyStore): void {
  if (!servesCustomers(store)) {
    throw new HttpError(403, "Your role does not change customers. Ask the owner.");
  }
}

/** Whether somebody says who is who, and lets people go. */
export function runsCustomers(store: MyStore): boolean {
  return can(store, "customers.view") && can(store, "settings.manage");
}

/** Answers 403 to those who neither merge nor erase. */
export function assertRunsCustomers(store: MyStore): void {
  if (!runsCustomers(store)) {
    throw new HttpError(403, "Your role does not merge or erase customers. Ask the owner.");
  }
}

/**
 * Runs with the customer that the address names; leads on to who they were merged into, and answers
 * 404 for nobody and for those who were erased.
 */
export function withCustomer<Data>(
  { state, params, url }: FreshContext<DashboardState, Data>,
  allow: (store: MyStore) => void,
  run: (sql: Sql, store: MyStore, customer: Customer) => Promise<Response>,
): Promise<Response> {
  return state.inStore(async (sql, store) => {
    allow(store);
    const phone = url.searchParams.get("phone")?.slice(0, 20) || undefined;
    const before = url.searchParams.get("before") ?? "";
    const customer = await getCustomer(sql, {
      storeId: store.id,
      id: params.id!,
      phone,
      before: Number.isNaN(Date.parse(before)) ? undefined : before,
    });
    if (!customer) throw new HttpError(404);
    if ("mergedInto" in customer) {
      return seeOther(`/dashboard/${store.slug}/customers/${customer.mergedInto}`);
    }
    if (customer.erasedAt) throw new HttpError(404);
    return await run(sql, store, customer);
  });
}
