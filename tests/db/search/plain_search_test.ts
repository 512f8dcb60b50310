import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import type { TestDatabase } from "@/tests/fixtures/database.ts";
import { startFilledDatabase } from "@/tests/fixtures/database.ts";
import { fillShelves } from "@/tests/fixtures/many_goods.ts";
import { makePlainSearch } from "./plain_search.ts";
import { search } from "./shelf.ts";

/** More than are looked up one by one. */
const GOODS = 600;

let database: TestDatabase;
let sql: postgres.Sql;
let storeId: string;

Deno.test.beforeAll(async () => {
  database = await startFilledDatabase("plain", async (database) => {
    await fillShelves(database, { slug: "large", products: GOODS });
  });
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
  const [store] = await sql`select id from stores where slug = 'large'`;
  storeId = store!.id;
  await makePlainSearch(sql);
});

Deno.test.afterAll(async () => {
  await sql.end();
  await database.stop();
});

const anyInput = fc.record({
  query: fc.constantFrom(
    "",
    "",
    "size",
    "made",
    "basket",
    "woven basket lamu",
    "lantren",
    "zzzz",
    "mug zzzz",
  ),
  sort: fc.constantFrom("relevance", "newest", "price_up", "price_down"),
  category: fc.constantFrom("", "", "shelf-3", "nowhere"),
  price_from: fc.constantFrom(0, 0, 100_000),
  price_below: fc.constantFrom(100_000_000, 300_000),
  is_available: fc.boolean(),
  tags: fc.subarray(["gift", "new", "home", "unknown"], { maxLength: 2 }),
  options: fc.subarray(["Colour: Rust", "Size: Size 1"], { maxLength: 2 }),
  max_rows: fc.constantFrom(5, 24, 100),
});

const asWhoever = async (input: Record<string, unknown>) => {
  const { ids, total, facets, meant } = await search(sql, storeId, input);
  return { ids, total, available: facets.available, meant };
};

const plainly = async (input: Record<string, unknown>) => {
  const [found] = await sql`
    select ids, total, available::int, meant from plain_search(${storeId}, ${
    sql.json(input as never)
  })`;
  return { ...found };
};

Deno.test("a search finds what reading product by product finds, in the same order, page by page", async () => {
  await fc.assert(
    fc.asyncProperty(anyInput, async (input) => {
      const first = await asWhoever(input);
      assert.deepEqual(first, await plainly(input));
      if (first.ids.length < input.max_rows) return;
      const [last] = await sql`select slug from products where id = ${first.ids.at(-2)!}`;
      const next = { ...input, after: last!.slug };
      assert.deepEqual(await asWhoever(next), await plainly(next));
    }),
    { numRuns: 25 },
  );
});
