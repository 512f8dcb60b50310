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
  /** What else the form holds. */
  more?: Record<string, unknown>;
}

/** Saves a product with one variant, of which five were counted in. Answers the product's id. */
async function save(
  { user = CAST.merchant, title = "Mat", more = {}, ...form }: Form,
): Promise<string> {
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
  const input = { slug: `mat-${form.productId}`, title, status: "draft", variants, ...more };
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

const fingerprintOf = async (productId: string) =>
  (await sql`select public.product_fingerprint(${shop.storeId}, ${productId}) as one`)[0]!
    .one as string;

Deno.test("the later of two who edit a product is told, and changes nothing", async () => {
  const { storeId } = shop;
  const id = await save({ storeId, productId: newId() });
  const more = { shown: await fingerprintOf(id) };

  await save({ storeId, productId: id, title: "Hers", more });

  await assert.rejects(
    save({ storeId, productId: id, title: "His", more }),
    (error: postgres.PostgresError) =>
      error.code === "AF409" && error.constraint_name === "products_as_shown",
  );
  assert.equal((await sql`select title from products where id = ${id}`)[0]!.title, "Hers");
  assert.equal(await save({ storeId, productId: id, title: "Hers", more }), id, "hers once more");
  const seen = { shown: await fingerprintOf(id) };
  await save({ storeId, productId: id, title: "His", more: seen });
  assert.equal((await sql`select title from products where id = ${id}`)[0]!.title, "His");
});

Deno.test("of two saves at the same moment one is told", async () => {
  const { storeId } = shop;
  const id = await save({ storeId, productId: newId() });
  const more = { shown: await fingerprintOf(id) };

  const answers = await Promise.allSettled(
    ["One", "Two", "Three"].map((title) => save({ storeId, productId: id, title, more })),
  );

  assert.equal(answers.filter(({ status }) => status === "fulfilled").length, 1);
});

Deno.test("what a form shows is in its fingerprint, and stock that sells is not", async () => {
  const { storeId } = shop;
  const id = await save({ storeId, productId: newId(), variantId: newId() });
  const [variant] = await sql`select id from variants where product_id = ${id}`;
  const seen = new Set([await fingerprintOf(id)]);
  await sql`select private.move_stock(${variant!.id}, 'sold', -1, 0)`;
  seen.add(await fingerprintOf(id));
  assert.equal(seen.size, 1);

  const changes = [
    sql`update products set tags = '{gift}' where id = ${id}`,
    sql`update variants set price_minor = 101 where product_id = ${id}`,
    sql`update variant_costs set cost_minor = 61 where variant_id = ${variant!.id}`,
    sql`update variants set archived_at = now() where product_id = ${id}`,
    sql`insert into product_images (store_id, product_id, path, width, height)
      values (${storeId}, ${id}, ${`${storeId}/x`}, 1, 1)`,
    sql`update product_images set alt = 'A mat' where product_id = ${id}`,
  ];
  for (const [i, change] of changes.entries()) {
    await change;
    seen.add(await fingerprintOf(id));
    assert.equal(seen.size, i + 2, String(i));
  }
});

Deno.test("a scheduled product is published when its moment has come, not before", async () => {
  const { storeId } = shop;
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  const id = await save({
    storeId,
    productId: newId(),
    more: { status: "scheduled", publish_at: soon },
  });
  const publish = async () =>
    (await sql`select private.publish_product(${id}) as done`)[0]!.done as boolean;
  const [job] = await sql`
    select run_at from graphile_worker._private_jobs where key = ${`publish_product:${id}`}`;
  assert.equal(job!.run_at.toISOString(), soon);
  assert.equal(await publish(), false);

  await sql`update products set publish_at = now() - interval '1 second' where id = ${id}`;

  assert.deepEqual([await publish(), await publish()], [true, false]);
  const [row] = await sql`select status, publish_at from products where id = ${id}`;
  assert.deepEqual({ ...row }, { status: "published", publish_at: null });
});
