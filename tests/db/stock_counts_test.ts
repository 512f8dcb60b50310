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
let mainId: string;
let keeper: StockKeeper;
let countId: string;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { max: 12, onnotice: () => {} });
});

Deno.test.beforeEach(async () => {
  shop = await makeShop(sql, { stock: [10, 20, 30] });
  keeper = keepStock(sql, shop.storeId, CAST.merchant);
  mainId = await defaultLocation(sql, shop.storeId);
  countId = (await keeper.openCount(mainId)).id!;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await database.stop();
});

async function sell(variantId: string, quantity: number): Promise<void> {
  const lines = [{ variant_id: variantId, quantity }];
  const { order_id } = await placeOrder(sql, shop.slug, orderInput(variantId, { lines }));
  await sql`select private.sell_reserved_stock(${order_id})`;
}

const stocks = () => Promise.all(shop.variantIds.map((id) => stockOf(sql, id)));

async function hire(): Promise<StockKeeper & { email: string }> {
  const id = crypto.randomUUID();
  const email = `amina-${id.slice(0, 4)}@afrify.test`;
  await sql`insert into auth.users (id, email) values (${id}, ${email})`;
  await sql`insert into memberships (tenant_id, user_id, role, permissions)
    values (${shop.tenantId}, ${id}, 'staff', '{products.manage}')`;
  return { ...keepStock(sql, shop.storeId, id), email };
}

Deno.test("what sells between counting and applying stays sold", async () => {
  const [a, b, c] = shop.variantIds as [string, string, string];
  await sell(a, 1);
  await keeper.count(countId, { [a]: 6, [b]: 20, [c]: 33 });
  await sell(a, 2);
  await sell(b, 5);

  assert.equal((await keeper.apply(countId)).ok, true);

  assert.deepEqual(await stocks(), [{ Main: "4/0" }, { Main: "15/0" }, { Main: "33/0" }]);
});

Deno.test("a difference is booked under the name of who counted, none where there is none", async () => {
  const [a, b] = shop.variantIds as [string, string];
  const amina = await hire();
  await amina.count(countId, { [a]: 7, [b]: 20 });
  await keeper.apply(countId);

  const rows = await sql`
    select variant_id, kind, reason, on_hand_delta, actor_name from inventory_movements
    where store_id = ${shop.storeId} and reason = 'counted'`;
  assert.deepEqual(rows.map((row) => ({ ...row })), [{
    variant_id: a,
    kind: "adjusted",
    reason: "counted",
    on_hand_delta: -3,
    actor_name: amina.email,
  }]);
  const [count] = await sql`select state, closed_by_name from stock_counts where id = ${countId}`;
  assert.deepEqual({ ...count }, {
    state: "applied",
    closed_by_name: `${CAST.merchant}@afrify.test`,
  });
});

Deno.test("whoever starts a stock take of the same place joins it, also at the same moment", async () => {
  const all = await Promise.all(Array.from({ length: 6 }, () => keeper.openCount(mainId)));
  assert.deepEqual([...new Set(all.map(({ id }) => id))], [countId]);
});

Deno.test("several phones that count at once lose nothing, and the later count of a variant holds", async () => {
  const [a, b, c] = shop.variantIds as [string, string, string];
  const phones = await Promise.all([hire(), hire(), hire()]);

  await Promise.all([
    ...phones.map((phone, i) => phone.count(countId, { [shop.variantIds[i]!]: 5 })),
    phones[0]!.count(countId, { [c]: 5, [b]: 5 }),
    phones[1]!.count(countId, { [b]: 5, [c]: 5 }),
  ]);
  await phones[2]!.count(countId, { [a]: 9 });

  const lines = await sql`
    select variant_id, counted, counted_by_name from stock_count_lines where count_id = ${countId}`;
  assert.deepEqual(
    Object.fromEntries(lines.map(({ variant_id, counted }) => [variant_id, counted])),
    { [a]: 9, [b]: 5, [c]: 5 },
  );
  assert.equal(
    lines.find(({ variant_id }) => variant_id === a)!.counted_by_name,
    phones[2]!.email,
  );
});

