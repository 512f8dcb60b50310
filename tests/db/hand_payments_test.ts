import assert from "node:assert/strict";
import postgres from "postgres";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { askRefund, BY_HAND } from "@/tests/fixtures/refunds.ts";
import { CAST, makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";

const TOTAL = 265_000;

let database: Awaited<ReturnType<typeof startDatabase>>;
let sql: postgres.Sql;
let shop: Shop;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { onnotice: () => {}, max: 25 });
  shop = await makeShop(sql, { stock: [100] });
});
Deno.test.afterAll(async () => {
  await assertLedgerAddsUp(sql, shop.storeId);
  await sql.end();
  await database.stop();
});

interface Answer {
  ok: boolean;
  code?: string;
  left_minor?: number;
}

/** Notes money as a member of the shop; all of it unless told otherwise. */
async function note(
  orderId: string,
  input: Record<string, unknown> = {},
  { key = crypto.randomUUID() as string, userId = CAST.merchant as string } = {},
): Promise<Answer> {
  const [order] = await sql`select number from orders where id = ${orderId}`;
  const noted = { amount_minor: TOTAL, reference: "Cash", ...input };
  return await sql.begin(async (sql) => {
    const claims = JSON.stringify({ sub: userId, role: "authenticated" });
    await sql`select set_config('request.jwt.claims', ${claims}, true),
      set_config('role', 'authenticated', true)`;
    const [row] = await sql`select record_hand_payment(${shop.storeId}, ${order!.number}, ${key},
      ${sql.json(noted as never)}) as answer`;
    return row!.answer as Answer;
  });
}

async function place(): Promise<string> {
  return (await placeOrder(sql, shop.slug, orderInput(shop.variantIds[0]!))).order_id;
}

async function stateOf(orderId: string): Promise<unknown[]> {
  const [row] = await sql`select status, payment_status, paid_minor::int, needs_review
    from orders where id = ${orderId}`;
  return Object.values(row!);
}

Deno.test("7.5 too little, cash in parts leaves the order open until it is covered, and then pays it: hand", async () => {
  const order = await place();

  assert.equal((await note(order, { amount_minor: 65_000 })).ok, true);
  assert.deepEqual(await stateOf(order), ["pending", "partly_paid", 65_000, false]);
  assert.equal((await note(order, { amount_minor: 200_000 })).ok, true);

  assert.deepEqual(await stateOf(order), ["paid", "paid", TOTAL, false]);
  const [sold] = await sql`select sum(on_hand_delta)::int as n from inventory_movements
    where order_id = ${order}`;
  assert.equal(sold!.n, -1);
  const told = await sql`select template from notifications where order_id = ${order}
    and template like '%paid' order by 1`;
  assert.deepEqual(told.map(({ template }) => template), [
    "merchant_order_paid",
    "order_paid",
    "order_part_paid",
  ]);
});

Deno.test("7.1 duplicate webhook, twenty note it at once, it is paid once, and one of a key is noted once: hand", async () => {
  const order = await place();
  const answers = await Promise.all(Array.from({ length: 20 }, () => note(order)));
  assert.equal(answers.filter(({ ok }) => ok).length, 1);
  assert.ok(answers.every(({ ok, code }) => ok || code === "already_paid"));
  assert.deepEqual(await stateOf(order), ["paid", "paid", TOTAL, false]);

  const other = await place();
  const key = crypto.randomUUID();
  const same = await Promise.all(
    Array.from({ length: 20 }, () => note(other, { amount_minor: 1_000 }, { key })),
  );
  assert.ok(same.every(({ ok }) => ok));
  assert.deepEqual(await stateOf(other), ["pending", "partly_paid", 1_000, false]);
  assert.equal(
    (await note(other, { amount_minor: 2_000 }, { key })).code,
    "idempotency_key_reused",
  );
});

Deno.test("7.6 too much, never more than is left, and nothing for what is closed: hand", async () => {
  const order = await place();
  assert.deepEqual(await note(order, { amount_minor: TOTAL + 1 }), {
    ok: false,
    code: "amount_too_big",
    left_minor: TOTAL,
  });
  await note(order);
  assert.equal((await note(order)).code, "already_paid");
  const cancelled = await place();
  await sql`select private.release_reserved_stock(${cancelled})`;
  await sql`update orders set status = 'cancelled' where id = ${cancelled}`;
  assert.equal((await note(cancelled)).code, "order_cancelled");
});

Deno.test("7.4 late webhook, money for an order that expired opens it again while its goods are there: hand", async () => {
  const order = await place();
  await sql`update payment_attempts set state = 'expired' where order_id = ${order}`;
  await sql`update orders set expires_at = now() - interval '1 minute' where id = ${order}`;
  await sql`select private.expire_order(${order})`;

  assert.equal((await note(order)).ok, true);

  assert.deepEqual(await stateOf(order), ["paid", "paid", TOTAL, false]);
});

Deno.test("7.8 double payment, cash and a prompt that is paid as well, the second is for a person, and goes back by hand: hand", async () => {
  const order = await place();
  await note(order);
  const paid = { state: "succeeded", amount_minor: TOTAL, currency: "KES", receipt: "TWICE" };
  await sql`select private.apply_payment_event(id, null, ${sql.json(paid)})
    from payment_attempts where order_id = ${order}`;
  assert.deepEqual(await stateOf(order), ["paid", "overpaid", 2 * TOTAL, true]);

  const at = { storeId: shop.storeId, orderId: order };
  await askRefund(sql, at, { ...BY_HAND, amount_minor: TOTAL });

  assert.deepEqual(await stateOf(order), ["paid", "paid", 2 * TOTAL, false]);
});

Deno.test("only members who work on orders note money, and bad input changes nothing", async () => {
  const order = await place();
  await assert.rejects(note(order, {}, { userId: CAST.rival }), { code: "AF404" });
  const bad = [
    { amount_minor: 0 },
    { amount_minor: 0.5 },
    { amount_minor: "1" },
    { reference: " " },
    { reference: null, payment_id: order },
    { reference: "a\nb" },
  ];
  for (const change of bad) await assert.rejects(note(order, change), { code: "AF422" });
  assert.deepEqual(await stateOf(order), ["pending", "unpaid", 0, false]);
  await note(order, { reference: "QK12" });
  const [audited] = await sql`select actor_id from audit_events
    where action = 'orders.hand_payment' and entity_id = ${order}`;
  assert.equal(audited!.actor_id, CAST.merchant);
});
