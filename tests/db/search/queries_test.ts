import assert from "node:assert/strict";
import postgres from "postgres";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { insertDemoGoods } from "@/tests/fixtures/demo_goods.ts";
import { SEARCH_QUERIES } from "@/tests/fixtures/search_queries.ts";

let database: TestDatabase;
let visitor: postgres.Sql;
let storeId: string;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  storeId = await insertDemoGoods(database);
  visitor = postgres(database.webUrl, { max: 1, connection: { role: "anon" } });
});

Deno.test.afterAll(async () => {
  await visitor.end();
  await database.stop();
});

async function findSlugs(query: string): Promise<string[]> {
  const rows = await visitor<{ slug: string }[]>`
    select p.slug
    from public.search_products(${storeId}, ${visitor.json({ query })}) as f
    cross join lateral unnest(f.product_ids) with ordinality as one (id, place)
    join public.products as p on p.id = one.id
    order by one.place`;
  return rows.map(({ slug }) => slug);
}

Deno.test("a hundred searches as people type them each find the right product first", async () => {
  const wrong: string[] = [];
  for (const [typed, slug] of SEARCH_QUERIES) {
    const [first, ...others] = await findSlugs(typed);
    if (first !== slug) wrong.push(`${typed}: ${first}, not ${slug} (${others.indexOf(slug)})`);
  }

  assert.deepEqual(wrong, []);
  assert.equal(SEARCH_QUERIES.length, 100);
});
