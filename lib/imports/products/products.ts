import { v7 as newId } from "uuid";
import postgres from "postgres";
import { isRefusedInput } from "@/lib/db/mod.ts";
import {
  type ImportRun,
  type Item,
  type ItemKind,
  type Plan,
  Problems,
  readField,
} from "../item.ts";
import { MAX_ROWS } from "../read_table.ts";
import { groupProducts } from "./group.ts";
import { mergeVariants, type Variants } from "./merge_variants.ts";
import { type ProductChange, readProduct, withSlugs } from "./read_product.ts";
import {
  type CodeOwner,
  CODES,
  readCategories,
  readCodeOwners,
  readStored,
  type Stored,
} from "./stored.ts";

/** A product as it is to be. */
export interface ProductWrite {
  id: string;
  input: Record<string, unknown>;
}

interface Around {
  categories: Map<string, string>;
  /** Who has a code in the shop, as "sku ABC-1". */
  owners: Map<string, CodeOwner>;
  /** Where the file had a code before. */
  seen: Map<string, { key: string; line: number }>;
}

/** Products of one import; codes that the file has twice are told at the second. */
export function productItems(): ItemKind<ProductWrite> {
  const seen: Around["seen"] = new Map();
  return {
    group: groupProducts,
    async plan(sql, run, items, isHeld) {
      const { storeId } = run;
      const slugs = items.map(({ key }) => key);
      const cells = (field: string) =>
        items.flatMap(({ rows }) => rows.map((row) => readField(run, row, field) ?? ""))
          .filter(Boolean);
      const stored = await readStored(sql, { storeId, slugs, isHeld });
      const categories = await readCategories(sql, storeId);
      const codes = { sku: cells("sku"), barcode: cells("barcode") };
      const owners = await readCodeOwners(sql, storeId, codes);
      return items.map((item) =>
        planProduct(run, item, stored.get(item.key), { categories, owners, seen })
      );
    },
    async write(sql, run, { id, input }) {
      await sql`select private.import_product(${run.id}, ${id}, ${sql.json(input as never)})`;
    },
    explain,
  };
}

/** What comes of the rows of one product. Pure but for the codes that it has seen. */
export function planProduct(
  run: ImportRun,
  item: Item,
  stored: Stored | undefined,
  around: Around,
): Plan<ProductWrite> {
  const problems = new Problems(run);
  const change = readProduct(run, item.rows[0]!, { problems, stored: stored?.product });
  const merged = mergeVariants(run, item.rows, { stored, problems });
  checkCodes(item, merged, { problems, around });
  if (problems.found.length > 0) return { outcome: "refused", problems: problems.found };
  for (const [id, { line }] of merged.rows) {
    for (const code of codesOf(merged, id)) around.seen.set(code.key, { key: item.key, line });
  }
  const input = inputOf(item, { change, merged, stored, categories: around.categories });
  const outcome = stored ? isSame(stored, input) ? "unchanged" : "changed" : "new";
  return { outcome, problems: [], write: { id: stored?.product.id ?? newIdOf(item), input } };
}

/** A millisecond of its own: that is all that stays of it, and lists go by it. So they keep the file's order. */
function newIdOf({ number }: Item): string {
  return newId({ msecs: Date.now() - MAX_ROWS + number });
}

function codesOf({ variants }: Variants, id: string) {
  const variant = variants.find((one) => one.id === id)!;
  return CODES.flatMap((field) =>
    variant[field] ? [{ field, key: `${field} ${variant[field]}` }] : []
  );
}

const CODE_NAMES = { sku: "SKU", barcode: "barcode" };

function checkCodes(
  item: Item,
  merged: Variants,
  { problems, around }: { problems: Problems; around: Around },
): void {
  const own = new Map<string, number>();
  for (const [id, row] of merged.rows) {
    for (const { field, key } of codesOf(merged, id)) {
      const owner = around.owners.get(key);
      const before = around.seen.get(key);
      const line = own.get(key) ?? (before && before.key !== item.key ? before.line : undefined);
      if (line !== undefined) {
        problems.add(row, field, `Row ${line} has this ${CODE_NAMES[field]} as well.`);
      } else if (owner && owner.slug !== item.key) {
        problems.add(row, field, `Another product has this ${CODE_NAMES[field]}: ${owner.title}.`);
      }
      own.set(key, row.line);
    }
  }
}

interface Parts {
  change: ProductChange;
  merged: Variants;
  stored?: Stored;
  categories: Map<string, string>;
}

function inputOf(item: Item, { change, merged, stored, categories }: Parts) {
  const { category, ...rest } = change;
  const product = {
    ...BLANK,
    ...stored?.product,
    ...rest,
    slug: item.key,
    option_names: merged.option_names,
    variants: merged.variants,
  };
  // Files cannot come in a table: without one a digital product is not shown.
  if (product.is_digital && !stored?.has_file && product.status !== "archived") {
    product.status = "draft";
  }
  if (product.status !== "scheduled") product.publish_at = null;
  if (!category) return product;
  const known = categories.get(category.join(" > ").toLowerCase());
  if (category.length === 0) return { ...product, category_id: null };
  return known
    ? { ...product, category_id: known }
    : { ...product, new_category: withSlugs(category) };
}

const BLANK = {
  title: "",
  description: "",
  vendor: "",
  tags: [] as string[],
  seo_title: "",
  seo_description: "",
  status: "published" as Stored["product"]["status"],
  publish_at: null as string | null,
  category_id: null as string | null,
  is_digital: false,
};

/** True when writing it would change nothing. */
function isSame(stored: Stored, input: ReturnType<typeof inputOf>): boolean {
  if ("new_category" in input) return false;
  const { variants, ...product } = input;
  const was = new Map(stored.variants.map((variant) => [variant.id, variant]));
  return equal({ ...stored.product, ...product }, stored.product) &&
    variants.every(({ stock, ...variant }) => {
      const before = was.get(variant.id);
      return before !== undefined && (stock === undefined || stock === before.on_hand) &&
        equal({ ...before, ...variant }, before);
    });
}

/** Same columns in the same order on both sides: one was spread over the other. */
function equal(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What changed in the shop between looking and writing. */
function explain(error: unknown): { field: string | null; text: string } | null {
  if (!(error instanceof postgres.PostgresError)) return null;
  switch (error.constraint_name) {
    case "products_store_id_slug_key":
      return { field: "handle", text: "Another product has this address by now." };
    case "variants_store_id_sku_key":
      return { field: "sku", text: "Another product has this SKU by now." };
    case "variants_store_id_barcode_key":
      return { field: "barcode", text: "Another product has this barcode by now." };
  }
  if (error.code === "23514" && error.table_name === "inventory_levels") {
    return { field: "quantity", text: "Open orders hold more than that." };
  }
  return isRefusedInput(error)
    ? { field: null, text: "Something in this product is not allowed here." }
    : null;
}
