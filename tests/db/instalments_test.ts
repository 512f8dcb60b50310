import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { depositOf } from "@/lib/checkout/mod.ts";
import type { Currency } from "@/lib/money.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { payers } from "@/tests/fixtures/parts.ts";
import { makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";

const TOTAL = 265_000;
const DEPOSIT = 79_500;
const PHONE = "+254712345678";
const DAY_S = 24 * 3600;

let sql: postgres.Sql;
let shop: Shop;
let stop: () => Promise<void>;
let act: ReturnType<typeof payers>;

Deno.test.beforeAll(async () => {
  const database = await startDatabase();
  sql = postgres(database.url, { onnotice: () => {}, max: 4 });
  shop = await makeShop(sql, { stock: [1_000] });
  await sql`update stores set deposit_percent = 30, instalment_days = 21 where id = ${shop.storeId}`;
  act = payers(sql, shop);
  stop = database.stop;
});
Deno.test.afterAll(async () => {
  await sql.end();
  await stop();
});

const begin = () => act.place({ in_parts: true, expected_deposit_minor: DEPOSIT });

async function jobsOf(orderId: string): Promise<string[]> {
  const rows = await sql`select task_identifier as task from graphile_worker.jobs
    where key like ${"%" + orderId} order by 1`;
  return rows.map(({ task }) => task);
}

Deno.test("the deposit is asked for first, and then the goods are kept until the day", async () => {
  const order = await begin();
  const first = await act.firstAttempt(order);
  const [asked] = await sql`
    select a.expected_minor::int as minor, o.expires_at < now() + interval '1 hour' as is_short,
      to_char(o.pay_by at time zone 'Africa/Nairobi', 'HH24:MI') as at,
      (o.pay_by at time zone 'Africa/Nairobi')::date - (now() at time zone 'Africa/Nairobi')::date as days
    from payment_attempts a join orders o on o.id = a.order_id where a.id = ${first}`;
  assert.deepEqual({ ...asked }, { minor: DEPOSIT, is_short: true, at: "23:59", days: 21 });

  await act.succeed(first);

  assert.deepEqual(await act.stateOf(order), ["pending", "partly_paid", DEPOSIT, 0, false]);
  const [held] =
    await sql`select expires_at = pay_by as until_then from orders where id = ${order.id}`;
  assert.equal(held!.until_then, true);
  assert.deepEqual(await act.told(order), ["sms order_part_paid"]);
  assert.deepEqual(await jobsOf(order.id), ["expire_order", "remind_payer"]);
});

Deno.test("any part at any time pays it, each is told, and the last one releases it", async () => {
  const order = await begin();
  await act.succeed(await act.firstAttempt(order));
  for (const minor of [50_000, 35_500, 100_000]) {
    await act.pass(order, 2 * DAY_S);
    await act.succeed((await act.pay(order, PHONE, minor)).attempt_id);
  }
  assert.deepEqual(await act.stateOf(order), ["paid", "paid", TOTAL, 0, false]);
  assert.deepEqual(
    (await act.told(order)).filter((one) => one === "sms order_part_paid").length,
    3,
  );
});

Deno.test("cash that somebody notes counts as any part does", async () => {
  const order = await begin();
  await sql`select private.book_entry(${order.id}, 'till', 'cash', 'buyer', 'hand', ${DEPOSIT}, 'KES')`;
  const [held] =
    await sql`select expires_at = pay_by as until_then from orders where id = ${order.id}`;
  assert.equal(held!.until_then, true);
});

Deno.test("a reminder goes out once before the day, and none for what is paid", async () => {
  const order = await begin();
  await act.succeed(await act.firstAttempt(order));
  const remind = async (id: string) =>
    (await sql`select private.remind_payer(${id}) as told`)[0]!.told;
  assert.deepEqual([await remind(order.id), await remind(order.id)], [true, false]);
  const paid = await begin();
  await act.succeed(await act.firstAttempt(paid));
  await act.pass(paid, 91);
  await act.succeed((await act.pay(paid, PHONE)).attempt_id);
  assert.equal(await remind(paid.id), false);
});

Deno.test("without its deposit it ends as any order does", async () => {
  const order = await begin();
  await act.fail(await act.firstAttempt(order));
  await act.pass(order, 3600);
  assert.equal(await act.expire(order), "expired");
  assert.deepEqual(await act.stateOf(order), ["expired", "unpaid", 0, 0, false]);
});

Deno.test("after the day goods go back, and what was paid waits for a person", async () => {
  const order = await begin();
  await act.succeed(await act.firstAttempt(order));
  await act.pass(order, 20 * DAY_S);
  assert.equal(await act.expire(order), "extended");
  await act.pass(order, 3 * DAY_S);
  assert.equal(await act.expire(order), "expired");
  assert.deepEqual(await act.stateOf(order), ["expired", "partly_paid", DEPOSIT, 0, true]);
  assert.ok((await act.told(order)).includes("sms order_lapsed"));
  await assertLedgerAddsUp(sql, shop.storeId);
});

Deno.test("while a gateway has not said no on the last day, it waits", async () => {
  const order = await begin();
  await act.succeed(await act.firstAttempt(order));
  await act.pass(order, 23 * DAY_S);
  await sql`update orders set expires_at = now() + interval '1 minute' where id = ${order.id}`;
  await act.pay(order, PHONE, 50_000);
  await act.pass(order, 3600);
  assert.equal(await act.expire(order), "waiting_for_gateway");
});

Deno.test("where it is not offered, or is another sum by now, nothing is written", async () => {
  const place = async (input: Record<string, unknown>, slug = shop.slug) =>
    (await placeOrder(sql, slug, orderInput(shop.variantIds[0]!, input))).code;
  assert.equal(await place({ in_parts: true, expected_deposit_minor: 1 }), "deposit_changed");
  const told = { in_parts: true, expected_deposit_minor: DEPOSIT };
  const [days] = await sql`select (d + 21)::text as last, (d + 22)::text as later
    from (select (now() at time zone 'Africa/Nairobi')::date as d) as today`;
  assert.equal(await place({ ...told, expected_last_day: days!.later }), "deposit_changed");
  assert.equal(await place({ ...told, expected_last_day: days!.last }), undefined);
  await sql`update stores set is_cash_offered = true where id = ${shop.storeId}`;
  assert.equal(await place({ in_parts: true, hand_way: "cash" }), "parts_not_offered");
  const other = await makeShop(sql);
  const input = orderInput(other.variantIds[0]!, { in_parts: true });
  assert.equal((await placeOrder(sql, other.slug, input)).code, "parts_not_offered");
  await assert.rejects(place({ in_parts: "maybe" }), { code: "AF422" });
  await assert.rejects(place({ in_parts: true, expected_deposit_minor: "x" }), { code: "AF422" });
  await assert.rejects(place({ in_parts: true, expected_last_day: "soon" }), { code: "AF422" });
});

Deno.test("a deposit can be paid, covers its share, and is never more than the total", async () => {
  const anyTotal = fc.integer({ min: 1, max: 10_000_000 });
  const property = fc.asyncProperty(
    anyTotal,
    fc.integer({ min: 5, max: 90 }),
    fc.constantFrom("KES", "NGN", "XOF", "UGX"),
    async (units, percent, currency) => {
      const [row] = await sql`
        select private.deposit_of(s, ${units} * u.unit)::int8 as deposit, u.unit::int8, ${units} * u.unit as total
        from (select jsonb_populate_record(null::stores, ${
        sql.json({ deposit_percent: percent, currency })
      }) as s) as s
        cross join (select private.payable_unit(${currency}) as unit) as u`;
      const [deposit, unit, total] = [row!.deposit, row!.unit, row!.total].map(Number) as [
        number,
        number,
        number,
      ];
      assert.equal(deposit, depositOf(total, percent, currency as Currency), "as the page says it");
      assert.equal(deposit % unit, 0);
      assert.ok(deposit > 0 && deposit <= total);
      assert.ok(deposit * 100 >= total * percent && (deposit - unit) * 100 < total * percent);
    },
  );
  await fc.assert(property, { numRuns: 60 });
});
