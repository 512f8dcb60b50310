import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { CAST, makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";

const TOTAL = 265_000;

let database: Awaited<ReturnType<typeof startDatabase>>;
let sql: postgres.Sql;
let shop: Shop;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { onnotice: () => {}, max: 25 });
  shop = await makeShop(sql, { stock: [1_000] });
  await sql`update stores set is_cash_offered = true, is_transfer_offered = true,
    transfer_details = 'Equity Bank' where id = ${shop.storeId}`;
});
Deno.test.afterAll(async () => {
  await assertLedgerAddsUp(sql, shop.storeId);
  await sql.end();
  await database.stop();
});

type Answer = { ok: boolean; code?: string; max_minor?: number };

const place = (handWay: string | undefined, overrides = {}) =>
  placeOrder(
    sql,
    shop.slug,
    orderInput(shop.variantIds[0]!, { ...(handWay && { hand_way: handWay }), ...overrides }),
  );

async function choose(token: string, way: string): Promise<Answer> {
  const [row] = await sql`select choose_hand_way(${shop.slug}, ${token}, ${way}) as answer`;
  return row!.answer;
}

async function retry(token: string): Promise<Answer> {
  const [row] = await sql`select retry_payment(${shop.slug}, ${token}, '+254712345678') as answer`;
  return row!.answer;
}

/** Calls a function of the dashboard about an order as a member of the shop. */
async function act(
  orderId: string,
  call: "cancel" | "note" | "packed" | "shipped" | "delivered" | "unfulfilled",
  userId: string = CAST.merchant,
): Promise<Answer> {
  const [order] = await sql`select number from orders where id = ${orderId}`;
  const at = [shop.storeId, order!.number] as const;
  const noted = { amount_minor: TOTAL, reference: "Rider" };
  return await sql.begin(async (sql) => {
    const claims = JSON.stringify({ sub: userId, role: "authenticated" });
    await sql`select set_config('request.jwt.claims', ${claims}, true),
      set_config('role', 'authenticated', true)`;
    const [row] = call === "cancel"
      ? await sql`select cancel_order(${at[0]}, ${at[1]}) as answer`
      : call === "note"
      ? await sql`select record_hand_payment(${at[0]}, ${at[1]}, ${crypto.randomUUID()},
          ${sql.json(noted)}) as answer`
      : await sql`select set_fulfilment(${at[0]}, ${at[1]}, ${call}) as answer`;
    return row!.answer as Answer;
  });
}

async function stateOf(orderId: string): Promise<unknown[]> {
  const [row] = await sql`select status, payment_status, fulfilment_status, hand_way
    from orders where id = ${orderId}`;
  return Object.values(row!);
}

/** On hand, and of that reserved. */
async function stock(): Promise<[number, number]> {
  const [row] = await sql`select sum(on_hand)::int as held, sum(reserved)::int as reserved
    from inventory_levels where variant_id = ${shop.variantIds[0]!}`;
  return [row!.held, row!.reserved];
}

async function expire(orderId: string): Promise<string> {
  await sql`update orders set expires_at = now() - interval '1 minute' where id = ${orderId}`;
  const [row] = await sql`select private.expire_order(${orderId}) as said`;
  return row!.said;
}

async function jobsOf(orderId: string): Promise<string[]> {
  const rows = await sql`select t.identifier from graphile_worker._private_jobs as j
    join graphile_worker._private_tasks as t on t.id = j.task_id
    where j.payload ->> 'order_id' = ${orderId}
      or j.payload ->> 'attempt_id' in (select id::text from payment_attempts where order_id = ${orderId})
    order by 1`;
  return rows.map(({ identifier }) => identifier);
}

Deno.test("an order by hand holds its goods, and no gateway hears of it", async () => {
  const before = await stock();
  const cash = await place("cash");
  const transfer = await place("transfer");
  assert.deepEqual(await jobsOf(cash.order_id), []);
  assert.deepEqual(await jobsOf(transfer.order_id), ["expire_order"]);
  const [attempts] = await sql`select count(*)::int as n from payment_attempts
    where order_id in ${sql([cash.order_id, transfer.order_id])}`;
  assert.equal(attempts!.n, 0);
  assert.deepEqual(await stock(), [before[0], before[1] + 2]);
  const [held] = await sql`select round(extract(epoch from expires_at - placed_at))::int as s
    from orders where id = ${transfer.order_id}`;
  assert.equal(held!.s, 3 * 86_400);

  assert.equal(await expire(cash.order_id), "not_expirable");
  assert.equal(await expire(transfer.order_id), "expired");
  assert.deepEqual(await stock(), [before[0], before[1] + 1]);
});

