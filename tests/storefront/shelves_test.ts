import assert from "node:assert/strict";
import postgres from "postgres";
import { EMPTY_CART } from "@/lib/carts/mod.ts";
import { readHomePage, readShelfPage } from "@/lib/catalog/storefront.ts";
import {
  findMissingItems,
  listCollections,
  listFrontShelves,
  listItems,
} from "@/lib/collections/mod.ts";
import { lists } from "@/lib/db/lists.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop, type Shop } from "@/tests/fixtures/shop.ts";

const GOODS = 20_000;

let database: TestDatabase;
let visitor: Sql;
let owner: postgres.Sql;
let shop: Shop;
let manualId: string;
const sent: { query: string; parameters: unknown[] }[] = [];

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  const debug = (_connection: number, query: string, parameters: unknown[]) => {
    if (!/pg_catalog/.test(query)) sent.push({ query, parameters });
  };
  owner = postgres(database.url, { max: 1, onnotice: () => {}, debug });
  visitor = postgres(database.webUrl, {
    max: 1,
    connection: { role: "anon" },
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String }, ...lists },
    debug,
  }) as unknown as Sql;
  shop = await makeShop(owner, { slug: "kikapu" });
  await fillShelves();
});

Deno.test.afterAll(async () => {
  await visitor.end();
  await owner.end();
  await database.stop();
});

/**
 * 20,000 products in categories a > b > c and d, every tenth of them a gift. Written past the triggers,
 * which look at each; the rules then fill themselves.
 */
async function fillShelves(): Promise<void> {
  const { storeId } = shop;
  for (const [slug, parent] of [["a", null], ["b", "a"], ["c", "b"], ["d", null]] as const) {
    await owner`insert into categories (store_id, slug, name, parent_id)
      values (${storeId}, ${slug}, ${slug}, (select id from categories where slug = ${parent}))`;
  }
  const superuser = postgres(database.superuserUrl, { max: 1, onnotice: () => {} });
  await superuser`set session_replication_role = replica`;
  await superuser`
    insert into public.products (store_id, slug, title, status, published_at, tags, category_id)
    select ${storeId}, 'p-' || i, 'Thing ' || i, 'published', now() - i * interval '1 minute',
      case when i % 10 = 0 then '{gift}'::text[] else '{}' end,
      (select id from public.categories where slug = (array['a', 'b', 'c', 'd'])[1 + i % 4])
    from generate_series(1, ${GOODS}::int) as i`;
  await superuser`
    insert into public.variants (store_id, product_id, price_minor, stock_hint, product_status)
    select store_id, id, 1000, 5, status from public.products
    where store_id = ${storeId} and slug like 'p-%'`;
  // Goods of many other shops: one that has a whole table is read as one reads a whole table.
  await superuser`
    insert into public.products (store_id, slug, title, status, published_at)
    select md5((i / 50)::text)::uuid, 'p-' || i, 'Thing ' || i, 'published', now()
    from generate_series(1, ${GOODS}::int) as i`;
  await superuser.end();
  await owner`insert into collections (store_id, slug, title, description, kind, conditions, is_published)
    values (${storeId}, 'gifts', 'Gifts', 'To give away.', 'rule',
        '[{"field":"tag","value":"gift"}]', true),
      (${storeId}, 'everything', 'Everything', '', 'rule', '[{"field":"in_stock","value":"yes"}]', true),
      (${storeId}, 'hidden', 'Hidden', '', 'rule', '[{"field":"tag","value":"gift"}]', false)`;
  const [manual] =
    await owner`insert into collections (store_id, slug, title, kind, sort, is_published)
    values (${storeId}, 'picked', 'Picked', 'manual', 'manual', true) returning id`;
  manualId = manual!.id;
  await owner`insert into collection_products (store_id, collection_id, product_id, position)
    select ${storeId}, ${manualId}, id, row_number() over (order by slug) from products
    where store_id = ${storeId} and slug like 'p-100%'`;
  await owner`analyze`;
}

const read = (shelf: string, after?: string) =>
  readShelfPage(visitor, { slug: "kikapu", cart: EMPTY_CART, shelf, after });

/** Slugs of all products of a shelf, page by page. */
async function readAll(shelf: string, pages = Infinity): Promise<string[]> {
  const seen: string[] = [];
  let after: string | undefined;
  for (let page = 0; page < pages; page++) {
    const found = await read(shelf, after);
    seen.push(...found!.products.map(({ slug }) => slug));
    if (!found!.next) break;
    after = found!.next;
  }
  return seen;
}

const numbersOf = (slugs: string[]) => slugs.map((slug) => Number(slug.slice(2)));

Deno.test("a rule's page leads through all that it holds, newest first, each once", async () => {
  const seen = numbersOf(await readAll("gifts"));
  assert.deepEqual(seen, Array.from({ length: GOODS / 10 }, (_, i) => 10 * (i + 1)));
  const { shelf } = (await read("gifts"))!;
  assert.deepEqual(shelf, {
    kind: "collection",
    slug: "gifts",
    name: "Gifts",
    description: "To give away.",
    seoTitle: "",
    seoDescription: "",
    path: [],
    children: [],
  });
});

