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

const place = () => placeOrder(sql, shop.slug, orderInput(variantId));

const transfer = (quantity: number) =>
  keeper.transfer({
    variant_id: variantId,
    from_location_id: mainId,
    to_location_id: floorId,
    quantity,
  });

async function hintOf(): Promise<number> {
  const [row] = await sql`select stock_hint from variants where id = ${variantId}`;
  return row!.stock_hint;
}

Deno.test("a form sent twice opens one location, whose id is not the form's", async () => {
  const id = crypto.randomUUID();
  const both = await Promise.all([1, 2].map(() => keeper.saveLocation({ name: "Depot" }, id)));
  assert.deepEqual(both[0], both[1]);
  assert.notEqual(both[0]!.id, id);
});

Deno.test("open locations of a shop have names of their own", async () => {
  assert.equal((await keeper.saveLocation({ name: "shop FLOOR" })).code, "name_taken");
  assert.equal((await keeper.saveLocation({ name: "main" }, floorId)).code, "name_taken");
  for (const name of ["", "  ", "x".repeat(81), undefined]) {
    await assert.rejects(keeper.saveLocation({ name }), { code: "AF422" });
  }
});

Deno.test("neither the default location nor one with stock or a stock take closes", async () => {
  await transfer(2);
  assert.equal((await keeper.saveLocation({ is_closed: true }, mainId)).code, "location_default");
  assert.equal(
    (await keeper.saveLocation({ name: "Other", is_closed: true }, floorId)).code,
    "location_not_empty",
  );
  await keeper.adjust({
    variant_id: variantId,
    location_id: floorId,
    reason: "lost",
    delta: -2,
  });
  const { id: countId } = await keeper.openCount(floorId);
  assert.equal((await keeper.saveLocation({ is_closed: true }, floorId)).code, "location_counting");
  await keeper.cancel(countId!);

  assert.equal((await keeper.saveLocation({ is_closed: true }, floorId)).ok, true);

  const [row] = await sql`select name from locations where id = ${floorId}`;
  assert.equal(row!.name, "Shop floor", "a refusal wrote nothing");
  assert.equal((await transfer(1)).code, "location_closed");
  assert.equal((await keeper.openCount(floorId)).code, "location_closed");
  assert.equal((await keeper.saveLocation({ is_default: true }, floorId)).code, "location_closed");
  assert.equal((await keeper.saveLocation({ is_closed: false }, floorId)).ok, true);
  assert.equal((await transfer(1)).ok, true);
});

Deno.test("the website sells from the new default location, and gives back where it took", async () => {
  const early = await place();
  assert.equal(await hintOf(), 5);
  await transfer(1);

  assert.equal((await keeper.saveLocation({ is_default: true }, floorId)).ok, true);

  assert.equal(await hintOf(), 1);
  const late = await place();
  assert.equal(late.ok, true);
  assert.equal((await place()).code, "lines_unavailable");
  assert.deepEqual(await stockOf(sql, variantId), { Main: "9/1", "Shop floor": "1/1" });
  await sql`select private.sell_reserved_stock(${late.order_id})`;
  await sql`select private.release_reserved_stock(${early.order_id})`;
  assert.deepEqual(await stockOf(sql, variantId), { Main: "9/0" });
  assert.equal(await hintOf(), 0);
});

Deno.test("variants without stock there have a row to sell from, new ones too", async () => {
  await keeper.saveLocation({ is_default: true }, floorId);
  const [made] = await sql`
    insert into variants (store_id, product_id, price_minor)
    values (${shop.storeId}, ${shop.productId}, 100) returning id`;
  const rows = await sql`
    select variant_id, low_stock_level from inventory_levels where location_id = ${floorId}`;
  assert.deepEqual(
    rows.map((row) => [row.variant_id, row.low_stock_level]).sort(),
    [[variantId, 3], [made!.id, 3]].sort(),
  );
  assert.equal((await place()).code, "lines_unavailable");
});

Deno.test("buyers and a merchant who switches to and fro sell nothing twice", async () => {
  await transfer(5);
  const buying = Array.from({ length: 60 }, place);
  const switching = (async () => {
    for (let i = 0; i < 6; i++) {
      const id = i % 2 ? mainId : floorId;
      assert.equal((await keeper.saveLocation({ is_default: true }, id)).ok, true);
    }
  })();

  const [orders] = await Promise.all([Promise.all(buying), switching]);

  const refused = orders.filter(({ ok }) => !ok);
  assert.ok(refused.every(({ code }) => code === "lines_unavailable"));
  assert.ok(orders.length - refused.length <= 10);
  const levels = await sql`
    select sum(reserved)::int as reserved from inventory_levels where variant_id = ${variantId}`;
  assert.equal(levels[0]!.reserved, orders.length - refused.length);
  const [reserved] = await sql`
    select count(*) filter (where kind = 'reserved')::int as moves from inventory_movements
    where variant_id = ${variantId}`;
  assert.equal(reserved!.moves, orders.length - refused.length);
  await assertLedgerAddsUp(sql, shop.storeId);
});

Deno.test("closing a location while goods come in closes it empty or not at all", async () => {
  for (let i = 0; i < 10; i++) {
    const { id } = await keeper.saveLocation({ name: `Depot ${i}` });
    const [closed, moved] = await Promise.all([
      keeper.saveLocation({ is_closed: true }, id!),
      keeper.adjust({ variant_id: variantId, location_id: id, reason: "received", delta: 1 }),
    ]);
    assert.notEqual(closed.ok, moved.ok);
  }
});

Deno.test("what lies elsewhere is not for the website: neither hint nor stock", async () => {
  await transfer(10);
  assert.equal(await hintOf(), 0);
  assert.equal((await place()).code, "lines_unavailable");
});
