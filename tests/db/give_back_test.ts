import assert from "node:assert/strict";
import postgres from "postgres";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { type PartsOrder, payers } from "@/tests/fixtures/parts.ts";
import { CAST, makeShop, type Shop } from "@/tests/fixtures/shop.ts";

const TOTAL = 265_000;

let sql: postgres.Sql;
let shop: Shop;
let stop: () => Promise<void>;
let act: ReturnType<typeof payers>;

Deno.test.beforeAll(async () => {
  const database = await startDatabase();
  sql = postgres(database.url, { onnotice: () => {}, max: 25 });
  shop = await makeShop(sql, { stock: [1_000] });
  act = payers(sql, shop);
  stop = database.stop;
});
Deno.test.beforeEach(() => letRefund(true));
Deno.test.afterAll(async () => {
  await assertLedgerAddsUp(sql, shop.storeId);
  await sql.end();
  await stop();
});

async function letRefund(canRefund: boolean): Promise<void> {
  await sql`update payment_accounts set settings = settings || ${
    sql.json({ can_refund: canRefund })
  } where id = ${shop.accountId}`;
}

interface Given {
  ok: boolean;
  code?: string;
  amount_minor?: number;
}

async function giveBack(
  { id }: PartsOrder,
  amountMinor: number,
  { key = crypto.randomUUID() as string, userId = CAST.merchant as string } = {},
): Promise<Given> {
  return await sql.begin(async (sql) => {
    const claims = JSON.stringify({ sub: userId, role: "authenticated" });
    await sql`select set_config('request.jwt.claims', ${claims}, true),
      set_config('role', 'authenticated', true)`;
    const [row] = await sql`select give_back_surplus(${shop.storeId},
      (select number from orders where id = ${id}), ${key},
      ${sql.json({ amount_minor: amountMinor, reason: "It came on top." })}) as answer`;
    return row!.answer;
  });
}

/** An order that two phones paid for: the second with this much on top. */
async function overpaid(surplusMinor: number): Promise<PartsOrder> {
  const order = await act.place();
  await act.fail(await act.firstAttempt(order));
  const { token } = await act.share(order);
  const one = await act.payByLink(token, "+254722000118", TOTAL - 65_000);
  const two = await act.payByLink(token, "+254733000119", 65_000);
  await act.succeed(one.attempt_id);
  await act.succeed(two.attempt_id, 65_000 + surplusMinor);
  assert.equal((await act.stateOf(order))[1], "overpaid");
  return order;
}

/** Amounts of what goes back, oldest first, each with the phone that had paid it. */
async function refundsOf({ id }: PartsOrder) {
  const rows = await sql`
    select r.id, r.amount_minor::int as minor, a.phone, r.state from refunds r
    join payments p on p.id = r.payment_id join payment_attempts a on a.id = p.attempt_id
    where r.order_id = ${id} order by r.number`;
  return rows.map(({ minor, phone, state }) => [minor, phone, state]);
}

async function complete({ id }: PartsOrder): Promise<void> {
  const asked = await sql`select id from refunds where order_id = ${id} and state = 'requested'`;
  for (const refund of asked) {
    await sql`select private.claim_refund(${refund.id}, ${refund.id})`;
    await sql`select private.accept_refund(${refund.id}, ${refund.id})`;
    const done = {
      state: "done",
      code: "0",
      text: "",
      is_known: true,
      receipt: refund.id.slice(-10),
    };
    await sql`select private.apply_refund_outcome(${refund.id}, null, ${sql.json(done)})`;
  }
}

Deno.test("exactly what came on top goes back, to the phone that paid it, and nobody has to look any more", async () => {
  const order = await overpaid(20_000);
  assert.deepEqual(await giveBack(order, 20_000), { ok: true, amount_minor: 20_000 });
  assert.deepEqual(await refundsOf(order), [[20_000, "+254733000119", "requested"]]);
  await complete(order);
  const [status, payment, paid, refunded, needsReview] = await act.stateOf(order);
  assert.deepEqual([status, payment, paid, refunded, needsReview], [
    "paid",
    "paid",
    TOTAL + 20_000,
    20_000,
    false,
  ]);
});

