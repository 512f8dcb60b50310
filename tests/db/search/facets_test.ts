import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { makeShop } from "@/tests/fixtures/shop.ts";
import { type Goods, search, shelve } from "./shelf.ts";

const COLOURS = ["Rust", "Indigo", "Moss"];
const TAGS = ["gift", "sale", "handmade"];
const CATEGORIES = ["top", "inner", "other"];

let database: TestDatabase;
let sql: postgres.Sql;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
});

Deno.test.afterAll(async () => {
  await sql.end();
  await database.stop();
});

const anyGoods = fc.record({
  title: fc.constantFrom("Basket", "Tall basket", "Mug"),
  category: fc.option(fc.constantFrom(...CATEGORIES)),
  priceMinor: fc.integer({ min: 1, max: 1_000 }),
  colours: fc.subarray(COLOURS),
  tags: fc.subarray(TAGS),
  isInStock: fc.boolean(),
  status: fc.constantFrom<Goods["status"]>("published", "published", "published", "draft"),
});
type AnyGoods = typeof anyGoods extends fc.Arbitrary<infer T> ? T : never;

const anyChoice = fc.record({
  query: fc.constantFrom("", "basket", "mug"),
  category: fc.option(fc.constantFrom(...CATEGORIES)),
  priceFrom: fc.option(fc.constantFrom(1, 20, 200)),
  options: fc.subarray(COLOURS, { maxLength: 1 }),
  tags: fc.subarray(TAGS, { maxLength: 2 }),
  isAvailable: fc.boolean(),
});
type Choice = typeof anyChoice extends fc.Arbitrary<infer T> ? T : never;

/** "inner" is below "top". */
async function makeCategories(storeId: string): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const slug of CATEGORIES) {
    const parent = slug === "inner" ? ids.get("top")! : null;
    const [row] = await sql`insert into categories (store_id, slug, name, parent_id)
      values (${storeId}, ${slug}, ${`Shelf ${slug}`}, ${parent}) returning id`;
    ids.set(slug, row!.id);
  }
  return ids;
}

const isIn = (category: string | null, chosen: string | null) =>
  chosen === null || category === chosen || (chosen === "top" && category === "inner");

/** The same by looking at each product. */
function count(all: AnyGoods[], choice: Choice): number {
  return all.filter((one) =>
    one.status === "published" &&
    (choice.query === "" || one.title.toLowerCase().includes(choice.query)) &&
    isIn(one.category, choice.category) &&
    one.priceMinor >= (choice.priceFrom ?? 0) &&
    choice.options.every((colour) => one.colours.includes(colour)) &&
    choice.tags.every((tag) => one.tags.includes(tag)) &&
    (one.isInStock || !choice.isAvailable)
  ).length;
}

const withAll = <T>(values: T[], one: T) => [...new Set([...values, one])];

Deno.test("each count is what choosing that would leave, as counted by hand", async () => {
  const shelves = fc.array(anyGoods, { minLength: 1, maxLength: 12 });
  const choices = fc.array(anyChoice, { minLength: 6, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(shelves, choices, async (all, choices) => {
      const { storeId, productId } = await makeShop(sql);
      await sql`update products set status = 'archived' where id = ${productId}`;
      const ids = await makeCategories(storeId);
      for (const { category, ...goods } of all) {
        await shelve(sql, storeId, { ...goods, categoryId: category && ids.get(category)! });
      }
      for (const choice of choices) await compare(storeId, all, choice);
    }),
    { numRuns: 25 },
  );
});

async function compare(storeId: string, all: AnyGoods[], choice: Choice): Promise<void> {
  const { query, category, priceFrom, options, tags, isAvailable } = choice;
  const { ids, total, facets } = await search(sql, storeId, {
    query,
    category,
    price_from: priceFrom,
    options: options.map((colour) => `Colour: ${colour}`),
    tags,
    is_available: isAvailable,
    max_rows: 50,
  });
  const shown = (list: { count: number }[], key: "slug" | "value") =>
    Object.fromEntries(list.map((one) => [(one as Record<string, unknown>)[key], one.count]));
  const byHand = (values: string[], counted: (value: string) => number) =>
    Object.fromEntries(values.map((one) => [one, counted(one)]).filter(([, count]) => count !== 0));

  assert.deepEqual([ids.length, total], [count(all, choice), count(all, choice)]);
  assert.equal(facets.available, count(all, { ...choice, isAvailable: true }));
  assert.deepEqual(
    shown(facets.categories, "slug"),
    byHand(CATEGORIES, (slug) => count(all, { ...choice, category: slug })),
  );
  assert.deepEqual(
    shown(facets.options, "value"),
    byHand(
      COLOURS.map((colour) => `Colour: ${colour}`),
      (value) => count(all, { ...choice, options: withAll(options, value.slice(8)) }),
    ),
  );
  assert.deepEqual(
    shown(facets.tags, "value"),
    byHand(TAGS, (tag) => count(all, { ...choice, tags: withAll(tags, tag) })),
  );
  for (const { from, below, count: shown } of facets.bands) {
    const within = all.filter(({ priceMinor }) => priceMinor >= from && priceMinor < below);
    assert.equal(shown, count(within, { ...choice, priceFrom: null }), `${from} to ${below}`);
  }
}