Deno.test("a manual collection's page leads through it in the merchant's order", async () => {
  const rows = await owner`select slug from products
    where store_id = ${shop.storeId} and slug like 'p-100%' order by slug`;
  assert.deepEqual(await readAll("picked"), rows.map(({ slug }) => slug));
});

Deno.test("a category's page merges what is under it, newest first", async () => {
  const seen = numbersOf(await readAll("a", 4));
  const expected = Array.from({ length: 200 }, (_, i) => i + 1).filter((i) => i % 4 !== 3);
  assert.deepEqual(seen, expected.slice(0, 96));
  assert.ok(numbersOf(await readAll("c", 2)).every((i) => i % 4 === 2));
  const { shelf } = (await read("b"))!;
  assert.deepEqual(shelf!.path.map(({ slug }) => slug), ["a"]);
  assert.deepEqual(shelf!.children.map(({ slug }) => slug), ["c"]);
});

Deno.test("the navigation has the first level and the collections on show", async () => {
  const page = await readHomePage(visitor, { slug: "kikapu", cart: EMPTY_CART });
  assert.deepEqual(page!.categories.map(({ slug }) => slug), ["a", "d"]);
  assert.deepEqual(page!.collections.map(({ slug }) => slug), ["gifts", "everything", "picked"]);
  assert.equal((await read("hidden"))!.shelf, null);
  assert.deepEqual((await read("hidden"))!.products, []);
});

Deno.test("the front page has the collections put there in their order, then categories while there is room", async () => {
  const shelves = async () => {
    const page = await readHomePage(visitor, { slug: "kikapu", cart: EMPTY_CART });
    return page!.shelves.map(({ slug, products }) => [slug, products.map(({ slug }) => slug)]);
  };
  const newestOf = (slug: string) => readAll(slug, 1).then((slugs) => slugs.slice(0, 4));
  const [a, d] = [["a", await newestOf("a")], ["d", await newestOf("d")]];
  assert.deepEqual(await shelves(), [a, d]);

  await owner`insert into collections (store_id, slug, title, kind, is_published, front_place)
    values (${shop.storeId}, 'bare', 'Bare', 'manual', true, 1)`;
  for (const [slug, place] of [["picked", 3], ["gifts", 2], ["hidden", 1]] as const) {
    await owner`update collections set front_place = ${place} where slug = ${slug}`;
  }
  const [gifts, picked] = [["gifts", await newestOf("gifts")], [
    "picked",
    await newestOf("picked"),
  ]];
  assert.deepEqual(await shelves(), [gifts, picked, a]);

  await owner`update collections set front_place = 4 where slug = 'gifts'`;
  await owner`update collections set front_place = 5 where slug = 'everything'`;
  assert.deepEqual(await shelves(), [picked, gifts, ["everything", await newestOf("everything")]]);
});

const PAGES: Record<string, () => Promise<unknown>> = {
  "a rule of 2,000": () => read("gifts", "p-500"),
  "a rule of 20,000": () => read("everything", "p-9000"),
  "a manual collection": () => read("picked", "p-1000"),
  "a category with two levels under it": () => read("a", "p-500"),
  "a name that is neither": () => read("nothing"),
  "the front page": () => readHomePage(visitor, { slug: "kikapu", cart: EMPTY_CART }),
};

for (const [name, readPage] of Object.entries(PAGES)) {
  Deno.test(`at 20,000 products ${name} is one statement without a sequential scan`, async () => {
    sent.length = 0;
    await readPage();
    assert.equal(sent.length, 1);
    await assertIndexed("anon", sent[0]!);
  });
}

Deno.test("at 20,000 products the lists of the dashboard read indexes", async () => {
  const sql = owner as unknown as Sql;
  const place = { storeId: shop.storeId, collectionId: manualId };
  const reads: (() => Promise<unknown>)[] = [
    () => listCollections(sql, shop.storeId),
    () => listCollections(sql, shop.storeId, { after: manualId }),
    () => listFrontShelves(sql, shop.storeId),
    () => listItems(sql, place, { after: shop.productId }),
    () => findMissingItems(sql, place, { search: "Thing 7" }),
  ];
  for (const read of reads) {
    sent.length = 0;
    await read();
    assert.equal(sent.length, 1);
    await assertIndexed("authenticated", sent[0]!);
  }
});

/** Tables of a few rows may be read whole; those that grow with the shop may not. */
async function assertIndexed(
  role: "anon" | "authenticated",
  { query, parameters }: { query: string; parameters: unknown[] },
): Promise<void> {
  const scanned = await owner.begin(async (sql) => {
    const claims = JSON.stringify({ sub: CAST.merchant });
    await sql`select set_config('request.jwt.claims', ${role === "anon" ? "" : claims}, true),
      set_config('role', ${role}, true)`;
    const rows = await sql.unsafe(`explain ${query}`, parameters as string[]);
    return rows.map((row) => row["QUERY PLAN"] as string).filter((line) =>
      /Seq Scan on (products|variants|collection_products)/.test(line)
    );
  });
  assert.deepEqual(scanned, []);
}
