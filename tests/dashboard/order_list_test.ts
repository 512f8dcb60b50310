import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import {
  DELIVERY_METHODS,
  FULFILMENT_STATUSES,
  GATEWAYS,
  HAND_WAYS,
  ORDER_STATUSES,
  PAYMENT_STATUSES,
} from "@/lib/enums.ts";
import type { Sql } from "@/lib/db/mod.ts";
import {
  listOrders,
  ORDER_SORTS,
  ORDER_TABS,
  type OrderFilter,
  readOrderFilter,
  writeOrderFilter,
} from "@/lib/orders/merchant.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { fillOrders } from "@/tests/fixtures/many_orders.ts";
import { CAST, makeShop, orderInput, placeOrder } from "@/tests/fixtures/shop.ts";

const database = await startDatabase();
const owner = postgres(database.url, { max: 1, onnotice: () => {} });
const shop = await makeShop(owner, { slug: "busy", stock: [100] });
const rival = await makeShop(owner, { slug: "rival", merchant: CAST.rival, stock: [100] });
const store = {
  id: shop.storeId,
  currency: "KES" as const,
  timeZone: "Africa/Nairobi",
  orderPrefix: "KK",
};
await fillOrders(owner, shop, 400);
for (
  const [name, phone] of [["Ngũgĩ wa Thiong'o", "+254733444555"], ["José Álvarez", "+34612345678"]]
) {
  await placeOrder(owner, "busy", orderInput(shop.variantIds[0]!, { name, phone }));
}
await placeOrder(owner, "rival", orderInput(rival.variantIds[0]!, { name: "Wanjiru Kamau" }));

/** A row with all that filters ask, read without any. */
interface Row {
  id: string;
  number: number;
  status: string;
  payment_status: string;
  fulfilment_status: string;
  delivery_method: string;
  hand_way: string | null;
  needs_review: boolean;
  area: string | null;
  total_minor: number;
  placed_at: Date;
  gateways: string[];
  codes: string[];
}

const all = (await owner<Row[]>`
  select o.*, o.total_minor::int,
    array(select t.gateway::text from payment_attempts as t where t.order_id = o.id) as gateways,
    array(select d.code from order_discounts as d where d.order_id = o.id) as codes
  from orders as o where o.store_id = ${store.id} order by o.id desc`) as unknown as Row[];

async function asMember<T>(run: (sql: Sql) => Promise<T>, userId: string = CAST.merchant) {
  return await owner.begin(async (transaction) => {
    const sql = transaction as unknown as Sql;
    await sql`select set_config('request.jwt.claims', ${JSON.stringify({ sub: userId })}, true),
      set_config('role', 'authenticated', true)`;
    return await run(sql);
  }) as T;
}

/** Every page of a list, by its cursor. */
async function everyPage(filter: Partial<OrderFilter>, limit = 40): Promise<number[]> {
  const numbers: number[] = [];
  let after: number | undefined;
  do {
    const page: OrderFilter = { tab: "all", sort: "newest", ...filter, after };
    const list = await asMember((sql) => listOrders(sql, store, page, limit));
    numbers.push(...list.orders.map(({ number }) => number));
    after = list.hasMore ? numbers.at(-1) : undefined;
  } while (after !== undefined);
  return numbers;
}

function isIn(tab: string, row: Row): boolean {
  const isRefunded = row.payment_status === "refunded";
  const isCash = row.status === "pending" && row.hand_way === "cash";
  switch (tab) {
    case "to_pay":
      return row.status === "pending";
    case "to_pack":
      return row.fulfilment_status === "unfulfilled" && !isRefunded &&
        (row.status === "paid" || isCash);
    case "on_way":
      return ["packed", "shipped"].includes(row.fulfilment_status) && !isRefunded &&
        ["paid", "pending"].includes(row.status);
    case "review":
      return row.needs_review;
    default:
      return true;
  }
}

/** What a filter means, said once more and simply. */
function fits(row: Row, { tab = "all", ...filter }: Partial<OrderFilter>): boolean {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: "Africa/Nairobi" }).format(
    row.placed_at,
  );
  const { method, from, to, min, max, code } = filter;
  return isIn(tab, row) &&
    (!filter.status || row.status === filter.status) &&
    (!filter.payment || row.payment_status === filter.payment) &&
    (!filter.goods || row.fulfilment_status === filter.goods) &&
    (!filter.delivery || row.delivery_method === filter.delivery) &&
    (!method || row.hand_way === method || row.gateways.includes(method)) &&
    (!filter.area || row.area === filter.area) &&
    (!from || day >= from) && (!to || day <= to) &&
    (!min || row.total_minor >= Number(min) * 100) &&
    (!max || row.total_minor <= Number(max) * 100) &&
    (!code || row.codes.includes(code.toUpperCase()));
}

