import assert from "node:assert/strict";
import postgres from "postgres";
import { EMPTY_CART } from "@/lib/carts/mod.ts";
import {
  readHomePage,
  readListPage,
  readProductPage,
  readShelfPage,
} from "@/lib/catalog/storefront.ts";
import { lists } from "@/lib/db/lists.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";
import { until } from "@/tests/fixtures/until.ts";

let database: TestDatabase;
let owner: postgres.Sql;
let shop: Shop;
let ids: { category: string; collection: string; image: string; review: string };
const heard: string[] = [];

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  shop = await makeShop(owner, { slug: "kikapu", stock: [9, 3] });
  await makeShop(owner, { slug: "rival" });
  const { storeId, productId, variantIds } = shop;
  const [category] = await owner`insert into public.categories (store_id, slug, name)
    values (${storeId}, 'baskets', 'Baskets') returning id`;
  const [collection] = await owner`
    insert into public.collections (store_id, slug, title, kind, is_published)
    values (${storeId}, 'gifts', 'Gifts', 'manual', true) returning id`;
  const [image] = await owner`
    insert into public.product_images (store_id, product_id, path, width, height)
    values (${storeId}, ${productId}, ${storeId + "/one"}, 10, 10) returning id`;
  const { order_id } = await placeOrder(owner, "kikapu", orderInput(variantIds[0]!));
  const [review] = await owner`
    insert into public.reviews (store_id, product_id, order_id, stars, author_name)
    values (${storeId}, ${productId}, ${order_id}, 4, 'Akinyi') returning id`;
  ids = {
    category: category!.id,
    collection: collection!.id,
    image: image!.id,
    review: review!.id,
  };
  await owner.listen("afrify_cache", (key) => heard.push(key));
});

Deno.test.afterAll(async () => {
  await owner.end();
  await database.stop();
});

/** The keys that one transaction names, in order and without repeats. */
async function keysOf(write: (sql: postgres.TransactionSql) => Promise<unknown>) {
  await untilAllIsHeard();
  heard.length = 0;
  await owner.begin(async (sql) => void await write(sql));
  await untilAllIsHeard();
  return [...new Set(heard.slice(0, -1))].sort();
}

async function untilAllIsHeard(): Promise<void> {
  const last = crypto.randomUUID();
  await owner`select pg_notify('afrify_cache', ${last})`;
  await until(() => heard.at(-1) === last);
}

type Write = (sql: postgres.TransactionSql) => Promise<unknown>;

