import assert from "node:assert/strict";
import postgres from "postgres";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { payers } from "@/tests/fixtures/parts.ts";
import { CAST, makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";

let sql: postgres.Sql;
let stop: () => Promise<void>;
let phones = 0;

Deno.test.beforeAll(async () => {
  const database = await startDatabase();
  sql = postgres(database.url, { onnotice: () => {}, max: 20 });
  stop = database.stop;
});
Deno.test.afterAll(async () => {
  await sql.end();
  await stop();
});

async function openShop(): Promise<Shop> {
  const shop = await makeShop(sql, { stock: [1_000], isLimited: true });
  await sql`update stores set is_cash_offered = true, is_transfer_offered = true,
    transfer_details = 'KCB 123' where id = ${shop.storeId}`;
  return shop;
}

const newPhone = () => `+25472000${String(1000 + ++phones)}`;

/** Codes of what was refused, and "ok" for the rest, sorted. */
async function orderAtOnce(
  shop: Shop,
  times: number,
  overrides: Record<string, unknown>,
): Promise<Record<string, number>> {
  const all = await Promise.all(
    Array.from({ length: times }, () => {
      const payer_phone = overrides.payer_phone ?? newPhone();
      return placeOrder(
        sql,
        shop.slug,
        orderInput(shop.variantIds[0]!, { ...overrides, payer_phone }),
      );
    }),
  );
  const counts: Record<string, number> = {};
  for (const { ok, code } of all) counts[ok ? "ok" : code!] = (counts[ok ? "ok" : code!] ?? 0) + 1;
  return counts;
}

Deno.test("thirty checkouts at once for one phone: five orders wait to be paid", async () => {
  const shop = await openShop();
  const phone = newPhone();
  assert.deepEqual(await orderAtOnce(shop, 30, { phone }), { ok: 5, too_many_orders: 25 });
  const [stock] = await sql`select reserved from inventory_levels
    where variant_id = ${shop.variantIds[0]!}`;
  assert.equal(stock!.reserved, 5, "what was refused holds nothing");
  assert.deepEqual(await orderAtOnce(shop, 1, { phone: newPhone() }), { ok: 1 });
  assert.deepEqual(await orderAtOnce(await openShop(), 1, { phone }), { ok: 1 });
});

Deno.test("an order that is paid, or over, makes room for another", async () => {
  const shop = await openShop();
  const phone = newPhone();
  await orderAtOnce(shop, 5, { phone });
  const [one, two] = await sql`select id from orders where store_id = ${shop.storeId} limit 2`;
  await sql`select private.book_entry(${one!.id}, 'cash', 'cash', 'buyer', 'hand', 265000, 'KES')`;
  await sql`select private.settle_order(${one!.id}, false)`;
  await sql`update orders set expires_at = now() - interval '1 second' where id = ${two!.id}`;
  assert.deepEqual(await orderAtOnce(shop, 9, { phone }), { ok: 2, too_many_orders: 7 });
});

Deno.test("three orders in cash for one phone, and prompts beside them", async () => {
  const shop = await openShop();
  const phone = newPhone();
  assert.deepEqual(await orderAtOnce(shop, 12, { phone, hand_way: "cash" }), {
    ok: 3,
    too_many_cash_orders: 9,
  });
  assert.deepEqual(await orderAtOnce(shop, 7, { phone, hand_way: "transfer" }), {
    ok: 5,
    too_many_orders: 2,
  });
});

Deno.test("a phone that pays has eight prompts an hour from one shop, twelve from all", async () => {
  const payer_phone = newPhone();
  const [near, far] = [await openShop(), await openShop()];
  const byAnyone = async (shop: Shop, times: number) => {
    const all = await Promise.all(
      Array.from({ length: times }, () =>
        placeOrder(
          sql,
          shop.slug,
          orderInput(shop.variantIds[0]!, { phone: newPhone(), payer_phone }),
        )),
    );
    return all.filter(({ ok, code }) => {
      if (!ok) assert.equal(code, "too_many_prompts");
      return ok;
    }).length;
  };
  assert.equal(await byAnyone(near, 20), 8);
  assert.equal(await byAnyone(far, 20), 4);
  await sql`update payment_attempts set created_at = created_at - interval '61 minutes'
    where phone = ${payer_phone}`;
  assert.equal(await byAnyone(far, 1), 1);
});

Deno.test("another try counts as the first one did, and a page does not", async () => {
  const shop = await openShop();
  const { place, pay, pass } = payers(sql, shop);
  const payer_phone = newPhone();
  const order = await place({ phone: newPhone(), payer_phone });
  for (let prompts = 1; prompts < 8; prompts++) {
    await pass(order, 91);
    assert.equal((await pay(order, payer_phone)).ok, true, `prompt ${prompts + 1}`);
  }
  await pass(order, 91);
  assert.equal((await pay(order, payer_phone)).code, "too_many_prompts");
  await sql`insert into payment_accounts (store_id, gateway, settings)
    values (${shop.storeId}, 'paystack', '{}')`;
  assert.equal((await pay(order, payer_phone, null, "paystack")).ok, true);
});

Deno.test("a checkout and another try at one moment: the last prompt is given once", async () => {
  const shop = await openShop();
  const payer_phone = newPhone();
  await sql`update private.phone_limits set open_orders = 100`;
  const { place, pay, pass } = payers(sql, shop);
  const orders = [];
  for (let n = 0; n < 7; n++) orders.push(await place({ phone: newPhone(), payer_phone }));
  for (const order of orders) await pass(order, 91);
  const raced = await Promise.all([
    ...orders.map((order) => pay(order, payer_phone)),
    ...orders.map(() =>
      placeOrder(
        sql,
        shop.slug,
        orderInput(shop.variantIds[0]!, { phone: newPhone(), payer_phone }),
      )
    ),
  ]);
  assert.equal(raced.filter(({ ok }) => ok).length, 1);
  await sql`update private.phone_limits set open_orders = 5`;
});

Deno.test("those who work there are not limited; those of another shop are", async () => {
  const shop = await openShop();
  await makeShop(sql, { merchant: CAST.rival, isLimited: true });
  const phone = newPhone();
  const as = (user: string, run: (sql: postgres.Sql) => Promise<unknown>) =>
    sql.begin(async (sql) => {
      const claims = JSON.stringify({ sub: user });
      await sql`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true)`;
      return await run(sql as unknown as postgres.Sql);
    });
  const order = (user: string) =>
    as(user, async (sql) => {
      const input = orderInput(shop.variantIds[0]!, { phone, payer_phone: phone });
      return (await placeOrder(sql, shop.slug, input)).ok;
    });
  for (let n = 0; n < 10; n++) assert.equal(await order(CAST.merchant), true);
  assert.equal(await order(CAST.rival), false);
});