Deno.test("a double click gives it once, and so do twenty people at the same moment", async () => {
  const order = await overpaid(20_000);
  const key = crypto.randomUUID();
  const same = await Promise.all(
    Array.from({ length: 10 }, () => giveBack(order, 20_000, { key })),
  );
  assert.ok(same.every(({ ok }) => ok));
  assert.deepEqual(await refundsOf(order), [[20_000, "+254733000119", "requested"]]);

  const other = await overpaid(30_000);
  const answers = await Promise.all(Array.from({ length: 20 }, () => giveBack(other, 30_000)));
  assert.equal(answers.filter(({ ok }) => ok).length, 1);
  assert.ok(answers.every(({ ok, code }) => ok || code === "nothing_on_top"));
  assert.equal((await refundsOf(other)).length, 1);
  const [row] = await sql`select number from orders where id = ${other.id}`;
  assert.equal(
    (await giveBack(order, 20_001, { key })).code,
    "idempotency_key_reused",
    row!.number,
  );
});

Deno.test("what changed meanwhile is said, and what one sees is what goes back", async () => {
  const order = await overpaid(20_000);
  assert.deepEqual(await giveBack(order, 10_000), {
    ok: false,
    code: "surplus_changed",
    amount_minor: 20_000,
  });
  assert.deepEqual(await refundsOf(order), []);
});

Deno.test("a second payment of all of it goes back whole, while a click and a payment race", async () => {
  const order = await act.place();
  const first = await act.firstAttempt(order);
  await act.pass(order, 91);
  const again = await act.pay(order, "+254722000118");
  await act.succeed(first);
  const [given] = await Promise.all([giveBack(order, TOTAL), act.succeed(again.attempt_id)]);
  if (!given.ok) {
    assert.equal(given.code, "nothing_on_top");
    assert.equal((await giveBack(order, TOTAL)).ok, true);
  }
  assert.deepEqual(await refundsOf(order), [[TOTAL, "+254722000118", "requested"]]);
});

Deno.test("what came after the order closed goes back whole, from every phone that paid", async () => {
  await sql`update stores set deposit_percent = 30 where id = ${shop.storeId}`;
  const order = await act.place({ in_parts: true });
  await act.succeed(await act.firstAttempt(order));
  const { token } = await act.share(order);
  const part = await act.payByLink(token, "+254722000118", 50_000);
  await act.succeed(part.attempt_id);
  assert.equal((await giveBack(order, 129_500)).code, "nothing_on_top");
  await act.pass(order, 32 * 24 * 3600);
  assert.equal(await act.expire(order), "expired");
  assert.equal((await act.stateOf(order))[4], true);

  assert.equal((await giveBack(order, 129_500)).ok, true);
  assert.deepEqual(await refundsOf(order), [
    [50_000, "+254722000118", "requested"],
    [79_500, "+254712345678", "requested"],
  ]);
  await complete(order);
  assert.deepEqual(await act.stateOf(order), ["expired", "refunded", 129_500, 129_500, false]);
  await sql`update stores set deposit_percent = null where id = ${shop.storeId}`;
});

Deno.test("where the gateway gives nothing back, nothing is written: it goes by hand", async () => {
  const order = await overpaid(20_000);
  await letRefund(false);
  assert.equal((await giveBack(order, 20_000)).code, "refund_not_available");
  assert.deepEqual(await refundsOf(order), []);
  const cents = await overpaid(20_050);
  await letRefund(true);
  assert.equal((await giveBack(cents, 20_050)).code, "refund_not_available");
});

Deno.test("who may not give money back, or works elsewhere, cannot", async () => {
  const order = await overpaid(20_000);
  await sql`insert into auth.users (id, email) values (${CAST.rival}, 'r@afrify.test')
    on conflict do nothing`;
  await assert.rejects(giveBack(order, 20_000, { userId: CAST.rival }), { code: "AF404" });
  for (const amount of [0, -1, 1.5]) {
    await assert.rejects(giveBack(order, amount), { code: "AF422" });
  }
  await assert.rejects(giveBack(order, 20_000, { key: "short" }), { code: "AF422" });
});
