import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import type { Sql } from "@/lib/db/mod.ts";
import { getHome, saleWords } from "@/lib/home/mod.ts";
import { getMyStore } from "@/lib/tenants/mod.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop, orderInput, placeOrder } from "@/tests/fixtures/shop.ts";

const database = await startDatabase();
// As the pools of the web server read amounts.
const bigint = { to: 20, from: [20], parse: Number, serialize: String };
const owner = postgres(database.url, { max: 1, onnotice: () => {}, types: { bigint } });
const shop = await makeShop(owner, { slug: "home", stock: [1000] });

async function asMember<T>(run: (sql: Sql) => Promise<T>): Promise<T> {
  return await owner.begin(async (transaction) => {
    const sql = transaction as unknown as Sql;
    await sql`select set_config('request.jwt.claims', ${
      JSON.stringify({ sub: CAST.merchant })
    }, true), set_config('role', 'authenticated', true)`;
    return await run(sql);
  }) as T;
}

const DAY_MS = 86_400_000;
const dayIn = (timeZone: string, at: number) =>
  new Intl.DateTimeFormat("en-CA", { timeZone }).format(new Date(at));

interface Sale {
  ago: number;
  minor: number;
  back: number;
  /** Paid too much, which goes back first. */
  extra: number;
  status: string;
}

const sale = fc.record({
  // A fortnight and more, in minutes.
  ago: fc.integer({ min: 0, max: 16 * 24 * 60 }),
  minor: fc.integer({ min: 100, max: 1_000_000 }),
  back: fc.integer({ min: 0, max: 100 }),
  extra: fc.integer({ min: 0, max: 60 }),
  status: fc.constantFrom("paid", "fulfilled", "completed", "cancelled"),
});

async function sell(sales: Sale[]): Promise<{ minor: number; at: number }[]> {
  await owner`alter table public.orders disable trigger user`;
  await owner`update public.orders set paid_at = null, status = 'expired'`;
  const rows = await owner`select id from public.orders order by id`;
  const known: { minor: number; at: number }[] = [];
  for (const [i, { ago, minor, back, extra, status }] of sales.entries()) {
    const at = Date.now() - ago * 60_000;
    await owner`update public.orders set paid_at = ${new Date(at)}, status = ${status},
      total_minor = ${minor}, items_minor = ${minor}, delivery_minor = 0, refunded_minor = ${back},
      paid_minor = ${minor + extra} where id = ${rows[i]!.id}`;
    if (status !== "cancelled") known.push({ minor: minor - Math.max(0, back - extra), at });
  }
  await owner`alter table public.orders enable trigger user`;
  return known;
}

Deno.test("sales by day are those of the shop's own days, to the cent, wherever it is", async () => {
  for (let i = 0; i < 12; i++) {
    await placeOrder(owner, "home", orderInput(shop.variantIds[0]!));
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(sale, { maxLength: 12 }),
      fc.constantFrom("Africa/Nairobi", "Africa/Abidjan", "Africa/Cairo", "Africa/Casablanca"),
      async (sales, timeZone) => {
        const known = await sell(sales);
        const home = await asMember((sql) => getHome(sql, { id: shop.storeId, timeZone }));
        const now = Date.now();
        assert.equal(home.days.length, 14);
        assert.equal(home.days.at(-1)!.day, dayIn(timeZone, now));
        for (const { day, salesMinor, orders } of home.days) {
          const of = known.filter(({ at }) => dayIn(timeZone, at) === day);
          assert.equal(salesMinor, of.reduce((sum, { minor }) => sum + minor, 0), day);
          assert.equal(orders, of.length);
        }
        // Zones that changed their clocks within the week are compared by the clock on the wall.
        const ago = now - 7 * DAY_MS;
        const before = known.filter(({ at }) =>
          dayIn(timeZone, at) === dayIn(timeZone, ago) && at < ago
        );
        assert.equal(home.weekAgoMinor, before.reduce((sum, { minor }) => sum + minor, 0));
      },
    ),
    { numRuns: 40 },
  );
});

Deno.test("what is to pack is counted as the list shows it, and no further than a hundred", async () => {
  await owner`alter table public.orders disable trigger user`;
  await owner`update public.orders set status = 'paid', payment_status = 'paid'`;
  await owner`update public.orders set fulfilment_status = 'packed'
    where id in (select id from public.orders limit 2)`;
  await owner`update public.orders set payment_status = 'refunded'
    where id = (select id from public.orders where fulfilment_status = 'unfulfilled' limit 1)`;
  await owner`update public.orders set status = 'pending', hand_way = 'transfer'
    where id = (select id from public.orders
      where fulfilment_status = 'unfulfilled' and payment_status = 'paid' limit 1)`;
  await owner`alter table public.orders enable trigger user`;
  const read = () =>
    asMember((sql) =>
      Promise.all([
        getMyStore(sql, { userId: CAST.merchant, slug: "home" }),
        getHome(sql, { id: shop.storeId, timeZone: "Africa/Nairobi" }),
      ])
    );
  const [store, home] = await read();
  assert.equal(store!.waiting.toPack, 12 - 2 - 1 - 1);
  assert.equal(home.toConfirm, 1);
});

Deno.test("today is compared in words", () => {
  const words = (salesMinor: number, weekAgoMinor: number) => {
    const said = saleWords({ days: [{ day: "2026-11-28", salesMinor, orders: 1 }], weekAgoMinor });
    return `${said.change} ${said.than}`.trim();
  };
  assert.equal(words(118, 100), "18% more than last Saturday by now");
  assert.equal(words(50, 100), "50% less than last Saturday by now");
  assert.equal(words(100, 100), "As much as last Saturday by now");
  assert.equal(words(1001, 1000), "A little more than last Saturday by now");
  assert.equal(words(5, 0), "Nothing had come in last Saturday by now");
});

Deno.test.afterAll(async () => {
  await owner.end();
  await database.stop();
});
