import assert from "node:assert/strict";
import postgres from "postgres";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { CAST, makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";
import { defaultLocation, keepStock, type StockKeeper, stockOf } from "@/tests/fixtures/stock.ts";

let database: TestDatabase;
/** As the owner. */
let sql: postgres.Sql;
let shop: Shop;
let variantId: string;
let mainId: string;
let floorId: string;
let keeper: StockKeeper;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { max: 12, onnotice: () => {} });
});

Deno.test.beforeEach(async () => {
  shop = await makeShop(sql);
  variantId = shop.variantIds[0]!;
  keeper = keepStock(sql, shop.storeId, CAST.merchant);
  mainId = await defaultLocation(sql, shop.storeId);
  floorId = (await keeper.saveLocation({ name: "Shop floor" })).id!;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await database.stop();
});

const place = (quantity: number) =>
  placeOrder(
    sql,
    shop.slug,
    orderInput(variantId, { lines: [{ variant_id: variantId, quantity }] }),
  );

Deno.test("each reason moves stock its own way, and says so in the ledger", async () => {
  const change = (reason: string, delta: number) =>
    keeper.adjust({ variant_id: variantId, location_id: mainId, reason, delta, note: "Why" });

  await change("received", 5);
  await change("returned", 1);
  await change("found", 2);
  await change("damaged", -3);
  await change("lost", -4);
  assert.deepEqual(await change("correction", -1), { ok: true, on_hand: 10, reserved: 0 });

  const rows = await sql`
    select kind, reason, on_hand_delta, note, actor_name from inventory_movements
    where variant_id = ${variantId} and note <> '' order by created_at, id`;
  assert.deepEqual(
    rows.map(({ kind, reason, on_hand_delta }) => `${kind} ${reason} ${on_hand_delta}`),
    [
      "received null 5",
      "returned null 1",
      "adjusted found 2",
      "adjusted damaged -3",
      "adjusted lost -4",
      "adjusted correction -1",
    ],
  );
  assert.equal(rows[0]!.actor_name, `${CAST.merchant}@afrify.test`);
  await assertLedgerAddsUp(sql, shop.storeId);
});

Deno.test("a form sent twice, or eight times at once, moves once", async () => {
  const change = { variant_id: variantId, location_id: mainId, reason: "received", delta: 5 };
  const transfer = {
    variant_id: variantId,
    from_location_id: mainId,
    to_location_id: floorId,
    quantity: 4,
  };

  const changed = await Promise.all(
    Array.from({ length: 8 }, () => keeper.adjust(change, "form-one")),
  );
  const moved = await Promise.all(
    Array.from({ length: 8 }, () => keeper.transfer(transfer, "form-two")),
  );

  assert.deepEqual(new Set(changed.map((one) => JSON.stringify(one))).size, 1);
  assert.ok(moved.every(({ ok }) => ok));
  assert.deepEqual(await stockOf(sql, variantId), { Main: "11/0", "Shop floor": "4/0" });
  const reused = await keeper.adjust({ ...change, delta: 6 }, "form-one");
  assert.equal(reused.code, "idempotency_key_reused");
  assert.equal((await keeper.transfer(transfer, "form-one")).code, "idempotency_key_reused");
});

Deno.test("a key that was refused is free to be used again", async () => {
  const change = { variant_id: variantId, location_id: mainId, reason: "lost", delta: -11 };
  assert.deepEqual(await keeper.adjust(change, "form-one"), {
    ok: false,
    code: "not_enough_stock",
    available: 10,
  });
  assert.equal((await keeper.adjust({ ...change, delta: -10 }, "form-one")).ok, true);
});

Deno.test("what orders hold is neither taken away nor carried off", async () => {
  await place(4);

  const lost = { variant_id: variantId, location_id: mainId, reason: "lost", delta: -7 };
  assert.deepEqual(await keeper.adjust(lost), {
    ok: false,
    code: "not_enough_stock",
    available: 6,
  });
  const transfer = { variant_id: variantId, from_location_id: mainId, to_location_id: floorId };
  assert.equal((await keeper.transfer({ ...transfer, quantity: 7 })).code, "not_enough_stock");
  assert.equal((await keeper.transfer({ ...transfer, quantity: 6 })).ok, true);
  assert.deepEqual(await stockOf(sql, variantId), { Main: "4/4", "Shop floor": "6/0" });
  assert.equal((await place(1)).code, "lines_unavailable", "the website sells what is in Main");
});

