import assert from "node:assert/strict";
import postgres from "postgres";
import { withSuperuser } from "@/supabase/local/postgres.ts";
import { as } from "@/tests/db/tenancy/cast.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop, type Shop } from "@/tests/fixtures/shop.ts";
import { search, shelve } from "./shelf.ts";

let database: TestDatabase;
let sql: postgres.Sql;
let shop: Shop;
let rival: Shop;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
  shop = await makeShop(sql, { slug: "demo", merchant: CAST.merchant });
  rival = await makeShop(sql, { slug: "rival", merchant: CAST.rival });
});

Deno.test.afterAll(async () => {
  await sql.end();
  await database.stop();
});

const visitorFinds = (query: string, storeId = shop.storeId) =>
  as(sql, "visitor", async (sql) => (await search(sql, storeId, { query })).ids);

const merchantFinds = (query: string, status: string | null = null) =>
  as(sql, "merchant", async (sql) => {
    const rows = await sql<{ id: string }[]>`
      select id from find_products(${shop.storeId}, ${query}, ${status}, null, 10) as f (id)`;
    return rows.map(({ id }) => id);
  });

Deno.test("what a merchant writes is found within the same transaction, and what went is not", async () => {
  await as(sql, "merchant", async (sql) => {
    const id = await shelve(sql, shop.storeId, {
      title: "Quilted zebu",
      sku: "QZ-1",
      tags: ["hide"],
    });
    const finds = async (query: string) =>
      (await search(sql, shop.storeId, { query })).ids.includes(id);

    for (const query of ["zebu", "hide", "QZ-1"]) assert.ok(await finds(query), query);
    await sql`update products set title = 'Ostrich', tags = '{plume}', description = 'Feathers'
      where id = ${id}`;
    await sql`update variants set sku = 'OS-1' where product_id = ${id}`;
    for (const query of ["ostrich", "plume", "feather", "OS-1"]) {
      assert.ok(await finds(query), query);
    }
    for (const query of ["zebu", "hide", "QZ-1"]) assert.ok(!await finds(query), query);
  });
});

Deno.test("a category's new name finds its goods at once, and so does one above it", async () => {
  const [above] = await sql`insert into categories (store_id, slug, name)
    values (${shop.storeId}, 'above', 'Furniture') returning id`;
  const [below] = await sql`insert into categories (store_id, slug, name, parent_id)
    values (${shop.storeId}, 'below', 'Seats', ${above!.id}) returning id`;
  const id = await shelve(sql, shop.storeId, { title: "Stool", categoryId: below!.id });

  assert.deepEqual(await visitorFinds("furniture"), [id]);
  await sql`update categories set name = 'Perches' where id = ${below!.id}`;
  assert.deepEqual(await visitorFinds("perch"), [id]);
  assert.deepEqual(await visitorFinds("perchs"), [id]);
  assert.deepEqual(await visitorFinds("seats"), []);
});

Deno.test("visitors find a product exactly while it is published and has something to sell", async () => {
  const id = await shelve(sql, shop.storeId, { title: "Xylophone", status: "draft" });
  for (const status of ["draft", "published", "archived", "published"]) {
    await sql`update products set status = ${status}::product_status where id = ${id}`;
    assert.deepEqual(await visitorFinds("xylophone"), status === "published" ? [id] : [], status);
  }
  await sql`update variants set archived_at = now() where product_id = ${id}`;
  assert.deepEqual(await visitorFinds("xylophone"), []);
});

Deno.test("no word of a draft is known to visitors, not even as the word they may have meant", async () => {
  await shelve(sql, shop.storeId, { title: "Marimba", status: "draft" });
  await as(sql, "visitor", async (sql) => {
    const { ids, meant } = await search(sql, shop.storeId, { query: "marimbaa" });
    assert.deepEqual([ids, meant], [[], []]);
  });
  assert.equal((await merchantFinds("marimbaa")).length, 1);
});

Deno.test("a suspended shop, and one that is not there, find nothing for anybody", async () => {
  await sql`update stores set status = 'suspended' where id = ${rival.storeId}`;
  for (const storeId of [rival.storeId, crypto.randomUUID()]) {
    await as(sql, "visitor", async (sql) => {
      assert.equal(await search(sql, storeId, { query: "sisal" }), undefined);
    });
  }
  await sql`update stores set status = 'active' where id = ${rival.storeId}`;
  assert.deepEqual(await visitorFinds("sisal", rival.storeId), [rival.productId]);
});

Deno.test("the dashboard finds drafts, and by a whole SKU or barcode that product alone", async () => {
  const storeId = shop.storeId;
  const draft = await shelve(sql, storeId, {
    title: "Kora",
    status: "draft",
    barcode: "6161234567890",
  });
  const other = await shelve(sql, storeId, { title: "Kora 6161234567890 strings", sku: "KO-77" });

  assert.deepEqual((await merchantFinds("kora")).toSorted(), [draft, other].toSorted());
  assert.deepEqual(await merchantFinds("kora", "draft"), [draft]);
  assert.deepEqual(await merchantFinds("6161234567890"), [draft]);
  assert.deepEqual(await merchantFinds("ko 77"), [other]);
  await as(sql, "rival", async (sql) => {
    const rows = await sql`select find_products(${storeId}, 'kora', null, null, 10)`;
    assert.equal(rows.length, 0);
  });
});

Deno.test("what is sold out says so at once, whichever sale was the last", async () => {
  const id = await shelve(sql, shop.storeId, { title: "Djembe", isInStock: false });
  const [variant] = await sql`select id from variants where product_id = ${id}`;
  const available = async () => {
    const { facets } = await search(sql, shop.storeId, { query: "djembe" });
    return facets.available;
  };

  assert.equal(await available(), 0);
  await sql`select private.move_stock(${variant!.id}, 'received', 1, 0)`;
  assert.equal(await available(), 1);
  await sql`select private.move_stock(${variant!.id}, 'reserved', 0, 1)`;
  assert.equal(await available(), 0);
});

Deno.test("the extensions that searches use are made by the login that migrates", async () => {
  const bare = await startDatabase({ migrations: [] });
  const login = postgres(bare.url, { max: 1, onnotice: () => {} });
  try {
    await withSuperuser(bare.superuserUrl, (sql) => sql`drop extension pg_trgm, unaccent`);
    for (const name of ["pg_trgm", "unaccent", "fuzzystrmatch"]) {
      await login`create extension ${login(name)} with schema extensions`;
    }
    const [row] = await login`select extensions.unaccent('thé') as folded`;
    assert.equal(row!.folded, "the");
  } finally {
    await login.end();
    await bare.stop();
  }
});