Deno.test("a transfer of which a part was noted does not expire", async () => {
  const { order_id } = await place("transfer");
  await sql`select private.book_entry(${order_id}, 'part', 'transfer', 'buyer', 'hand', 1000, 'KES')`;
  assert.equal(await expire(order_id), "not_expirable");
});

Deno.test("what is not offered is refused, and nothing is written", async () => {
  const before = await stock();
  await sql`update stores set cash_max_minor = ${TOTAL - 1} where id = ${shop.storeId}`;
  assert.deepEqual(await place("cash"), {
    ok: false,
    code: "cash_too_much",
    max_minor: TOTAL - 1,
  });
  await sql`update stores set cash_max_minor = ${TOTAL} where id = ${shop.storeId}`;
  assert.equal((await place("cash")).ok, true);
  await sql`update stores set cash_max_minor = null, is_cash_offered = false, is_transfer_offered = false
    where id = ${shop.storeId}`;
  assert.equal((await place("cash")).code, "payment_not_available");
  assert.equal((await place("transfer")).code, "payment_not_available");
  await sql`update stores set is_cash_offered = true, is_transfer_offered = true where id = ${shop.storeId}`;
  await assert.rejects(place("cheque"), { code: "AF422" });
  assert.deepEqual(await stock(), [before[0], before[1] + 1]);
});

Deno.test("a shop without any gateway sells for cash alone", async () => {
  const other = await makeShop(sql);
  await sql`update payment_accounts set is_enabled = false where store_id = ${other.storeId}`;
  const input = orderInput(other.variantIds[0]!);
  assert.equal((await placeOrder(sql, other.slug, input)).code, "payment_not_available");
  await sql`update stores set is_cash_offered = true where id = ${other.storeId}`;
  assert.equal((await placeOrder(sql, other.slug, { ...input, hand_way: "cash" })).ok, true);
});

Deno.test("cash is packed, sent and handed over before it is paid, and then it is done", async () => {
  const { order_id } = await place("cash");
  const before = await stock();
  for (const step of ["packed", "shipped", "shipped", "delivered"] as const) {
    assert.deepEqual(await act(order_id, step), { ok: true });
    assert.deepEqual(await stateOf(order_id), ["pending", "unpaid", step, "cash"]);
  }
  assert.equal((await act(order_id, "packed")).code, "goods_further");
  assert.deepEqual(await stock(), before);

  assert.equal((await act(order_id, "note")).ok, true);

  assert.deepEqual(await stateOf(order_id), ["fulfilled", "paid", "delivered", "cash"]);
  assert.deepEqual(await stock(), [before[0] - 1, before[1] - 1]);
  const [entry] = await sql`select kind from ledger_entries where order_id = ${order_id}`;
  assert.equal(entry!.kind, "cash");
});

Deno.test("goods of a transfer, or of a prompt, wait for the money", async () => {
  const transfer = await place("transfer");
  const prompted = await place(undefined);
  for (const { order_id } of [transfer, prompted]) {
    assert.equal((await act(order_id, "packed")).code, "order_not_ready");
  }
  assert.equal((await act(transfer.order_id, "note")).ok, true);
  assert.deepEqual(await act(transfer.order_id, "packed"), { ok: true });
  assert.deepEqual(await act(transfer.order_id, "delivered"), { ok: true });
  assert.deepEqual(await stateOf(transfer.order_id), [
    "fulfilled",
    "paid",
    "delivered",
    "transfer",
  ]);
  const [entry] = await sql`select kind from ledger_entries where order_id = ${transfer.order_id}`;
  assert.equal(entry!.kind, "transfer");
});

Deno.test("what did not arrive is on the shelf again, once", async () => {
  const before = await stock();
  const { order_id, token } = await place("cash");
  await act(order_id, "shipped");
  const answers = await Promise.all(Array.from({ length: 10 }, () => act(order_id, "cancel")));
  assert.ok(answers.every(({ ok }) => ok));
  assert.deepEqual(await stateOf(order_id), ["cancelled", "unpaid", "unfulfilled", "cash"]);
  assert.deepEqual(await stock(), before);
  assert.equal((await act(order_id, "note")).code, "order_cancelled");
  assert.equal((await choose(token, "transfer")).code, "order_cancelled");

  const paid = await place("cash");
  await act(paid.order_id, "note");
  assert.equal((await act(paid.order_id, "cancel")).code, "money_received");
});