/** What is written, and the kinds of keys that it makes stale. */
const WRITES: Record<string, [keys: ("store" | "products" | "product")[], write: Write]> = {
  "a shop is renamed": [
    ["store"],
    (sql) => sql`update public.stores set tagline = 'New' where id = ${shop.storeId}`,
  ],
  "a shop moves": [
    ["store"],
    (sql) => sql`update public.stores set slug = 'kikapu-2' where id = ${shop.storeId}`,
  ],
  "a shop is suspended": [
    ["store"],
    (sql) => sql`update public.stores set status = 'suspended' where id = ${shop.storeId}`,
  ],
  "a shop opens again": [
    ["store"],
    (sql) => sql`update public.stores set status = 'active' where id = ${shop.storeId}`,
  ],
  "a zone gets dearer": [
    ["store"],
    (sql) => sql`update public.delivery_zones set fee_minor = 1 where store_id = ${shop.storeId}`,
  ],
  "a zone is gone": [
    ["store"],
    (sql) => sql`delete from public.delivery_zones where store_id = ${shop.storeId}`,
  ],
  "a zone is new": [
    ["store"],
    (sql) =>
      sql`insert into public.delivery_zones (store_id, name, areas, fee_minor, promise)
      values (${shop.storeId}, 'Nakuru', ${["Nakuru"]}, 0, 'Soon')`,
  ],
  "a category is new": [["store"], (sql) =>
    sql`insert into public.categories (store_id, slug, name)
      values (${shop.storeId}, 'mats', 'Mats')`],
  "a category moves": [
    ["store"],
    (sql) => sql`update public.categories set position = 7 where id = ${ids.category}`,
  ],
  "a category is gone": [
    ["store"],
    (sql) => sql`delete from public.categories where store_id = ${shop.storeId} and slug = 'mats'`,
  ],
  "a collection is hidden": [
    ["store"],
    (sql) => sql`update public.collections set is_published = false where id = ${ids.collection}`,
  ],
  "a product joins a collection": [
    ["products"],
    (sql) =>
      sql`insert into public.collection_products (store_id, collection_id, product_id)
      values (${shop.storeId}, ${ids.collection}, ${shop.productId})`,
  ],
  "a collection is put in order": [
    ["products"],
    (sql) =>
      sql`update public.collection_products set position = 3 where store_id = ${shop.storeId}`,
  ],
  "a product leaves a collection": [
    ["products"],
    (sql) => sql`delete from public.collection_products where store_id = ${shop.storeId}`,
  ],
  "a product is new": [
    ["products"],
    (sql) =>
      sql`insert into public.products (store_id, slug, title) values (${shop.storeId}, 'mat', 'Mat')`,
  ],
  "a product changes its title": [
    ["products", "product"],
    (sql) => sql`update public.products set title = 'Basket' where id = ${shop.productId}`,
  ],
  "a product changes its address": [
    ["products", "product"],
    (sql) => sql`update public.products set slug = 'basket-2' where id = ${shop.productId}`,
  ],
  "a product is hidden": [
    ["products", "product"],
    (sql) => sql`update public.products set status = 'archived' where id = ${shop.productId}`,
  ],
  "a product is shown": [
    ["products", "product"],
    (sql) => sql`update public.products set status = 'published' where id = ${shop.productId}`,
  ],
  "a product goes to a category": [
    ["products", "product"],
    (sql) =>
      sql`update public.products set category_id = ${ids.category} where id = ${shop.productId}`,
  ],
  "a product is described": [
    ["product"],
    (sql) => sql`update public.products set description = 'Woven.' where id = ${shop.productId}`,
  ],
  "a way to pay is offered no more": [
    ["store"],
    (sql) =>
      sql`update public.payment_accounts set is_enabled = false where id = ${shop.accountId}`,
  ],
  "a way to pay is offered again": [
    ["store"],
    (sql) => sql`update public.payment_accounts set is_enabled = true where id = ${shop.accountId}`,
  ],
  "a product is translated": [
    ["products", "product"],
    (sql) =>
      sql`update public.products set translations = '{"fr":{"title":{"text":"Panier","of":"0123abcd"}}}'
        where id = ${shop.productId}`,
  ],
  "a word of options is translated": [
    ["store"],
    (sql) =>
      sql`update public.stores set words = '{"fr":{"Red":"Rouge"}}' where id = ${shop.storeId}`,
  ],
  "a price": [
    ["products"],
    (sql) => sql`update public.variants set price_minor = 5 where id = ${shop.variantIds[0]!}`,
  ],
  "a variant is archived": [
    ["products"],
    (sql) => sql`update public.variants set archived_at = now() where id = ${shop.variantIds[1]!}`,
  ],
  "a variant is back": [
    ["products"],
    (sql) => sql`update public.variants set archived_at = null where id = ${shop.variantIds[1]!}`,
  ],
  "few are left": [
    ["products"],
    (sql) => sql`select private.move_stock(${shop.variantIds[1]!}, 'adjusted', -1, 0)`,
  ],
  "a picture is new": [
    ["products"],
    (sql) =>
      sql`insert into public.product_images (store_id, product_id, path, width, height)
      values (${shop.storeId}, ${shop.productId}, ${shop.storeId + "/two"}, 10, 10)`,
  ],
  "a picture is ready": [
    ["products"],
    (sql) => sql`update public.product_images set widths = '{320}' where id = ${ids.image}`,
  ],
  "a picture is gone": [
    ["products"],
    (sql) => sql`delete from public.product_images where path = ${shop.storeId + "/two"}`,
  ],
  "a review is published": [
    ["product"],
    (sql) => sql`update public.reviews set state = 'published' where id = ${ids.review}`,
  ],
  "a review is answered": [
    ["product"],
    (sql) => sql`update public.reviews set answer = 'Thank you' where id = ${ids.review}`,
  ],
  "a review is gone": [
    ["product"],
    (sql) => sql`delete from public.reviews where id = ${ids.review}`,
  ],
};

