import assert from "node:assert/strict";
import postgres from "postgres";
import type { Sql } from "@/lib/db/mod.ts";
import { getHome } from "@/lib/home/mod.ts";
import { getLiveStart } from "@/lib/live/mod.ts";
import { listOrders, ORDER_TABS, type OrderFilter } from "@/lib/orders/merchant.ts";
import { getMyStore } from "@/lib/tenants/mod.ts";
import { startFilledDatabase } from "@/tests/fixtures/database.ts";
import { fillOrders } from "@/tests/fixtures/many_orders.ts";
import { CAST, makeShop } from "@/tests/fixtures/shop.ts";

const ORDERS = 20_000;
/** Rows that any step of a plan may read for a page of 25: far below the shop's orders. */
const MOST_ROWS = 500;

const database = await startFilledDatabase("orders", async ({ url }) => {
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  await fillOrders(owner, await makeShop(owner, { slug: "busy" }), ORDERS);
  await owner.end();
});
/** What the server says of each statement that it ran, those inside functions included. */
const plans: string[] = [];
const owner = postgres(database.superuserUrl, {
  max: 1,
  onnotice: ({ message }) => message?.includes("Query Text:") && plans.push(message),
});
const [{ id }] = await owner`select id from public.stores where slug = 'busy'` as [{ id: string }];
await owner.unsafe(`load 'auto_explain'; set auto_explain.log_min_duration = 0;
  set auto_explain.log_nested_statements = on; set auto_explain.log_analyze = on;
  set client_min_messages = log`);
const store = {
  id,
  currency: "KES" as const,
  timeZone: "Africa/Nairobi",
  orderPrefix: "KK",
};
const longAgo = new Date(Date.now() - 300 * 86_400_000).toISOString().slice(0, 10);

const FILTERS: Record<string, Partial<OrderFilter>> = {
  ...Object.fromEntries(ORDER_TABS.map((tab) => [`the tab ${tab}`, { tab }])),
  "the oldest": { sort: "oldest" },
  "the largest": { sort: "largest" },
  "a later page": { after: 12_000 },
  "a later page of the largest": { sort: "largest", after: 12_000 },
  "a rare status": { status: "cancelled" },
  "a common status": { status: "fulfilled" },
  "rare money": { payment: "refunded" },
  "rare goods": { goods: "shipped" },
  "a rare gateway": { method: "pesapal" },
  "a later page of a common gateway": { method: "mpesa", after: 12_000 },
  "cash": { method: "cash" },
  "transfers": { method: "transfer" },
  "pick up": { delivery: "pickup" },
  "a rare area": { area: "Lodwar, Turkana" },
  "a common area": { area: "Nyali, Mombasa" },
  "days long ago": { from: longAgo, to: longAgo },
  "days since long ago": { from: longAgo },
  "large totals": { min: "9,480" },
  "small totals": { max: "501" },
  "a rare code": { code: "oldone" },
  "a common code": { code: "KARIBU" },
  "a phone that paid": { payer: "0700 007 777" },
  "a number": { q: "KK-1042" },
  "a phone": { q: "0700 007 777" },
  "digits": { q: "7777" },
  "a rare name": { q: "xhaxhiraqi" },
};

const READS: Record<string, (sql: Sql) => Promise<unknown>> = {
  ...Object.fromEntries(
    Object.entries(FILTERS).map(([name, filter]) => [
      name,
      (sql: Sql) => listOrders(sql, store, { tab: "all", sort: "newest", ...filter }),
    ]),
  ),
  "the shop and its counts": (sql) => getMyStore(sql, { userId: CAST.merchant, slug: "busy" }),
  "where events stand": (sql) => getLiveStart(sql, id),
};

/** The most rows that a step gave on or threw away. */
function mostRows(): number {
  const steps = plans.flatMap((plan) => [
    ...[...plan.matchAll(/ rows=(\d+) loops=(\d+)\)/g)].map(([, rows, loops]) =>
      Number(rows) * Number(loops)
    ),
    ...[...plan.matchAll(/Rows Removed by [\w ]+: (\d+)/g)].map(([, rows]) => Number(rows)),
  ]);
  return Math.max(0, ...steps);
}

async function readAll(read: (sql: Sql) => Promise<unknown>): Promise<void> {
  await owner.begin(async (transaction) => {
    const sql = transaction as unknown as Sql;
    await sql`select set_config('request.jwt.claims', ${
      JSON.stringify({ sub: CAST.merchant })
    }, true), set_config('role', 'authenticated', true)`;
    plans.length = 0;
    await read(sql);
  });
  assert.ok(plans.length > 0);
}

for (const [name, read] of Object.entries(READS)) {
  Deno.test(`${name}, of 20,000 orders: a page reads a page's worth of rows`, async () => {
    await readAll(read);
    assert.ok(mostRows() <= MOST_ROWS, `${mostRows()} rows\n${plans.join("\n")}`);
  });
}

Deno.test("the first page reads the orders of two weeks, from an index, and no others", async () => {
  await readAll((sql) => getHome(sql, store));
  const [{ count }] = await owner`select count(*)::int from public.orders
    where store_id = ${id} and paid_at > now() - interval '15 days'` as [{ count: number }];
  assert.ok(mostRows() <= count + 100, `${mostRows()} rows, ${count} paid\n${plans.join("\n")}`);
});

Deno.test.afterAll(async () => {
  await owner.end();
  await database.stop();
});