Deno.test("money and its end at one moment: one of them wins, and stock agrees", async () => {
  for (let round = 0; round < 10; round++) {
    const [onHand, reserved] = await stock();
    const { order_id } = await place("cash");
    const [noted, cancelled] = await Promise.all([act(order_id, "note"), act(order_id, "cancel")]);
    assert.notEqual(noted.ok, cancelled.ok);
    assert.deepEqual(await stock(), [noted.ok ? onHand - 1 : onHand, reserved]);
    assert.equal((await stateOf(order_id))[0], noted.ok ? "paid" : "cancelled");
  }
});

Deno.test("shoppers change between ways, but not while a prompt may be on the phone", async () => {
  const { order_id, token } = await place(undefined);
  assert.equal((await choose(token, "cash")).code, "prompt_live");
  await sql`update payment_attempts set state = 'failed' where order_id = ${order_id}`;
  assert.deepEqual(await choose(token, "cash"), { ok: true });
  assert.deepEqual(await choose(token, "cash"), { ok: true });
  assert.deepEqual(await stateOf(order_id), ["pending", "unpaid", "unfulfilled", "cash"]);
  assert.ok(!(await jobsOf(order_id)).includes("expire_order"));

  assert.deepEqual(await choose(token, "transfer"), { ok: true });
  assert.ok((await jobsOf(order_id)).includes("expire_order"));

  await choose(token, "cash");
  await sql`update orders set expires_at = now() - interval '1 day' where id = ${order_id}`;
  assert.equal((await retry(token)).ok, true);
  assert.deepEqual((await stateOf(order_id))[3], null);
  const [held] = await sql`select expires_at > now() + interval '10 minutes' as long_enough
    from orders where id = ${order_id}`;
  assert.equal(held!.long_enough, true);
  assert.equal((await choose("guess", "cash")).code, "order_not_found");
  await assert.rejects(choose(token, ""), { code: "AF422" });
});

Deno.test("goods that are on their way do not expire, however they are to be paid then", async () => {
  const { order_id, token } = await place("cash");
  await act(order_id, "shipped");
  assert.equal((await retry(token)).ok, true);
  await sql`update payment_attempts set state = 'failed' where order_id = ${order_id}`;
  assert.equal(await expire(order_id), "not_expirable");
  assert.deepEqual(await act(order_id, "delivered"), { ok: true });
});

Deno.test("an order that expired is taken up again by hand while its goods are there", async () => {
  const { order_id, token } = await place("transfer");
  await expire(order_id);
  assert.deepEqual(await choose(token, "cash"), { ok: true });
  assert.deepEqual(await stateOf(order_id), ["pending", "unpaid", "unfulfilled", "cash"]);
});

Deno.test("strangers move nothing", async () => {
  const { order_id } = await place("cash");
  for (const call of ["cancel", "packed", "note"] as const) {
    await assert.rejects(act(order_id, call, CAST.rival), { code: "AF404" });
  }
  assert.deepEqual(await stateOf(order_id), ["pending", "unpaid", "unfulfilled", "cash"]);
});

Deno.test("whatever is done in whatever order, what an order holds follows from its state", async () => {
  const steps = fc.constantFrom(
    "cash" as const,
    "transfer" as const,
    "retry" as const,
    "expire" as const,
    "cancel" as const,
    "note" as const,
    "packed" as const,
    "delivered" as const,
  );
  const runs = fc.asyncProperty(fc.array(steps, { maxLength: 8 }), async (done) => {
    const [onHand, reserved] = await stock();
    const { order_id, token } = await place("cash");
    for (const step of done) {
      if (step === "cash" || step === "transfer") await choose(token, step);
      else if (step === "retry") await retry(token);
      else if (step === "expire") await expire(order_id);
      else await act(order_id, step);
    }
    const [status, payment, fulfilment] = await stateOf(order_id) as string[];
    const isPaid = status === "paid" || status === "fulfilled";
    assert.equal(payment, isPaid ? "paid" : "unpaid");
    assert.equal(status === "fulfilled", isPaid && fulfilment === "delivered");
    const holds = status === "pending" ? 1 : 0;
    assert.deepEqual(await stock(), [onHand - (isPaid ? 1 : 0), reserved + holds]);
  });
  await fc.assert(runs, { numRuns: 40 });
});
