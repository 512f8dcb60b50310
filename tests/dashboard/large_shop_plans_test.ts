import assert from "node:assert/strict";
import postgres from "postgres";
import { EMPTY_CART } from "@/lib/carts/mod.ts";
import { listCategories, listProducts } from "@/lib/catalog/merchant.ts";
import {
  readHomePage,
  readListPage,
  readProductPage,
  readShelfPage,
  searchProducts,
} from "@/lib/catalog/storefront.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { PERMISSIONS } from "@/lib/enums.ts";
import { CUSTOMERS, ORDERS, PRODUCTS } from "@/lib/exports/mod.ts";
import { listOrders, ORDER_TABS } from "@/lib/orders/merchant.ts";
import { listReviews } from "@/lib/reviews/mod.ts";
import { LARGE, startLargeShop } from "@/tests/fixtures/large_shop.ts";
import { CAST } from "@/tests/fixtures/shop.ts";

/** What the server says of each statement that it ran, those inside functions included. */
const plans: string[] = [];
const database = await startLargeShop();
const owner = postgres(database.superuserUrl, {
  max: 1,
  onnotice: ({ message }) => message?.includes("Query Text:") && plans.push(message),
});
const [store] = await owner`select id from stores where slug = 'large'`;
const [product] = await owner`select id from products where store_id = ${
  store!.id
} and slug = 'p-9000'`;
const storeId: string = store!.id;
const after: string = product!.id;
// Goods of many other shops: one that has a whole table is read as one reads a whole table.
await owner.begin(async (sql) => {
  await sql`set local session_replication_role = replica`;
  await sql`insert into products (store_id, slug, title, status, published_at)
    select md5((n / 50)::text)::uuid, 'p-' || n, 'Thing ' || n, 'published', now()
    from generate_series(1, ${2 * LARGE}::int) as n`;
});
await owner`analyze products`;
await owner.unsafe(`load 'auto_explain';
  set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on;
  set client_min_messages = log`);

const listed = {
  id: storeId,
  currency: "KES" as const,
  timeZone: "Africa/Nairobi",
  orderPrefix: "KK",
};
const exported = { ...listed, permissions: PERMISSIONS, media: "" };
const shopper = { slug: "large", cart: EMPTY_CART };

type Read = (sql: Sql) => Promise<unknown>;
const AS_MERCHANT: Record<string, Read> = {
  "products": (sql) => listProducts(sql, storeId),
  "products, a later page": (sql) => listProducts(sql, storeId, { after }),
  "published products": (sql) => listProducts(sql, storeId, { status: "published", after }),
  "drafts": (sql) => listProducts(sql, storeId, { status: "draft" }),
  "products found": (sql) => listProducts(sql, storeId, { search: "woven basket" }),
  "products found by SKU": (sql) => listProducts(sql, storeId, { search: "SKU-12345-1" }),
  "products misspelt": (sql) =>
    listProducts(sql, storeId, { search: "sissal baskit", status: "published", after }),
  "categories": (sql) => listCategories(sql, storeId),
  "reviews": (sql) => listReviews(sql, storeId, { state: "pending", after }),
  ...Object.fromEntries(
    ORDER_TABS.map((tab): [string, Read] => [
      `orders, ${tab}`,
      (sql) => listOrders(sql, listed, { tab, sort: "newest" }),
    ]),
  ),
  ...Object.fromEntries([PRODUCTS, CUSTOMERS, ORDERS].map((file): [string, Read] => [
    `the ${file.entity} file`,
    (sql) => file.page(sql, exported, after),
  ])),
};
const AS_VISITOR: Record<string, Read> = {
  "the front page": (sql) => readHomePage(sql, shopper),
  "all goods": (sql) => readListPage(sql, shopper),
  "all goods, a later page": (sql) => readListPage(sql, { ...shopper, after: "p-9000" }),
  "a category": (sql) => readShelfPage(sql, { ...shopper, shelf: "shelf-3", after: "p-9010" }),
  "a product and what is like it": (sql) => readProductPage(sql, { ...shopper, product: "p-9000" }),
  "a search": (sql) =>
    searchProducts(sql, { ...shopper, request: { query: "basket", sort: "relevance" } }),
  "goods narrowed down": (sql) =>
    searchProducts(sql, { ...shopper, request: { query: "", sort: "newest", tags: ["gift"] } }),
};

function testPlans(userId: string | null, reads: Record<string, Read>): void {
  for (const [name, read] of Object.entries(reads)) {
    Deno.test(`${name}, of 20,000 products: an index leads there, and nothing is counted off`, async () => {
      await owner.begin(async (transaction) => {
        const sql = transaction as unknown as Sql;
        const claims = userId ? JSON.stringify({ sub: userId }) : "";
        await sql`select set_config('request.jwt.claims', ${claims}, true),
          set_config('role', ${userId ? "authenticated" : "anon"}, true)`;
        plans.length = 0;
        await read(sql);
      });
      assert.ok(plans.length > 0);
      for (const plan of plans) {
        // Tables of a few rows may be read whole; stock, which is seldom kept here, has a test of its own.
        assert.doesNotMatch(
          plan,
          /Seq Scan on (product_search|products|variants|shop_words)\b/,
        );
        assert.doesNotMatch(plan, /\boffset\b/i);
      }
    });
  }
}

testPlans(CAST.merchant, AS_MERCHANT);
testPlans(null, AS_VISITOR);

Deno.test.afterAll(async () => {
  await owner.end();
  await database.stop();
});