Deno.test("a sheet that arrives twice counts at its first moment, and undoes no later count", async () => {
  const [a] = shop.variantIds as [string];
  await keeper.count(countId, { [a]: 10 }, "sheet-one");
  await sell(a, 3);
  await keeper.count(countId, { [a]: 10 }, "sheet-one");
  await keeper.apply(countId);
  assert.deepEqual((await stocks())[0], { Main: "7/0" });

  const { id } = await keeper.openCount(mainId);
  await keeper.count(id!, { [a]: 5 }, "sheet-two");
  await keeper.count(id!, { [a]: 6 }, "sheet-three");
  await keeper.count(id!, { [a]: 5 }, "sheet-two");
  await keeper.apply(id!);
  assert.deepEqual((await stocks())[0], { Main: "6/0" });
});

Deno.test("applied by eight people at once, it is booked once; after that it is over", async () => {
  const [a] = shop.variantIds as [string];
  await keeper.count(countId, { [a]: 4 });

  const all = await Promise.all(Array.from({ length: 8 }, () => keeper.apply(countId)));

  assert.ok(all.every(({ ok }) => ok));
  assert.deepEqual((await stocks())[0], { Main: "4/0" });
  assert.equal((await keeper.count(countId, { [a]: 1 })).code, "count_over");
  assert.equal((await keeper.cancel(countId)).code, "count_over");
});

Deno.test("a cancelled one changes nothing, and cannot be applied", async () => {
  const [a] = shop.variantIds as [string];
  await keeper.count(countId, { [a]: 4 });
  assert.equal((await keeper.cancel(countId)).ok, true);
  assert.equal((await keeper.cancel(countId)).ok, true);
  assert.equal((await keeper.apply(countId)).code, "count_over");
  assert.deepEqual((await stocks())[0], { Main: "10/0" });
});

Deno.test("goods that orders hold are not counted away: it says which, and books none", async () => {
  const [a, b] = shop.variantIds as [string, string];
  const lines = [{ variant_id: a, quantity: 8 }];
  await placeOrder(sql, shop.slug, orderInput(a, { lines }));
  await keeper.count(countId, { [a]: 7, [b]: 19 });

  assert.deepEqual(await keeper.apply(countId), {
    ok: false,
    code: "not_enough_stock",
    lines: [{ variant_id: a, reserved: 8 }],
  });
  assert.deepEqual((await stocks())[1], { Main: "20/0" });

  await keeper.count(countId, { [a]: null });
  assert.equal((await keeper.apply(countId)).ok, true);
  assert.deepEqual((await stocks()).slice(0, 2), [{ Main: "10/8" }, { Main: "19/0" }]);
});

Deno.test("goods found where there were none have a level from then on", async () => {
  const [a] = shop.variantIds as [string];
  const { id: depot } = await keeper.saveLocation({ name: "Depot" });
  const { id } = await keeper.openCount(depot!);
  await keeper.count(id!, { [a]: 3 });
  await keeper.apply(id!);
  assert.deepEqual((await stocks())[0], { Main: "10/0", Depot: "3/0" });
  await assertLedgerAddsUp(sql, shop.storeId);
});

Deno.test("counts that no page would send are refused", async () => {
  const [a] = shop.variantIds as [string];
  const other = await makeShop(sql, { merchant: CAST.rival });
  const [foreign] = other.variantIds as [string];
  for (const counted of [-1, 1_000_001, 1.5, 1e12]) {
    await assert.rejects(
      keeper.count(countId, { [a]: counted }),
      ({ code }) => ["AF422", "22P02"].includes(code),
      String(counted),
    );
  }
  await assert.rejects(keeper.count(countId, {}), { code: "AF422" });
  await assert.rejects(keeper.count(countId, { [foreign]: 1 }), { code: "AF404" });
  await assert.rejects(keeper.count(crypto.randomUUID(), { [a]: 1 }), { code: "AF404" });
  assert.equal((await sql`select from stock_count_lines where count_id = ${countId}`).length, 0);
});
