import assert from "node:assert/strict";
import postgres from "postgres";
import { getProduct, listProducts } from "@/lib/catalog/merchant.ts";
import type { Sql } from "@/lib/db/mod.ts";
import {
  getCount,
  getStock,
  listAllLocations,
  listCounts,
  listDifferences,
  listLocations,
  listMovements,
  listSheet,
  listStock,
} from "@/lib/inventory/mod.ts";
import { getMyStore } from "@/lib/tenants/mod.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop } from "@/tests/fixtures/shop.ts";
import { defaultLocation, keepStock } from "@/tests/fixtures/stock.ts";

/** As many as a large shop has; every hundredth runs low. */
const PRODUCTS = 20_000;

const database = await startDatabase();
const sent: { query: string; parameters: unknown[] }[] = [];
const owner = postgres(database.url, {
  max: 1,
  onnotice: () => {},
  debug: (_, query, parameters) => sent.push({ query, parameters }),
});
const shop = await makeShop(owner, { slug: "kikapu" });
const { storeId, productId, variantIds: [variantId] } = shop as typeof shop & {
  variantIds: [string];
};
const userId = CAST.merchant;
const mainId = await defaultLocation(owner, storeId);
const countId = await fill();

/** Goods, other shops beside them, and a stock take that is under way. */
async function fill(): Promise<string> {
  // Nothing here is searched, and learning words takes longest.
  for (const table of ["products", "variants"]) {
    await owner`alter table ${owner(table)} disable trigger _400_search_new`;
  }
  const other = await makeShop(owner, { slug: "other", merchant: CAST.rival });
  for (const [id, count] of [[storeId, PRODUCTS], [other.storeId, 2_000]] as const) {
    await owner`
      insert into products (store_id, slug, title, status)
      select ${id}, 'p-' || n, 'Product ' || n, 'published' from generate_series(1, ${count}::int) as n`;
    await owner`
      insert into variants (store_id, product_id, sku, price_minor)
      select store_id, id, 'S' || slug, 100 from products where store_id = ${id} and slug like 'p-%'`;
    await owner`
      select private.move_stock(v.id, 'received', 10, 0) from variants as v
      where v.store_id = ${id} and v.sku like 'Sp-%' and v.sku not like '%00'`;
  }
  const keeper = keepStock(owner, storeId, userId);
  await keeper.saveLocation({ name: "Depot" });
  const { id } = await keeper.openCount(mainId);
  await owner`
    insert into stock_count_lines (store_id, count_id, variant_id, counted, expected)
    select v.store_id, ${id!}, v.id, 9, 9 + (v.sku like '%7')::int from variants as v
    where v.store_id = ${storeId} limit 5000`;
  await owner`analyze`;
  return id!;
}

const READS: Record<string, (sql: Sql) => Promise<unknown>> = {
  "the shop and its counts": (sql) => getMyStore(sql, { userId, slug: "kikapu" }),
  "all stock": (sql) => listStock(sql, storeId, { view: "all" }),
  "stock, a later page": (sql) => listStock(sql, storeId, { view: "all", after: variantId }),
  "stock found": (sql) => listStock(sql, storeId, { view: "all", search: "50%_\\" }),
  "what runs low": (sql) => listStock(sql, storeId, { view: "low" }),
  "what runs low, found": (sql) => listStock(sql, storeId, { view: "low", search: "00" }),
  "what is sold out": (sql) => listStock(sql, storeId, { view: "out", after: variantId }),
  "one variant": (sql) => getStock(sql, { storeId, variantId }),
  "its ledger": (sql) => listMovements(sql, { storeId, variantId }),
  "its older ledger": (sql) => listMovements(sql, { storeId, variantId, before: variantId }),
  "open locations": (sql) => listLocations(sql, storeId),
  "all locations": (sql) => listAllLocations(sql, storeId),
  "stock takes": (sql) => listCounts(sql, storeId, { before: countId }),
  "a stock take": (sql) => getCount(sql, { storeId, countId }),
  "a sheet": (sql) => listSheet(sql, { storeId, countId }, {}),
  "a sheet, found": (sql) =>
    listSheet(sql, { storeId, countId }, { search: "99", after: variantId }),
  "differences": (sql) => listDifferences(sql, { storeId, countId }, {}),
  "products": (sql) => listProducts(sql, storeId),
  "a product": (sql) => getProduct(sql, { storeId, productId }),
};

for (const [name, read] of Object.entries(READS)) {
  Deno.test(`${name}, of 20,000 products: one statement, and indexes serve all of it`, async () => {
    await asMerchant(async (sql) => {
      await sql`set local enable_seqscan = off`;
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

Deno.test("pages of stock follow each other without gaps or repeats", async () => {
  const seen: string[] = [];
  let after: string | undefined;
  await asMerchant(async (sql) => {
    do {
      const { lines, hasMore } = await listStock(sql, storeId, { view: "low", after, limit: 70 });
      seen.push(...lines.map(({ id }) => id));
      after = hasMore ? lines.at(-1)!.id : undefined;
    } while (after);
  });
  const [low] = await owner`
    select count(*)::int as count from inventory_levels where store_id = ${storeId} and is_low`;
  assert.equal(seen.length, low!.count);
  assert.equal(new Set(seen).size, seen.length);
  assert.deepEqual(seen, seen.toSorted().reverse());
});

async function asMerchant(run: (sql: Sql) => Promise<void>): Promise<void> {
  await owner.begin(async (transaction) => {
    const sql = transaction as unknown as Sql;
    await sql`select set_config('request.jwt.claims', ${JSON.stringify({ sub: userId })}, true)`;
    await sql`set local role authenticated`;
    await run(sql);
  });
}

Deno.test.afterAll(async () => {
  await owner.end();
  await database.stop();
});