Deno.test("a transfer writes both ends, each naming the other", async () => {
  await keeper.transfer({
    variant_id: variantId,
    from_location_id: mainId,
    to_location_id: floorId,
    quantity: 3,
  });
  const rows = await sql`
    select location_id, peer_location_id, on_hand_delta from inventory_movements
    where kind = 'transferred' and variant_id = ${variantId} order by on_hand_delta`;
  assert.deepEqual(rows.map((row) => ({ ...row })), [
    { location_id: mainId, peer_location_id: floorId, on_hand_delta: -3 },
    { location_id: floorId, peer_location_id: mainId, on_hand_delta: 3 },
  ]);
});

Deno.test("thirty people who carry the last ten units off carry ten", async () => {
  const transfer = { variant_id: variantId, from_location_id: mainId, to_location_id: floorId };
  const there = () => keeper.transfer({ ...transfer, quantity: 1 });

  const all = await Promise.all(Array.from({ length: 30 }, there));

  assert.equal(all.filter(({ ok }) => ok).length, 10);
  assert.deepEqual(await stockOf(sql, variantId), { "Shop floor": "10/0" });
  await assertLedgerAddsUp(sql, shop.storeId);
});

Deno.test("goods that go to and fro at once do not block each other", async () => {
  await keeper.transfer({
    variant_id: variantId,
    from_location_id: mainId,
    to_location_id: floorId,
    quantity: 5,
  });
  const go = (from: string, to: string) =>
    keeper.transfer({
      variant_id: variantId,
      from_location_id: from,
      to_location_id: to,
      quantity: 1,
    });

  const all = await Promise.all(
    Array.from({ length: 40 }, (_, i) => i % 2 ? go(mainId, floorId) : go(floorId, mainId)),
  );

  assert.ok(all.every(({ ok, code }) => ok || code === "not_enough_stock"));
  await assertLedgerAddsUp(sql, shop.storeId);
});

Deno.test("input that no page would send is refused, and writes nothing", async () => {
  const other = await makeShop(sql, { merchant: CAST.rival });
  const change = { variant_id: variantId, location_id: mainId, reason: "received", delta: 1 };
  const transfer = {
    variant_id: variantId,
    from_location_id: mainId,
    to_location_id: floorId,
    quantity: 1,
  };
  const before = await sql`select count(*) from inventory_movements`;
  for (
    const bad of [
      { delta: 0 },
      { delta: -1 },
      { delta: 1_000_001 },
      { delta: null },
      { delta: 1e12 },
      { reason: "damaged" },
      { reason: "stolen" },
      { reason: null },
      { note: "x".repeat(201) },
      { variant_id: other.variantIds[0]! },
      { variant_id: null },
      { location_id: await defaultLocation(sql, other.storeId) },
      { location_id: "x" },
    ]
  ) {
    await assert.rejects(keeper.adjust({ ...change, ...bad }), isRefusal, JSON.stringify(bad));
  }
  for (
    const bad of [
      { quantity: 0 },
      { quantity: -1 },
      { quantity: null },
      { to_location_id: mainId },
      { to_location_id: null },
      { to_location_id: crypto.randomUUID() },
      { variant_id: other.variantIds[0]! },
      { note: "x".repeat(201) },
    ]
  ) {
    await assert.rejects(keeper.transfer({ ...transfer, ...bad }), isRefusal, JSON.stringify(bad));
  }
  await assert.rejects(keeper.adjust(change, "short"), isRefusal);
  assert.deepEqual(await sql`select count(*) from inventory_movements`, before);
});

Deno.test("without products.manage there, stock and stores of others are not there", async () => {
  const rival = keepStock(sql, shop.storeId, CAST.rival);
  const clerk = crypto.randomUUID();
  await sql`insert into auth.users (id, email) values (${clerk}, ${clerk + "@afrify.test"})`;
  await sql`insert into memberships (tenant_id, user_id, role)
    values (${shop.tenantId}, ${clerk}, 'staff')`;
  const change = { variant_id: variantId, location_id: mainId, reason: "received", delta: 1 };

  for (const who of [rival, keepStock(sql, shop.storeId, clerk)]) {
    const acts = [
      () => who.adjust(change),
      () =>
        who.transfer({
          variant_id: variantId,
          from_location_id: mainId,
          to_location_id: floorId,
          quantity: 1,
        }),
      () => who.saveLocation({ name: "Mine" }),
      () => who.openCount(mainId),
      () => who.count(crypto.randomUUID(), { [variantId]: 1 }),
      () => who.apply(crypto.randomUUID()),
      () => who.cancel(crypto.randomUUID()),
    ];
    for (const act of acts) {
      await assert.rejects(act, { code: "AF404", message: "Store not found" });
    }
  }
});

function isRefusal({ code }: postgres.PostgresError): boolean {
  return ["AF404", "AF422", "22P02", "22003"].includes(code);
}
