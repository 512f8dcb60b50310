import assert from "node:assert/strict";
import postgres from "postgres";
import { v7 as newId } from "uuid";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop, type Shop } from "@/tests/fixtures/shop.ts";

let database: TestDatabase;
/** As the owner. */
let sql: postgres.Sql;
let shop: Shop;
let rival: Shop;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { max: 8, onnotice: () => {} });
  shop = await makeShop(sql, { slug: "demo", merchant: CAST.merchant });
  rival = await makeShop(sql, { slug: "rival", merchant: CAST.rival });
});

Deno.test.afterAll(async () => {
  await sql.end();
  await database.stop();
});

interface Form {
  storeId: string;
  productId: string;
  variantId?: string;
  title?: string;
  user?: string;
}

/** Saves a product with one variant, of which five were counted in. Answers the product's id. */
async function save({ user = CAST.merchant, title = "Mat", ...form }: Form): Promise<string> {
  const variants = form.variantId
    ? [{
      id: form.variantId,
      price_minor: 100,
      cost_minor: 60,
      position: 0,
      stock_delta: 5,
      stock_counted: 0,
    }]
    : [];
  const input = { slug: `mat-${form.productId}`, title, status: "draft", variants };
  return await sql.begin(async (sql) => {
    const claims = JSON.stringify({ sub: user });
    await sql`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true)`;
    const [row] = await sql`select public.save_product(${form.storeId}, ${form.productId}, ${
      sql.json(input as never)
    }) as id`;
    return row!.id;
  });
}

const stockOf = async (productId: string) =>
  (await sql`select l.on_hand from inventory_levels as l join variants as v on v.id = l.variant_id
    where v.product_id = ${productId}`).map(({ on_hand }) => on_hand);

Deno.test("a form sent twice, or eight times at once, makes one product with one stock", async () => {
  const form = { storeId: shop.storeId, productId: newId(), variantId: newId() };

  const ids = await Promise.all(Array.from({ length: 8 }, () => save(form)));

  assert.equal(new Set(ids).size, 1);
  assert.deepEqual(await stockOf(ids[0]!), [5]);
  const [cost] = await sql`select c.cost_minor::int from variant_costs as c
    join variants as v on v.id = c.variant_id where v.product_id = ${ids[0]!}`;
  assert.equal(cost!.cost_minor, 60);
});

Deno.test("a new product's id is not the form's, and grows with time as the form's does", async () => {
  const early = newId({ msecs: Date.now() - 60_000 });
  const [older, newer] = [
    await save({ storeId: shop.storeId, productId: early }),
    await save({ storeId: shop.storeId, productId: newId() }),
  ];
  assert.notEqual(older, early);
  assert.match(older, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(older.slice(0, 13), early.slice(0, 13));
  assert.ok(older < newer);
});

Deno.test("a product's own id changes it", async () => {
  const id = await save({ storeId: shop.storeId, productId: newId() });
  assert.equal(await save({ storeId: shop.storeId, productId: id, title: "Rug" }), id);
  const rows = await sql`select title from products where id = ${id}`;
  assert.deepEqual(rows.map(({ title }) => title), ["Rug"]);
});

Deno.test("ids of another shop are ids of nobody: what comes of them is a product of one's own", async () => {
  const [variantId] = shop.variantIds;
  const before = await sql`select p, v from products as p join variants as v on v.product_id = p.id
    where p.store_id = ${shop.storeId} order by v.id`;
  const foreign = {
    storeId: rival.storeId,
    productId: shop.productId,
    variantId,
    user: CAST.rival,
  };

  const id = await save(foreign);

  assert.notEqual(id, shop.productId);
  assert.equal(await save(foreign), id);
  const [made] = await sql`select store_id from products where id = ${id}`;
  assert.equal(made!.store_id, rival.storeId);
  assert.deepEqual(await stockOf(id), [5]);
  const after = await sql`select p, v from products as p join variants as v on v.product_id = p.id
    where p.store_id = ${shop.storeId} order by v.id`;
  assert.deepEqual(after, before);
});

Deno.test("a variant of another product of the shop stays that one's", async () => {
  const [variantId] = shop.variantIds;
  const id = await save({ storeId: shop.storeId, productId: newId(), variantId });
  const [theirs] =
    await sql`select product_id, price_minor::int from variants where id = ${variantId!}`;
  assert.deepEqual({ ...theirs }, { product_id: shop.productId, price_minor: 245_000 });
  assert.deepEqual(await stockOf(id), [5]);
});

Deno.test("without products.manage there, a store of others and one of nobody answer alike", async () => {
  const before = await sql`select count(*) from products`;
  const messages = new Set<string>();
  for (const storeId of [rival.storeId, crypto.randomUUID()]) {
    await assert.rejects(
      save({ storeId, productId: newId() }),
      (error: postgres.PostgresError) => !!messages.add(`${error.code} ${error.message}`),
    );
  }
  assert.deepEqual([...messages], ["42501 Products of this store are not yours to change"]);
  assert.deepEqual(await sql`select count(*) from products`, before);
});
