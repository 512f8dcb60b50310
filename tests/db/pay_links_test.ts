import assert from "node:assert/strict";
import postgres from "postgres";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { type PartsOrder, payers } from "@/tests/fixtures/parts.ts";
import { CAST, makeShop, type Shop } from "@/tests/fixtures/shop.ts";

const TOTAL = 265_000;
const OTIENO = "+254700000002";

let sql: postgres.Sql;
let shop: Shop;
let stop: () => Promise<void>;
let act: ReturnType<typeof payers>;

Deno.test.beforeAll(async () => {
  const database = await startDatabase();
  sql = postgres(database.url, { onnotice: () => {}, max: 12 });
  shop = await makeShop(sql, { stock: [1_000] });
  act = payers(sql, shop);
  stop = database.stop;
});
Deno.test.afterAll(async () => {
  await sql.end();
  await stop();
});

async function unpaid(overrides: Record<string, unknown> = {}): Promise<PartsOrder> {
  const order = await act.place({ ...overrides, email: "wanjiru@example.com", note: "Ring twice" });
  await act.fail(await act.firstAttempt(order));
  return order;
}

async function see(token: string, attemptId: string | null = null, slug = shop.slug) {
  const [row] = await sql`select get_pay_link(${slug}, ${token}, ${attemptId}) as link`;
  return row!.link;
}

Deno.test("somebody who is asked to pay sees what they need, and nothing else", async () => {
  const order = await unpaid();
  const { token } = await act.share(order);
  assert.match(token, /^[0-9a-f]{32}$/);
  assert.notEqual(token, order.token);

  const link = await see(token);

  assert.deepEqual(link, {
    is_open: true,
    is_paid: false,
    currency: "KES",
    attempt: null,
    name: "Wanjiru",
    left_minor: TOTAL,
    least_minor: 5_300,
    prompted_minor: 0,
    goods: [{ title: "Sisal basket", quantity: 1 }],
  });
  const other = await makeShop(sql);
  assert.equal(await see(token, null, other.slug), null, "a link of another shop is none");
  assert.equal(await see(order.token), null, "nor is the order's own token");
});

Deno.test("one link is open at a time; a new one is another", async () => {
  const order = await unpaid();
  const all = await Promise.all(Array.from({ length: 10 }, () => act.share(order)));
  assert.equal(new Set(all.map(({ token }) => token)).size, 1);
  await act.unshare(order);
  assert.equal((await act.payByLink(all[0]!.token, OTIENO)).code, "link_over");
  assert.equal((await see(all[0]!.token)).is_open, false);
  assert.notEqual((await act.share(order)).token, all[0]!.token);
});

Deno.test("two friends pay by one link, and neither sees the other", async () => {
  const order = await unpaid();
  const { token } = await act.share(order);
  const first = await act.payByLink(token, OTIENO, 65_000);
  const second = await act.payByLink(token, "+254700000003");
  assert.equal((await see(token)).prompted_minor, TOTAL);
  assert.equal((await see(token, first.attempt_id)).attempt.phone, OTIENO);
  const elsewhere = await unpaid();
  const { token: otherToken } = await act.share(elsewhere);
  assert.equal((await see(otherToken, first.attempt_id)).attempt, null);

  await act.succeed(first.attempt_id);
  await act.succeed(second.attempt_id);

  assert.deepEqual(await act.stateOf(order), ["paid", "paid", TOTAL, 0, false]);
  const after = await see(token, first.attempt_id);
  assert.deepEqual(Object.keys(after), ["attempt", "is_open", "is_paid", "currency"]);
  assert.deepEqual([after.is_paid, after.attempt.state], [true, "succeeded"]);
  assert.equal((await act.payByLink(token, OTIENO)).code, "link_over");
});

Deno.test("whoever ordered sees that others paid, not from which phone, and keeps their own try", async () => {
  const order = await unpaid();
  const { token } = await act.share(order);
  const { attempt_id } = await act.payByLink(token, OTIENO, 65_000);
  await act.succeed(attempt_id);
  const [row] = await sql`select get_order(${shop.slug}, ${order.token}) as seen`;
  const { attempt, payments, left_minor, pay_link } = row!.seen;
  assert.equal(attempt.phone, "+254712345678");
  assert.deepEqual([payments[0].payer_phone, payments[0].is_by_other], [null, true]);
  assert.deepEqual([left_minor, pay_link], [200_000, token]);
});

Deno.test("a link keeps the goods for a day, once, and ends with its order", async () => {
  const order = await unpaid();
  const { token } = await act.share(order);
  await act.pass(order, 23 * 3600);
  assert.equal(await act.expire(order), "extended");
  await act.unshare(order);
  await act.share(order);
  await act.pass(order, 2 * 3600);
  assert.equal(await act.expire(order), "expired");
  assert.equal((await see(token)).is_open, false);
  assert.equal((await act.payByLink(token, OTIENO)).code, "link_over");
  assert.equal((await act.share(order)).code, "order_closed");
});

Deno.test("paying by somebody else changes nothing of an order that is paid in cash at the door", async () => {
  await sql`update stores set is_cash_offered = true where id = ${shop.storeId}`;
  const order = await act.place({ hand_way: "cash" });
  const { token } = await act.share(order);
  const { attempt_id } = await act.payByLink(token, OTIENO, 65_000);
  await act.fail(attempt_id);
  const [row] = await sql`select hand_way, status from orders where id = ${order.id}`;
  assert.deepEqual({ ...row }, { hand_way: "cash", status: "pending" });
});

Deno.test("who works there ends a link; nobody else's shop does", async () => {
  const order = await unpaid();
  const { token } = await act.share(order);
  await sql`insert into auth.users (id, email) values (${CAST.rival}, 'r@afrify.test')
    on conflict do nothing`;
  const withdraw = (user: string) =>
    sql.begin(async (sql) => {
      const claims = JSON.stringify({ sub: user });
      await sql`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true)`;
      const [row] = await sql`select withdraw_pay_link(${shop.storeId},
        (select number from orders where id = ${order.id})) as answer`;
      return row!.answer;
    });
  await assert.rejects(withdraw(CAST.rival));
  assert.equal((await see(token)).is_open, true);
  assert.deepEqual(await withdraw(CAST.merchant), { ok: true });
  assert.deepEqual(await withdraw(CAST.merchant), { ok: true });
  assert.equal((await see(token)).is_open, false);
  const events = await sql`select kind from order_events where order_id = ${order.id}
    and kind::text like 'pay_link%' order by id`;
  assert.deepEqual(events.map(({ kind }) => kind), ["pay_link_made", "pay_link_ended"]);
});
