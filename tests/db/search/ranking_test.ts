import assert from "node:assert/strict";
import postgres from "postgres";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { makeShop } from "@/tests/fixtures/shop.ts";
import { search, shelve } from "./shelf.ts";

let database: TestDatabase;
let sql: postgres.Sql;
let storeId: string;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
  storeId = (await makeShop(sql)).storeId;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await database.stop();
});

const find = (input: Record<string, unknown>) => search(sql, storeId, input);

Deno.test("a word counts most in the title, then as a tag, a SKU, a category and in the description", async () => {
  const [category] = await sql`insert into categories (store_id, slug, name)
    values (${storeId}, 'quagga', 'Quagga') returning id`;
  // Worst first, so that being new does not help.
  const description = await shelve(sql, storeId, { description: "Not a quagga at all" });
  const inCategory = await shelve(sql, storeId, { categoryId: category!.id });
  const sku = await shelve(sql, storeId, { sku: "QUAGGA-1" });
  const tag = await shelve(sql, storeId, { tags: ["quagga"] });
  const title = await shelve(sql, storeId, { title: "Striped quagga" });
  await sql`update products set published_at = now() - n * interval '1 minute'
    from unnest(${[description, inCategory, sku, tag, title]}::uuid[]) with ordinality as o (one, n)
    where id = o.one`;

  const { ids, total } = await find({ query: "quagga" });

  assert.deepEqual(ids, [title, tag, sku, inCategory, description]);
  assert.equal(total, 5);
});

Deno.test("what has all the words goes before what has some, which counts only when nothing has all", async () => {
  const both = await shelve(sql, storeId, { title: "Okapi plush" });
  const one = await shelve(sql, storeId, { title: "Okapi print" });

  assert.deepEqual((await find({ query: "okapi plush" })).ids, [both]);
  await sql`update products set title = 'Plush toy' where id = ${both}`;
  assert.deepEqual((await find({ query: "okapi plush print" })).ids, [one, both]);
});

Deno.test("a misspelt word is said as it was meant, a right one is left alone", async () => {
  const id = await shelve(sql, storeId, { title: "Gnu carving" });

  assert.equal((await find({ query: "carving" })).meant, null);
  const { ids, meant } = await find({ query: "carvnig" });
  assert.deepEqual([ids, meant], [[id], ["carving"]]);
  assert.deepEqual((await find({ query: "%%%" })).ids, []);
});

Deno.test("pages follow each other without gaps or repeats, in each order", async () => {
  const goods = new Map<string, number>();
  for (let i = 0; i < 13; i++) {
    const priceMinor = 100 * (i % 4);
    goods.set(
      await shelve(sql, storeId, { title: "Impala horn", slug: `impala-${i}`, priceMinor }),
      priceMinor,
    );
  }
  await sql`update products set published_at = date_trunc('day', published_at)
    where store_id = ${storeId} and slug like 'impala-%'`;

  for (const sort of ["relevance", "newest", "price_up", "price_down"]) {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { ids } = await find({ query: "impala", sort, max_rows: 5, ...(after && { after }) });
      seen.push(...ids.slice(0, 5));
      after = ids.length > 5 ? await slugOf(ids[4]!) : undefined;
    } while (after);

    assert.deepEqual(seen.toSorted(), [...goods.keys()].toSorted(), sort);
    const prices = seen.map((id) => goods.get(id)!);
    if (sort === "price_up") assert.deepEqual(prices, prices.toSorted((a, b) => a - b));
    if (sort === "price_down") assert.deepEqual(prices, prices.toSorted((a, b) => b - a));
  }
});

async function slugOf(id: string): Promise<string> {
  const [product] = await sql`select slug from products where id = ${id}`;
  return product!.slug;
}
