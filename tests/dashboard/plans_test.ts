import assert from "node:assert/strict";
import postgres from "postgres";
import { getProduct, listCategories, listProducts } from "@/lib/catalog/merchant.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { PERMISSIONS } from "@/lib/enums.ts";
import { DISCOUNT_VIEWS, getDiscount, listDiscounts, listTargets } from "@/lib/discounts/mod.ts";
import {
  CUSTOMERS,
  ledgerFile,
  moneyDaysFile,
  ORDERS,
  PRODUCTS,
  salesFile,
} from "@/lib/exports/mod.ts";
import { getSales } from "@/lib/sales/mod.ts";
import { getImport, listImports, listRefused, listSamples } from "@/lib/imports/mod.ts";
import { getMoney, listEntries } from "@/lib/ledger/mod.ts";
import { getHome } from "@/lib/home/mod.ts";
import { getLiveStart, listMissed } from "@/lib/live/mod.ts";
import { getOrder, listOrders, listOrderViews, ORDER_TABS } from "@/lib/orders/merchant.ts";
import { listAreas } from "@/lib/stores/mod.ts";
import { findHomeStore, getMyStore, getSetup, listPaymentAccounts } from "@/lib/tenants/mod.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop, orderInput, placeOrder } from "@/tests/fixtures/shop.ts";

const database = await startDatabase();
const sent: { query: string; parameters: unknown[] }[] = [];
const owner = postgres(database.url, {
  max: 1,
  onnotice: () => {},
  debug: (_, query, parameters) => sent.push({ query, parameters }),
});
const shop = await makeShop(owner, { slug: "kikapu" });
const placed = await placeOrder(owner, "kikapu", orderInput(shop.variantIds[0]!));
const number = Number(placed.label.split("-")[1]);
const { storeId, productId } = shop;
const userId = CAST.merchant;
const listed = {
  id: storeId,
  currency: "KES" as const,
  timeZone: "Africa/Nairobi",
  orderPrefix: "KK",
};
const importId = crypto.randomUUID();
const exported = { ...listed, permissions: PERMISSIONS, media: "" };
const days = { first: "2026-01-01", last: "2026-12-31" };

const READS: Record<string, (sql: Sql) => Promise<unknown>> = {
  "the shop and its counts": (sql) => getMyStore(sql, { userId, slug: "kikapu" }),
  "the way home": (sql) => findHomeStore(sql, userId),
  "how far the setup is": (sql) => getSetup(sql, storeId),
  ...Object.fromEntries(
    ORDER_TABS.map((tab) => [
      `orders, ${tab}`,
      (sql: Sql) => listOrders(sql, listed, { tab, sort: "newest" }),
    ]),
  ),
  "older orders": (sql) => listOrders(sql, listed, { tab: "all", sort: "newest", after: number }),
  "lists with a name": (sql) => listOrderViews(sql, { storeId, userId }),
  "the first page": (sql) => getHome(sql, listed),
  "where events stand": (sql) => getLiveStart(sql, storeId),
  "events that were missed": (sql) => listMissed(sql, storeId, placed.order_id),
  "areas": (sql) => listAreas(sql, storeId),
  "an order": (sql) => getOrder(sql, { storeId, number }),
  "products": (sql) => listProducts(sql, storeId),
  "products found": (sql) =>
    listProducts(sql, storeId, { search: "50%_\\", status: "published", after: productId }),
  "a product": (sql) => getProduct(sql, { storeId, productId }),
  "categories": (sql) => listCategories(sql, storeId),
  ...Object.fromEntries([PRODUCTS, CUSTOMERS, ORDERS].flatMap((file) => [
    [`a page of the ${file.entity} file`, (sql: Sql) => file.page(sql, exported, null)],
    [`the next page of the ${file.entity} file`, (sql: Sql) => file.page(sql, exported, productId)],
  ])),
  "an import": (sql) => getImport(sql, { storeId, id: importId }),
  "imports": (sql) => listImports(sql, { storeId, kind: "products" }),
  "refused rows": (sql) => listRefused(sql, { storeId, id: importId, after: 7, limit: 50 }),
  "first rows": (sql) => listSamples(sql, { storeId, id: importId }),
  ...Object.fromEntries(DISCOUNT_VIEWS.map((view) => [
    `discounts, ${view}`,
    (sql: Sql) => listDiscounts(sql, storeId, { view, after: productId }),
  ])),
  "a discount": (sql) => getDiscount(sql, storeId, productId),
  "goods for a discount": (sql) =>
    listTargets(sql, storeId, { search: "bask", chosen: [`product:${productId}`] }),
  "money": (sql) => getMoney(sql, storeId, days),
  "entries": (sql) => listEntries(sql, exported, days),
  "older entries, of a way": (sql) =>
    listEntries(sql, exported, { ...days, way: "cash", after: `1795992412000000_${productId}` }),
  "a page of the ledger file": (sql) =>
    ledgerFile(new URLSearchParams(`way=mpesa`)).page(sql, exported, null),
  "the file of days": (sql) => moneyDaysFile(new URLSearchParams()).page(sql, exported, null),
  "sales": (sql) => getSales(sql, storeId, days),
  "a file of sales": (sql) =>
    salesFile("products", new URLSearchParams()).page(sql, exported, null),
  "payments": (sql) => listPaymentAccounts(sql, storeId),
};

for (const [name, read] of Object.entries(READS)) {
  Deno.test(`${name}: one statement, and indexes serve all of it`, async () => {
    await owner.begin(async (transaction) => {
      const sql = transaction as unknown as Sql;
      await sql`set local enable_seqscan = off`;
      await sql`select set_config('request.jwt.claims', ${JSON.stringify({ sub: userId })}, true)`;
      await sql`set local role authenticated`;
      sent.length = 0;

      await read(sql);

      assert.equal(sent.length, 1);
      const { query, parameters } = sent[0]!;
      const rows = await sql.unsafe(`explain ${query}`, parameters as string[]);
      const plan = rows.map((row) => row["QUERY PLAN"] as string);
      assert.deepEqual(plan.filter((line) => /Seq Scan/.test(line)), []);
    });
  });
}

Deno.test("a search means what was typed, signs and all", async () => {
  const titles = (search: string) =>
    owner.begin(async (transaction) => {
      const sql = transaction as unknown as Sql;
      await sql`select set_config('request.jwt.claims', ${JSON.stringify({ sub: userId })}, true)`;
      await sql`set local role authenticated`;
      return (await listProducts(sql, storeId, { search })).products.map(({ title }) => title);
    });

  assert.deepEqual(await titles("SISAL"), ["Sisal basket"]);
  for (const search of ["%", "_", "\\", "'"]) assert.deepEqual(await titles(search), [], search);
});

Deno.test.afterAll(async () => {
  await owner.end();
  await database.stop();
});