for (const [name, [kinds, write]] of Object.entries(WRITES)) {
  Deno.test(`when ${name}, servers hear of: ${kinds.join(", ")}`, async () => {
    const { storeId, productId } = shop;
    const keys = { store: storeId, products: storeId, product: productId };
    const expected = kinds.map((kind) => `${kind}:${keys[kind]}`).sort();
    assert.deepEqual(await keysOf(write), expected);
  });
}

Deno.test("an order that leaves enough on the shelf is nothing to shoppers, the last one is", async () => {
  const [variantId] = shop.variantIds;
  await owner`update public.variants set price_minor = 245000 where id = ${variantId!}`;
  const order = (quantity: number) => async (sql: postgres.TransactionSql) => {
    const input = orderInput(variantId!, {
      lines: [{ variant_id: variantId!, quantity }],
      area: "Nakuru",
    });
    const placed = await placeOrder(sql as unknown as postgres.Sql, "kikapu-2", input);
    assert.ok(placed.ok, placed.code);
  };
  assert.deepEqual(await keysOf(order(1)), []);
  assert.deepEqual(await keysOf(order(7)), [`products:${shop.storeId}`]);
});

Deno.test("a change of very many products is a single word for each shop", async () => {
  await owner`insert into public.products (store_id, slug, title)
    select ${shop.storeId}, 'many-' || n, 'One of many' from generate_series(1, 150) as n`;
  const keys = await keysOf((sql) =>
    sql`update public.products set description = 'x' where slug like 'many-%'`
  );
  assert.deepEqual(keys, [`products:${shop.storeId}`]);
});

Deno.test("a table that is emptied empties everything", async () => {
  const keys = await keysOf((sql) => sql`truncate public.product_redirects`);
  assert.deepEqual(keys, ["*"]);
});

Deno.test("the pages that are kept read from no table that says nothing when it changes", async () => {
  const read = await tablesOfKeptPages();
  assert.ok(read.size >= 8, [...read].join());
  const rows = await owner<{ table: string; events: number }[]>`
    select c.relname as table, bit_or(t.tgtype & (4 | 8 | 16 | 32))::int as events
    from pg_trigger as t join pg_class as c on c.oid = t.tgrelid
    where t.tgname like '\\_900\\_drop\\_cached\\_on\\_%' and t.tgenabled = 'O'
      and t.tgattr::text = '' and t.tgqual is null
    group by c.relname`;
  const speaking = rows.filter(({ events }) => events === (4 | 8 | 16 | 32)).map((row) =>
    row.table
  );
  assert.deepEqual([...read].filter((table) => !speaking.includes(table)), []);
});

/** Tables in the plans of what the pages of a shop read, as its visitors read it. */
async function tablesOfKeptPages(): Promise<Set<string>> {
  const sent: { query: string; parameters: unknown[] }[] = [];
  const visitor = postgres(database.webUrl, {
    max: 1,
    connection: { role: "anon" },
    types: { ...lists },
    debug: (_, query, parameters) => sent.push({ query, parameters }),
  });
  // Parameters were written for the wire already.
  const explaining = postgres(database.webUrl, {
    max: 1,
    fetch_types: false,
    connection: { role: "anon" },
  });
  const sql = visitor as unknown as Sql;
  const of = { slug: "kikapu-2", cart: EMPTY_CART };
  await readHomePage(sql, of);
  await readListPage(sql, { ...of, after: "basket" });
  await readShelfPage(sql, { ...of, shelf: "gifts", after: "basket" });
  await readProductPage(sql, { ...of, product: "basket" });
  const tables = new Set<string>();
  for (const { query, parameters } of sent.filter(({ query }) => !/pg_catalog/.test(query))) {
    const [row] = await explaining.unsafe(
      `explain (format json) ${query}`,
      parameters as string[],
    );
    JSON.stringify(row!["QUERY PLAN"], (key, value) => {
      if (key === "Relation Name") tables.add(value);
      return value;
    });
  }
  await Promise.all([visitor.end(), explaining.end()]);
  return tables;
}
