import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { addDays } from "@/lib/date_range.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { addUp, type DaySums, getMoney, leftOf } from "@/lib/ledger/mod.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";

let database: Awaited<ReturnType<typeof startDatabase>>;
let sql: postgres.Sql;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { onnotice: () => {}, max: 8 });
});
Deno.test.afterAll(async () => {
  await sql.end();
  await database.stop();
});

const ZONES = [
  ...["Africa/Nairobi", "Africa/Cairo", "Africa/Casablanca", "UTC", "Asia/Kathmandu"],
  ...["Australia/Lord_Howe", "Pacific/Kiritimati", "America/St_Johns"],
];
const MOVES = [
  ...["charge buyer gateway", "cash buyer hand", "transfer buyer hand", "fee gateway fees"],
  ...["refund gateway returning", "refund returning buyer", "refund returning gateway"],
  ...["refund hand buyer", "refund gateway buyer", "reversal gateway buyer"],
  ...["chargeback gateway disputed", "chargeback disputed buyer", "chargeback disputed gateway"],
  ...["adjustment buyer hand", "adjustment hand buyer"],
] as const;

Deno.test("what a page shows of any days is what a program finds that adds up the ledger", async () => {
  const first = "2026-03-20";
  const entry = fc.record({
    move: fc.constantFrom(...MOVES),
    minor: fc.integer({ min: 1, max: 1_000_000_000 }),
    currency: fc.constantFrom("KES", "KES", "UGX"),
    // Round about midnight, also on days when clocks change.
    at: fc.oneof(
      fc.integer({ min: 0, max: 12 * 24 * 3600 }),
      fc.integer({ min: 0, max: 48 }).map((half) => half * 6 * 3600 + 1),
      fc.integer({ min: 0, max: 48 }).map((half) => half * 6 * 3600 - 1),
    ).map((s) => new Date(Date.parse(`${first}T00:00:00Z`) + s * 1000)),
    hasPayment: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(entry, { maxLength: 40 }),
      fc.constantFrom(...ZONES),
      fc.integer({ min: -2, max: 12 }),
      fc.integer({ min: 0, max: 8 }),
      fc.boolean(),
      async (entries, timeZone, from, more, isMoved) => {
        const shop = await shopWithOrders();
        await sql`update stores set time_zone = ${timeZone} where id = ${shop.storeId}`;
        for (const [i, one] of entries.entries()) {
          const [kind, source, target] = one.move.split(" ");
          await sql`insert into ledger_entries (store_id, order_id, payment_id, kind, from_book,
              to_book, amount_minor, currency, entry_key, booked_at)
            values (${shop.storeId}, ${shop.order}, ${
            one.hasPayment ? shop.payment : null
          }, ${kind!},
              ${source!}, ${target!}, ${one.minor}, ${one.currency}, ${`random:${i}`}, ${one.at})`;
        }
        const days = { first: addDays(first, from), last: addDays(first, from + more) };

        if (isMoved) {
          await sql`update stores set time_zone = 'Africa/Lagos' where id = ${shop.storeId}`;
          timeZone = "Africa/Lagos";
        }

        const money = await asMerchant((sql) => getMoney(sql, shop.storeId, days));

        const all = await addUpByHand(shop.storeId, timeZone);
        const within = (day: string, a: string, b: string) => a <= day && day <= b;
        assert.deepEqual(money.days, all.filter(({ day }) => within(day, days.first, days.last)));
        const before = all.filter(({ day }) =>
          within(day, addDays(days.first, -more - 1), addDays(days.first, -1))
        );
        assert.deepEqual(addUp(money.before), addUp(before));
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("money is told by the way that it came, wherever it went then", async () => {
  const shop = await makeShop(sql, { stock: [50] });
  const prompt = await buy(shop);
  await sql`update payment_attempts set state = 'submitted', submitted_at = now() where order_id = ${prompt}`;
  await pay(prompt, { receipt: "P1", fee_minor: 500 });
  const typed = await buy(shop);
  const [{ label }] = await sql<[{ label: string }]>`
    select private.order_label(store_id, number) as label from orders where id = ${typed}`;
  await sql`select private.keep_arrival(${shop.accountId}, 'till', ${
    sql.json({
      receipt: "T1",
      amount_minor: 265_000,
      currency: "KES",
      payer: "254712345678",
      reference: label,
    })
  })`;
  await sql`select private.settle_arrival(id) from arrivals where account_id = ${shop.accountId}`;
  const byHand = await buy(shop);
  await book(byHand, "cash", "buyer", "hand", 1_000);
  await book(byHand, "refund", "hand", "buyer", 400);
  const [payment] = await sql`select id from payments where order_id = ${typed}`;
  await book(typed, "refund", "gateway", "returning", 65_000, payment!.id);
  await book(typed, "refund", "returning", "buyer", 65_000, payment!.id);

  const told = await today(shop);

  assert.deepEqual(told.map(({ way, ...sums }) => `${way} ${leftOf(sums)}`), [
    "cash 1000",
    "hand -400",
    "mpesa 264500",
    "till 200000",
  ]);
  assert.deepEqual(told.find(({ way }) => way === "till"), {
    ...{ day: told[0]!.day, way: "till", currency: "KES" },
    ...{ cameMinor: 265_000, refundedMinor: 65_000, disputedMinor: 0, feesMinor: 0 },
  });
});

Deno.test("a dispute takes money until it is won, and for good once it is lost", async () => {
  const shop = await makeShop(sql, { stock: [50] });
  const order = await buy(shop);
  await pay(order, { receipt: "D1" });
  const left = async () => (await today(shop)).reduce((sum, row) => sum + leftOf(row), 0);

  await book(order, "chargeback", "gateway", "disputed", 100_000);
  assert.equal(await left(), 165_000);
  await book(order, "chargeback", "disputed", "gateway", 100_000);
  assert.equal(await left(), 265_000);
  await book(order, "chargeback", "gateway", "disputed", 70_000);
  await book(order, "chargeback", "disputed", "buyer", 70_000);
  assert.equal(await left(), 195_000);
});

Deno.test("forty payments at one moment all count, and none waits for another in a circle", async () => {
  const shop = await makeShop(sql, { stock: [50] });
  const orders = await Promise.all(Array.from({ length: 40 }, () => buy(shop)));

  await Promise.all(orders.map((order, i) => pay(order, { receipt: `M${i}`, fee_minor: 100 })));

  const sums = addUp(await today(shop));
  assert.deepEqual([sums.cameMinor, sums.feesMinor], [40 * 265_000, 40 * 100]);
});

Deno.test("a shop that moves to another zone while money comes counts all of it there", async () => {
  const shop = await makeShop(sql, { stock: [50] });
  const orders = await Promise.all(Array.from({ length: 20 }, () => buy(shop)));
  const zones = ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Africa/Lagos", "Pacific/Kiritimati"];

  await Promise.all([
    ...orders.map((order, i) => pay(order, { receipt: `Z${i}` })),
    ...zones.map((zone) =>
      sql`update stores set time_zone = ${zone} where id = ${shop.storeId}`.then(() => {})
    ),
  ]);

  const [{ zone }] = await sql<[{ zone: string }]>`
    select time_zone as zone from stores where id = ${shop.storeId}`;
  const days = await asMerchant((sql) =>
    getMoney(sql, shop.storeId, { first: addDays(dayIn(zone), -3), last: addDays(dayIn(zone), 3) })
  );
  assert.deepEqual(days.days, await addUpByHand(shop.storeId, zone));
});

Deno.test("a range has a year at most, and only those who see payments see it", async () => {
  const shop = await makeShop(sql);
  const ask = (days: { first: string; last: string }, user: string = CAST.merchant) =>
    asMerchant((sql) => getMoney(sql, shop.storeId, days), user);

  await assert.rejects(ask({ first: "2026-01-02", last: "2026-01-01" }), { code: "AF422" });
  await assert.rejects(ask({ first: "2025-01-01", last: "2026-01-03" }), { code: "AF422" });
  await assert.rejects(ask({ first: "2026-01-01", last: "2026-01-01" }, CAST.rival), {
    code: "AF404",
  });
});

/** Every entry put where it belongs by a program of another kind. */
async function addUpByHand(storeId: string, timeZone: string): Promise<DaySums[]> {
  const entries = await sql`select from_book as from, to_book as to, kind, way, currency,
    amount_minor::float8 as minor, booked_at as at from ledger_entries where store_id = ${storeId}`;
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" });
  const sums = new Map<string, DaySums>();
  for (const { from, to, kind, way, currency, minor, at } of entries) {
    const day = format.format(at);
    const key = `${day} ${way} ${currency}`;
    const sum = sums.get(key) ?? {
      ...{ day, way, currency },
      ...{ cameMinor: 0, refundedMinor: 0, disputedMinor: 0, feesMinor: 0 },
    };
    if (from === "buyer") sum.cameMinor += minor;
    else if (to === "fees") sum.feesMinor += minor;
    else if (to === "disputed") sum.disputedMinor += minor;
    else if (from === "disputed" && to === "gateway") sum.disputedMinor -= minor;
    else if (to === "buyer" && kind !== "chargeback") sum.refundedMinor += minor;
    else continue;
    sums.set(key, sum);
  }
  return [...sums].sort(([a], [b]) => a < b ? -1 : 1).map(([, sum]) => sum);
}

async function shopWithOrders(): Promise<Shop & { order: string; payment: string }> {
  const shop = await makeShop(sql);
  const order = await buy(shop);
  await pay(order, { receipt: `R-${order}` });
  const [payment] = await sql`select id from payments where order_id = ${order}`;
  // An order cannot have less than nothing set aside, or disputed.
  await sql`insert into ledger_entries (store_id, order_id, kind, from_book, to_book, amount_minor,
      currency, entry_key, booked_at)
    select ${shop.storeId}, ${order}, kind::ledger_kind, 'gateway', book::ledger_book, 1000000000000, 'KES', kind,
      '2020-01-01'
    from (values ('refund', 'returning'), ('chargeback', 'disputed')) as one (kind, book)`;
  return { ...shop, order, payment: payment!.id };
}

async function asMerchant<T>(run: (sql: Sql) => Promise<T>, user: string = CAST.merchant) {
  const answer = await sql.begin(async (sql) => {
    await sql`select set_config('role', 'authenticated', true),
      set_config('request.jwt.claims', ${
      JSON.stringify({ sub: user, role: "authenticated" })
    }, true)`;
    return await run(sql as unknown as Sql);
  });
  return answer as T;
}

async function today(shop: Shop): Promise<DaySums[]> {
  const day = dayIn("Africa/Nairobi");
  const range = { first: addDays(day, -1), last: day };
  return (await asMerchant((sql) => getMoney(sql, shop.storeId, range))).days;
}

function dayIn(timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone }).format(new Date());
}

async function buy(shop: Shop): Promise<string> {
  return (await placeOrder(sql, shop.slug, orderInput(shop.variantIds[0]!))).order_id;
}

async function pay(order: string, outcome: Record<string, unknown>): Promise<void> {
  const told = { state: "succeeded", amount_minor: 265_000, currency: "KES" };
  await sql`select private.apply_payment_event(a.id, null, ${
    sql.json({ ...told, ...outcome } as never)
  }) from payment_attempts a where a.order_id = ${order}`;
}

async function book(
  ...[order, kind, from, to, minor, payment]: [string, string, string, string, number, string?]
): Promise<void> {
  await sql`select private.book_entry(${order}, ${crypto.randomUUID()}, ${kind}, ${from}, ${to},
    ${minor}, 'KES', ${payment ?? null})`;
}
