import assert from "node:assert/strict";
import postgres from "postgres";
import { addDays } from "@/lib/date_range.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { getSales } from "@/lib/sales/mod.ts";
import { startFilledDatabase } from "@/tests/fixtures/database.ts";
import { fillOrders } from "@/tests/fixtures/many_orders.ts";
import { CAST, makeShop } from "@/tests/fixtures/shop.ts";

const database = await startFilledDatabase("orders", async ({ url }) => {
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  await fillOrders(owner, await makeShop(owner, { slug: "busy" }), 20_000);
  await owner.end();
});
/** What the server says of each statement that it ran, those inside functions included. */
const plans: string[] = [];
const owner = postgres(database.superuserUrl, {
  max: 1,
  onnotice: ({ message }) => message?.includes("Query Text:") && plans.push(message),
});
const [{ id }] = await owner`select id from public.stores where slug = 'busy'` as [{ id: string }];
await owner`insert into private.sales_cuts values (${id}, '', '')`;
await owner`select private.roll_up_sales(${id})`;
await owner`analyze private.sales_days, private.sales_products, private.sales_changes`;
await owner.unsafe(`load 'auto_explain'; set auto_explain.log_min_duration = 0;
  set auto_explain.log_nested_statements = on; set auto_explain.log_analyze = on;
  set client_min_messages = log`);

Deno.test.afterAll(async () => {
  await owner.end();
  await database.stop();
});

const last = new Date().toISOString().slice(0, 10);
const year = { first: addDays(last, -364), last };

/** The most rows that a step of these tables gave on or threw away while a year was read. */
async function mostRowsOf(table: string): Promise<number> {
  plans.length = 0;
  await owner.begin(async (transaction) => {
    const sql = transaction as unknown as Sql;
    await sql`select set_config('request.jwt.claims', ${
      JSON.stringify({ sub: CAST.merchant })
    }, true), set_config('role', 'authenticated', true)`;
    await getSales(sql, id, year);
  });
  const lines = plans.flatMap((plan) => plan.split("\n"));
  const rows = lines.flatMap((line, i) => {
    if (!new RegExp(`(Scan|using \\w+).* on ${table}\\b`).test(line)) return [];
    const [, given, loops] = / rows=(\d+) loops=(\d+)\)/.exec(line) ?? ["", "0", "0"];
    const removed = lines.slice(i + 1, i + 5).map((next) =>
      Number(/Rows Removed by [\w ]+: (\d+)/.exec(next)?.[1] ?? 0)
    );
    return [Number(given) * Number(loops), ...removed];
  });
  assert.ok(plans.length > 0);
  return Math.max(0, ...rows);
}

Deno.test("a year beside the one before reads kept days, and no more than one order", async () => {
  assert.ok(await mostRowsOf("orders") <= 1);
  assert.equal(await mostRowsOf("order_items"), 0);
  const days = await mostRowsOf("sales_days");
  assert.ok(days > 300 && days <= 366, `${days} days`);
});

Deno.test("when something changed, the orders of its day alone are read", async () => {
  const [order] = await owner`
    update public.orders set refunded_minor = 100 where id = (
      select o.id from public.orders as o where o.store_id = ${id} and o.status = 'fulfilled'
        and o.paid_at < now() - interval '100 days' order by o.paid_at desc limit 1)
    returning (paid_at at time zone 'Africa/Nairobi')::date::text as day`;
  const [{ count }] = await owner`select count(*)::int from public.orders
    where store_id = ${id} and (paid_at at time zone 'Africa/Nairobi')::date
      between ${order!.day}::date - 1 and ${order!.day}::date + 1` as [{ count: number }];
  const read = await mostRowsOf("orders");
  assert.ok(read > 10 && read <= count, `${read} read, ${count} paid on three days`);
});
