import { z } from "zod";
import { ok, refuse } from "@/lib/result.ts";
import { inStore } from "../in_store.ts";
import { phone } from "../kinds.ts";
import type { Operation } from "../operation.ts";
import { page, pageOf } from "../shape.ts";
import { customerColumns } from "./order_json.ts";
import { Customer } from "./order_schema.ts";

const tag = "Customers";

export const customers: Operation[] = [
  inStore({
    id: "list_customers",
    tag,
    summary: "Customers of a store, newest first",
    method: "GET",
    path: "/customers",
    permission: "customers.view",
    query: z.object({ ...page, phone: phone.optional() }),
    item: Customer,
    isList: true,
    async run({ sql, store, query: { limit, after, phone } }) {
      const rows = await sql<Customer[]>`
        select ${customerColumns(sql)} from public.customers as c
        where c.store_id = ${store.id} and c.merged_into is null and c.erased_at is null
          ${after ? sql`and c.id < ${after}` : sql``}
          ${phone ? sql`and c.phone = ${phone}` : sql``}
        order by c.id desc limit ${limit + 1}`;
      return ok(pageOf(rows, limit));
    },
  }),
  inStore({
    id: "get_customer",
    tag,
    summary: "One customer",
    method: "GET",
    path: "/customers/{id}",
    permission: "customers.view",
    row: "customers",
    item: Customer,
    async run({ sql, store, id }) {
      const [row] = await sql<Customer[]>`
        select ${customerColumns(sql)} from public.customers as c
        where c.store_id = ${store.id} and c.id = ${id} and c.merged_into is null
          and c.erased_at is null`;
      return row ? ok(row) : refuse("not_found");
    },
  }),
];
