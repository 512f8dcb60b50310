import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { migrate, readMigrations } from "@/lib/db/migrate.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";

let database: Awaited<ReturnType<typeof startDatabase>>;
let sql: postgres.Sql;
let shop: Shop;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { onnotice: () => {}, max: 8 });
  shop = await makeShop(sql, { stock: [100] });
});
Deno.test.afterAll(async () => {
  await sql.end();
  await database.stop();
});

Deno.test("what a payment brought and what the gateway kept of it are booked", async () => {
  const order = await buy();
  await pay(order, { fee_minor: 3_975 });

  assert.deepEqual(await entriesOf(order), [
    "charge buyer>gateway 265000 KES R1",
    "fee gateway>fees 3975 KES R1",
  ]);
  assert.deepEqual(await moneyOf(order), ["paid", 265_000, 0, 0, 0]);
  await assertLedgerAddsUp(sql, shop.storeId);
});

Deno.test("money of another currency is in the ledger and counts for nothing", async () => {
  const order = await buy();
  await pay(order, { currency: "UGX", receipt: "UG1" });

  assert.deepEqual(await entriesOf(order), ["charge buyer>gateway 265000 UGX UG1"]);
  assert.deepEqual(await moneyOf(order), ["unpaid", 0, 0, 0, 0]);
});

Deno.test("nobody changes or takes away an entry, its owner neither", async () => {
  const order = await buy();
  await pay(order, { receipt: "KEPT" });
  const before = await entriesOf(order);

  for (const role of ["none", "service_role", "authenticated", "anon"]) {
    for (
      const statement of [
        "update public.ledger_entries set amount_minor = 1",
        "delete from public.ledger_entries",
        "truncate public.ledger_entries",
      ]
    ) {
      const failed = await sql.begin(async (sql) => {
        await sql`select set_config('role', ${role}, true)`;
        await sql.unsafe(statement);
      }).then(() => null, (error: postgres.PostgresError) => error.code);
      assert.equal(failed, role === "none" ? "AFTRN" : "42501", `${role}: ${statement}`);
    }
  }
  assert.deepEqual(await entriesOf(order), before);
});

Deno.test("only transfers that there are can be booked", async () => {
  const order = await buy();
  for (
    const [kind, from, to, amount] of [
      ["charge", "gateway", "buyer", 1],
      ["refund", "buyer", "gateway", 1],
      ["fee", "gateway", "gateway", 1],
      ["charge", "buyer", "gateway", 0],
      ["charge", "buyer", "gateway", -1],
    ] as const
  ) {
    await assert.rejects(
      sql`select private.book_entry(${order}, 'x', ${kind}, ${from}, ${to}, ${amount}, 'KES')`,
      { code: "23514" },
    );
  }
  assert.deepEqual(await entriesOf(order), []);
});

Deno.test("a cause is booked once, and so is a transaction of the gateway's", async () => {
  const order = await buy();
  await pay(order, { receipt: "ONCE" });
  const [payment] = await sql`select id from payments where order_id = ${order}`;
  const again = (key: string, receipt: string | null) =>
    sql`select private.book_entry(${order}, ${key}, 'charge', 'buyer', 'gateway', 5, 'KES',
      ${payment!.id}, ${receipt}) as is_new`;

  const [repeat] = await again(`charge:${payment!.id}`, null);

  assert.equal(repeat!.is_new, false);
  await assert.rejects(again("other", "ONCE"), { code: "23505" });
  assert.deepEqual(await moneyOf(order), ["paid", 265_000, 0, 0, 0]);
});

Deno.test("a payment status that somebody writes is the one that the sums give", async () => {
  const order = await buy();
  await sql`update orders set payment_status = 'paid' where id = ${order}`;

  assert.deepEqual(await moneyOf(order), ["unpaid", 0, 0, 0, 0]);
});

