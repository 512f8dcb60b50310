import type { Sql } from "@/lib/db/mod.ts";
import { slugOf } from "@/lib/slug.ts";
import { type ImportRun, type Item, readField } from "../item.ts";
import type { TableRow } from "../read_table.ts";
import { readCodeOwners } from "./stored.ts";

/**
 * Puts the rows of each product together. A row says which it is by its handle, else by a SKU that
 * the shop has, else by its name; one that says nothing belongs to the product before it.
 */
export async function groupProducts(sql: Sql, run: ImportRun, rows: TableRow[]): Promise<Item[]> {
  const nameless = rows.filter((row) => !readField(run, row, "handle"));
  const skus = nameless.map((row) => readField(run, row, "sku") ?? "").filter(Boolean);
  const owners = await readCodeOwners(sql, run.storeId, { sku: skus, barcode: [] });

  const items = new Map<string, Item>();
  let last: string | undefined;
  for (const row of rows) {
    const key = keyOf(run, row, (sku) => owners.get(`sku ${sku}`)?.slug) ?? last ?? "product";
    const item = items.get(key);
    if (item) item.rows.push(row);
    else items.set(key, { number: items.size + 1, key, rows: [row] });
    last = key;
  }
  return [...items.values()];
}

function keyOf(
  run: ImportRun,
  row: TableRow,
  ownerOf: (sku: string) => string | undefined,
): string | undefined {
  const handle = readField(run, row, "handle");
  if (handle) return slugOf(handle, 120) || "product";
  const sku = readField(run, row, "sku");
  const owner = sku && ownerOf(sku);
  if (owner) return owner;
  const title = readField(run, row, "title");
  if (title) return slugOf(title, 80) || "product";
  // Neither handle nor name nor a SKU that is known: a product of its own, which lacks a name.
  return sku ? slugOf(`sku ${sku}`, 80) : undefined;
}