const optional = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined, freq: 3 });
const day = fc.integer({ min: 0, max: 370 }).map((ago) =>
  new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
);
const filters = fc.record({
  tab: fc.constantFrom(...ORDER_TABS),
  sort: fc.constantFrom(...ORDER_SORTS),
  status: optional(fc.constantFrom(...ORDER_STATUSES)),
  payment: optional(fc.constantFrom(...PAYMENT_STATUSES)),
  goods: optional(fc.constantFrom(...FULFILMENT_STATUSES)),
  method: optional(fc.constantFrom(...GATEWAYS, ...HAND_WAYS)),
  delivery: optional(fc.constantFrom(...DELIVERY_METHODS)),
  area: optional(fc.constantFrom("Kilimani, Nairobi", "Lodwar, Turkana", "Nowhere")),
  from: optional(day),
  to: optional(day),
  min: optional(fc.constantFrom("600", "5000")),
  max: optional(fc.constantFrom("900", "9000")),
  code: optional(fc.constantFrom("karibu", "OLDONE", "NONE")),
}).map((filter) => {
  // Most filters together fit nothing: a few of them are looked at in each run.
  const kept = Object.entries(filter).filter(([, value]) => value !== undefined);
  const named = kept.filter(([name]) => name === "tab" || name === "sort");
  const rest = kept.filter(([name]) => name !== "tab" && name !== "sort").slice(-3);
  return Object.fromEntries([...named, ...rest]) as Partial<OrderFilter>;
});

Deno.test("every filter, alone and with others, shows what fits, in order, page by page, once each", async () => {
  await fc.assert(
    fc.asyncProperty(filters, fc.integer({ min: 7, max: 60 }), async (filter, limit) => {
      const wanted = all.filter((row) => fits(row, filter));
      if (filter.sort === "oldest") wanted.reverse();
      if (filter.sort === "largest") wanted.sort((a, b) => b.total_minor - a.total_minor);
      assert.deepEqual(await everyPage(filter, limit), wanted.map(({ number }) => number));
    }),
    { numRuns: 120 },
  );
});

Deno.test("each filter alone finds something, so that the comparison means something", () => {
  const alone: Partial<OrderFilter>[] = [
    ...ORDER_TABS.map((tab) => ({ tab })),
    { status: "cancelled" },
    { payment: "refunded" },
    { goods: "shipped" },
    { method: "pesapal" },
    { method: "cash" },
    { method: "transfer" },
    { delivery: "pickup" },
    { area: "Lodwar, Turkana" },
    { code: "oldone" },
    { max: "900" },
  ];
  for (const filter of alone) {
    const count = all.filter((row) => fits(row, filter)).length;
    assert.ok(count > 0, JSON.stringify(filter));
  }
});

Deno.test("an address says the same filter again, and what it does not know is left out", () => {
  fc.assert(fc.property(filters, (filter) => {
    const read = readOrderFilter(new URLSearchParams(writeOrderFilter(filter)));
    const given = Object.entries(read).filter(([, value]) => value !== undefined);
    assert.deepEqual(Object.fromEntries(given), filter);
  }));
  const nonsense = "tab=x&sort=x&status=x&method=x&from=2026-13-01&to=x&after=-1&area=%20";
  assert.equal(writeOrderFilter(readOrderFilter(new URLSearchParams(nonsense))), "");
});

const search = (q: string) => everyPage({ q });

Deno.test("a number is found with the shop's letters, a sign, or alone", async () => {
  for (const q of ["KK-1042", "kk1042", "KK 1042", "#1042", "1042"]) {
    assert.ok((await search(q)).includes(1042), q);
  }
  assert.deepEqual(await search("KK-1042"), [1042]);
  assert.deepEqual(await search("KK-999999"), []);
});

Deno.test("a phone is found however it is typed", async () => {
  const [number] = await search("Thiongo");
  const ways = [
    ...["+254733444555", "254733444555", "0733444555", "0733 444 555", "733444555"],
    ...["(0733) 444-555", "00254 733 444 555", "4555"],
  ];
  for (const q of ways) assert.deepEqual(await search(q), [number], q);
  assert.equal((await everyPage({ payer: "0712 345 678" })).length, 2);
});

Deno.test("a name is found by its beginnings, without accents, and with a slip of the finger", async () => {
  const [ngugi] = await search("Ngũgĩ");
  for (const q of ["ngugi", "NGUGI WA", "wa thiong'o", "thiong", "ngugii"]) {
    assert.deepEqual(await search(q), [ngugi], q);
  }
  const [jose] = await search("jose");
  for (const q of ["José", "alvarez", "alvares"]) assert.deepEqual(await search(q), [jose], q);
  const wanjiru = await search("wanjiru");
  assert.ok(wanjiru.length > 20);
  assert.ok((await search("wanjru")).length > 0);
  assert.ok((await search("wanjiru kamau")).every((number) => wanjiru.includes(number)));
  for (const q of ["%", "_", "\\", "'", "%%'; drop table orders --", "zzzzqqq"]) {
    assert.deepEqual(await search(q), [], q);
  }
});

Deno.test("a rival and a stranger find nothing of the shop", async () => {
  for (const userId of [CAST.rival, CAST.shopper]) {
    const asked = asMember((sql) => sql`select id from find_orders(${store.id}, '{}')`, userId);
    await assert.rejects(asked, { code: "AF404" });
    // Of no order that they may see, the database may know that there is nothing to find before it looks.
    const listed = asMember(
      (sql) => listOrders(sql, store, { tab: "all", sort: "newest", q: "Kamau" }),
      userId,
    ).catch((error) => assert.equal(error.code, "AF404"));
    assert.deepEqual((await listed)?.orders ?? [], []);
  }
});

Deno.test.afterAll(async () => {
  await owner.end();
  await database.stop();
});
