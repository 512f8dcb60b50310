import assert from "node:assert/strict";
import postgres from "postgres";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop, type Shop } from "@/tests/fixtures/shop.ts";
import { as } from "./tenancy/cast.ts";

let database: TestDatabase;
let sql: postgres.Sql;
let shop: Shop;
let rival: Shop;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
  shop = await makeShop(sql, { slug: "demo", merchant: CAST.merchant });
  rival = await makeShop(sql, { slug: "rival", merchant: CAST.rival });
  await sql`insert into public.product_images (store_id, product_id, path, width, height)
    values (${shop.storeId}, ${shop.productId}, ${shop.storeId + "/picture"}, 10, 10)`;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await database.stop();
});

function seenByVisitors() {
  return as(sql, "visitor", async (sql) => {
    const [row] = await sql`select
      (select count(*)::int from variants as v where v.store_id = ${shop.storeId}) as variants,
      (select count(*)::int from product_images as i where i.store_id = ${shop.storeId}) as pictures`;
    return { ...row };
  });
}

Deno.test("visitors see variants and pictures exactly while their product is published", async () => {
  const shown = { variants: shop.variantIds.length, pictures: 1 };
  for (const status of ["published", "draft", "published", "archived", "published"]) {
    await sql`update products set status = ${status}::product_status where id = ${shop.productId}`;
    const expected = status === "published" ? shown : { variants: 0, pictures: 0 };
    assert.deepEqual(await seenByVisitors(), expected, status);
  }
});

Deno.test("what is added to a product takes its status, and nobody writes another", async () => {
  const addTo = (product: string) =>
    as(sql, "merchant", async (sql) => {
      const [variant] = await sql`insert into variants (store_id, product_id, price_minor)
        values (${shop.storeId}, ${product}, 100) returning product_status`;
      return variant!.product_status;
    });
  await sql`update products set status = 'draft' where id = ${shop.productId}`;
  assert.equal(await addTo(shop.productId), "draft");
  await sql`update products set status = 'published' where id = ${shop.productId}`;
  assert.equal(await addTo(shop.productId), "published");

  await assert.rejects(
    as(sql, "merchant", (sql) => sql`update variants set product_status = 'draft'`),
    { code: "42501" },
  );
  // Not even whoever owns the table.
  await assert.rejects(
    sql`update variants set product_status = 'archived' where store_id = ${shop.storeId}`,
    { code: "23503" },
  );
});

Deno.test("a product of another shop is as missing as one that nobody has", async () => {
  for (const product of [rival.productId, crypto.randomUUID()]) {
    await assert.rejects(
      as(sql, "merchant", (sql) =>
        sql`insert into variants (store_id, product_id, price_minor)
          values (${shop.storeId}, ${product}, 100)`),
      { code: "23503" },
    );
  }
});
