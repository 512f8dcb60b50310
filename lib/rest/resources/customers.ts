import { z } from "zod";
import { addCustomer, editCustomer } from "@/lib/customers/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { ok, refuse } from "@/lib/result.ts";
import { inStore } from "../in_store.ts";
import { phone } from "../kinds.ts";
import { notFound, type Operation } from "../operation.ts";
import { page, pageOf } from "../shape.ts";
import { customerColumns } from "./order_json.ts";
import { Customer, CustomerChange, NewCustomer } from "./order_schema.ts";

const tag = "Customers";

interface Place {
  sql: Sql;
  store: { id: string };
  id: string;
}

/** One customer, or null when they were merged into another or erased. */
async function read({ sql, store, id }: Place): Promise<Customer | null> {
  const [row] = await sql<Customer[]>`
    select ${customerColumns(sql)} from public.customers as c
    where c.store_id = ${store.id} and c.id = ${id} and c.merged_into is null
      and c.erased_at is null`;
  return row ?? null;
}

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
    async run(call) {
      const customer = await read(call);
      return customer ? ok(customer) : refuse("not_found");
    },
  }),
  inStore({
    id: "create_customer",
    tag,
    summary: "Add somebody whom the shop knows",
    description: "Whoever orders is added by that.",
    method: "POST",
    path: "/customers",
    permission: "orders.manage",
    sees: "customers.view",
    body: NewCustomer,
    item: Customer,
    status: 201,
    key: "optional",
    refusals: { phone_taken: { status: 409, title: "A customer of the store has this phone." } },
    example: { body: { phone: "+254712345678", name: "Wanjiru Kamau", tags: ["wholesale"] } },
    async run({ sql, store, body }) {
      const minted = { storeId: store.id, id: crypto.randomUUID() };
      const added = await addCustomer(sql, minted, { email: "", tags: [], consents: [], ...body });
      return added.ok ? ok(await read({ sql, store, id: added.value })) : refuse(added.code);
    },
  }),
  inStore({
    id: "update_customer",
    tag,
    summary: "Change what is known of a customer",
    description: "What is left out stays. The phone is who they are, and stays.",
    method: "PATCH",
    path: "/customers/{id}",
    permission: "orders.manage",
    sees: "customers.view",
    row: "customers",
    body: CustomerChange,
    item: Customer,
    read,
    async run({ sql, store, id, body }) {
      const current = await read({ sql, store, id });
      if (!current) throw notFound();
      const { name, email, tags, consents } = { ...current, ...body };
      const input = { name, email: email ?? "", tags, consents };
      const isDone = await editCustomer(sql, { storeId: store.id, id }, input);
      return isDone ? ok(await read({ sql, store, id })) : refuse("not_found");
    },
  }),
];
