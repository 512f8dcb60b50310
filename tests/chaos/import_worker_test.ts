import assert from "node:assert/strict";
import postgres from "postgres";
import { csvLine } from "@/lib/csv.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { openImports } from "@/tests/fixtures/imports.ts";
import { CAST, makeShop } from "@/tests/fixtures/shop.ts";
import { until } from "@/tests/fixtures/until.ts";
import { startWorker } from "@/tests/payments/worker.ts";

const PRODUCTS = 300;
const HEADER = [
  ...["Handle", "Title", "Product Category", "Option1 Name", "Option1 Value"],
  ...["Variant SKU", "Variant Price", "Variant Inventory Qty"],
];

/** Two rows a product, three on hand of each. */
function goods(): string {
  const rows = Array.from({ length: PRODUCTS }, (_, i) => [
    [`good-${i}`, `Good ${i}`, "Home > Shelf", "Size", "S", `G-${i}-S`, "900", "3"],
    [`good-${i}`, "", "", "", "M", `G-${i}-M`, "1200", "3"],
  ]).flat();
  return [HEADER, ...rows].map(csvLine).join("");
}

Deno.test("a worker killed while it applies an import, again and again: everything is written once", async () => {
  const database = await startDatabase();
  const sql = postgres(database.url, { max: 2, onnotice: () => {} });
  const bench = openImports(database, sql);
  const nowhere = "http://127.0.0.1:1";
  const around = { databaseUrl: database.url, functionsUrl: nowhere, phone: { url: nowhere } };
  try {
    const { storeId } = await makeShop(sql, { merchant: CAST.merchant });
    const look = async () => {
      const [row] = await sql`
        select i.status, (select count(*)::int from import_rows where is_applied) as rows,
          (select count(*)::int from products where slug like 'good-%') as products from imports as i`;
      return row!;
    };
    const { id } = await bench.check({ storeId, user: CAST.merchant, text: goods() });
    await bench.ask(CAST.merchant, id);
    let kills = 0;
    for (const share of [0, 0.2, 0.5, 0.8]) {
      const worker = await startWorker(around);
      await until(async () => (await look()).rows >= share * PRODUCTS * 2);
      await worker.kill();
      const { rows, products } = await look();
      assert.equal(rows, products * 2, "what is written is noted, and what is noted is written");
      if (rows > 0 && products < PRODUCTS) kills++;
    }
    assert.ok(kills >= 1, "it was killed in the middle");

    const worker = await startWorker(around);
    await until(async () => (await look()).status === "applied");
    await worker.kill();

    const [all] = await sql`
      select (select count(*)::int from products where slug like 'good-%') as products,
        (select count(*)::int from variants where sku like 'G-%') as variants,
        (select count(*)::int from categories) as categories,
        (select count(*)::int from inventory_movements m join variants v on v.id = m.variant_id
          where v.sku like 'G-%') as moves,
        (select count(*)::int from inventory_levels l join variants v on v.id = l.variant_id
          where v.sku like 'G-%' and l.on_hand <> 3) as wrong`;
    const twice = 2 * PRODUCTS;
    const wanted = { products: PRODUCTS, variants: twice, categories: 2, moves: twice, wrong: 0 };
    assert.deepEqual({ ...all }, wanted);
  } finally {
    await bench.stop();
    await sql.end();
    await database.stop();
  }
});