Deno.test("a dispute holds money until it is won or lost", async () => {
  const order = await buy();
  await pay(order, { receipt: "DISP" });
  const move = (key: string, from: string, to: string) =>
    sql`select private.book_entry(${order}, ${key}, 'chargeback', ${from}, ${to}, 265000, 'KES')`;

  await move("d1", "gateway", "disputed");
  assert.deepEqual(await moneyOf(order), ["disputed", 265_000, 0, 0, 265_000]);
  await move("d2", "disputed", "gateway");
  assert.deepEqual(await moneyOf(order), ["paid", 265_000, 0, 0, 0]);
  await move("d3", "gateway", "disputed");
  await move("d4", "disputed", "buyer");

  assert.deepEqual(await moneyOf(order), ["refunded", 265_000, 265_000, 0, 0]);
  await assertSumsOnly(order);
});

Deno.test("what was paid before there was a ledger is in it", async () => {
  const folder = fileURLToPath(new URL("../../supabase/migrations", import.meta.url));
  const all = await readMigrations(folder);
  const migrations = all.filter(({ version }) => version < "20261129153000");
  const old = await startDatabase({ migrations });
  const owner = postgres(old.url, { onnotice: () => {}, max: 1 });
  try {
    const store = await makeShop(owner, { isLimited: true });
    const ids = [];
    for (const outcome of [{ receipt: "OLD" }, { receipt: "USD", currency: "USD" }]) {
      const placed = await placeOrder(owner, store.slug, orderInput(store.variantIds[0]!));
      await pay(placed.order_id, outcome, owner);
      ids.push(placed.order_id);
    }
    const byHand = await placeOrder(owner, store.slug, orderInput(store.variantIds[0]!));
    await owner`update orders set paid_minor = 500 where id = ${byHand.order_id}`;

    await migrate(old.url, all);

    assert.deepEqual(await entriesOf(ids[0]!, owner), ["charge buyer>gateway 265000 KES OLD"]);
    assert.deepEqual(await entriesOf(ids[1]!, owner), ["charge buyer>gateway 265000 USD USD"]);
    assert.deepEqual(await entriesOf(byHand.order_id, owner), [
      "adjustment buyer>hand 500 KES -",
    ]);
    await assertLedgerAddsUp(owner, store.storeId);
  } finally {
    await owner.end();
    await old.stop();
  }
});

/** The order's goods are out while its money is back: only its sums are looked at. */
async function assertSumsOnly(order: string): Promise<void> {
  const [row] = await sql`
    select (select sum(case when from_book = 'buyer' then amount_minor else 0 end) from ledger_entries
      where order_id = o.id) = o.paid_minor as holds from orders o where o.id = ${order}`;
  assert.equal(row!.holds, true);
}

async function buy(): Promise<string> {
  return (await placeOrder(sql, shop.slug, orderInput(shop.variantIds[0]!))).order_id;
}

async function pay(
  order: string,
  outcome: Record<string, unknown>,
  owner: postgres.Sql = sql,
): Promise<void> {
  const told = { state: "succeeded", amount_minor: 265_000, currency: "KES", receipt: "R1" };
  await owner`select private.apply_payment_event(a.id, null, ${
    owner.json({ ...told, ...outcome } as never)
  })
    from payment_attempts a where a.order_id = ${order}`;
}

async function entriesOf(order: string, owner: postgres.Sql = sql): Promise<string[]> {
  const rows = await owner`
    select kind || ' ' || from_book || '>' || to_book || ' ' || amount_minor || ' ' || currency || ' '
      || coalesce(transaction_ref, '-') as line
    from ledger_entries where order_id = ${order} order by id`;
  return rows.map(({ line }) => line);
}

async function moneyOf(order: string): Promise<unknown[]> {
  const [row] = await sql`select payment_status, paid_minor::int, refunded_minor::int,
    refunding_minor::int, disputed_minor::int from orders where id = ${order}`;
  return Object.values(row!);
}
