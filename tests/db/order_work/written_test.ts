import assert from "node:assert/strict";
import postgres from "postgres";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { CAST, makeShop, orderInput, type Shop } from "@/tests/fixtures/shop.ts";
import { asMember } from "./stage.ts";

let database: Awaited<ReturnType<typeof startDatabase>>;
let sql: postgres.Sql;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { onnotice: () => {}, max: 25 });
});
Deno.test.afterAll(async () => {
  await sql.end();
  await database.stop();
});

interface Written {
  ok: boolean;
  code?: string;
  order_id: string;
  token: string;
  total_minor: number;
}

async function write(
  shop: Shop,
  change: Record<string, unknown> = {},
  { key = crypto.randomUUID() as string, isPreview = false, by = CAST.merchant as string } = {},
): Promise<Written> {
  const { payer_phone: _, ...input } = orderInput(shop.variantIds[0]!);
  return await asMember(
    sql,
    (sql) =>
      sql`select write_order(${shop.storeId}, ${key},
      ${sql.json({ ...input, ...change } as never)}, ${isPreview}) as answer`,
    by,
  ) as unknown as Written;
}

const levelOf = async ({ variantIds }: Shop) => {
  const [row] = await sql`select on_hand, reserved from inventory_levels
    where variant_id = ${variantIds[0]!}`;
  return { ...row };
};

Deno.test("a written order holds its goods without a prompt, tells its buyer once, and is paid by its link", async () => {
  const shop = await makeShop(sql, { stock: [5] });
  const key = crypto.randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => write(shop, { hold_days: 7 }, { key })),
  );

  assert.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1);
  const [{ order_id: id, token }] = answers as [Written];
  assert.deepEqual(await levelOf(shop), { on_hand: 5, reserved: 1 });
  const [order] = await sql`select status, expires_at > now() + interval '6 days' as is_kept,
      (select count(*)::int from payment_attempts where order_id = o.id) as prompts,
      (select count(*)::int from notifications where order_id = o.id) as told
    from orders o where id = ${id}`;
  assert.deepEqual({ ...order }, { status: "pending", is_kept: true, prompts: 0, told: 1 });

  const [paying] =
    await sql`select retry_payment(${shop.slug}, ${token}, '+254712345678') as answer`;
  assert.equal(paying!.answer.ok, true);
  const outcome = {
    state: "succeeded",
    amount_minor: answers[0]!.total_minor,
    currency: "KES",
    receipt: token,
  };
  await sql`select private.apply_payment_event(${paying!.answer.attempt_id}, null, ${
    sql.json(outcome)
  })`;
  const [paid] = await sql`select status, payment_status as money from orders where id = ${id}`;
  assert.deepEqual({ ...paid }, { status: "paid", money: "paid" });
  await assertLedgerAddsUp(sql, shop.storeId);
});

Deno.test("a preview says what it costs and leaves nothing, not even a number", async () => {
  const shop = await makeShop(sql, { stock: [5] });
  const counts = () =>
    sql`select (select count(*) from orders) as orders, (select count(*) from customers) as people,
    (select sum(last_order_number) from private.store_counters) as numbers`;
  const [before] = await counts();
  const shown = await write(shop, {}, { isPreview: true });
  assert.equal(shown.ok, true);
  assert.deepEqual({ ...(await counts())[0] }, { ...before });
  const done = await write(shop);
  assert.equal(done.total_minor, shown.total_minor);
  const first = await sql`select number from orders where store_id = ${shop.storeId}`;
  assert.equal(first.length, 1);
});

Deno.test("nobody pays: its goods are on the shelf again when its days are over", async () => {
  const shop = await makeShop(sql, { stock: [5] });
  const { order_id: id } = await write(shop, { is_told: false });
  const told = await sql`select from notifications where order_id = ${id}`;
  assert.equal(told.length, 0);
  await sql`update orders set expires_at = now() - interval '1 minute' where id = ${id}`;
  const [row] = await sql`select private.expire_order(${id}) as what`;
  assert.equal(row!.what, "expired");
  assert.deepEqual(await levelOf(shop), { on_hand: 5, reserved: 0 });
});

Deno.test("what cannot be is refused, and bad input and strangers change nothing", async () => {
  const shop = await makeShop(sql, { stock: [5] });
  const line = (quantity: number) => [{ variant_id: shop.variantIds[0]!, quantity }];
  assert.equal((await write(shop, { lines: line(6) })).code, "lines_unavailable");
  assert.equal((await write(shop, { area: "Nowhere" })).code, "area_not_served");
  assert.equal((await write(shop, { delivery_method: "download" })).code, "delivery_needed");
  for (const bad of [{ lines: line(0) }, { phone: "12" }, { hold_days: 31 }, { hold_days: "x" }]) {
    await assert.rejects(write(shop, bad), { code: "AF422" });
  }
  await assert.rejects(write(shop, {}, { by: CAST.rival }), { code: "AF404" });
  assert.deepEqual(await levelOf(shop), { on_hand: 5, reserved: 0 });
  const orders = await sql`select from orders where store_id = ${shop.storeId}`;
  assert.equal(orders.length, 0);
});
