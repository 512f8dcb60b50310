import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { csvLine } from "@/lib/csv.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { PERMISSIONS } from "@/lib/enums.ts";
import { type InStore, openExport, PRODUCTS } from "@/lib/exports/mod.ts";
import { richHtml } from "@/lib/rich_text.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { openImports } from "@/tests/fixtures/imports.ts";
import { CAST, makeShop } from "@/tests/fixtures/shop.ts";

const word = fc.stringMatching(/^[A-Za-z'"=@,;&<é][A-Za-z0-9 ,;"'&<é-]{0,18}[a-z]$/)
  .map((text) => text.replace(/\s+/g, " "));
/** Paragraphs and lists with marks in them. */
const marked = fc.oneof(
  word.map((text) => `**${text}** and _${text}_, [${text}](https://a.example/?a=1&b=2)`),
  fc.array(word, { minLength: 1, maxLength: 3 }).map((items) =>
    items.map((one) => `- ${one}`).join("\n")
  ),
  fc.tuple(word, word).map(([one, other]) => `> ${one}\n${other}`),
);
const amount = fc.integer({ min: 1, max: 90_000 }).map((n) => `${n}.00`);
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: "" });

const variant = fc.record({
  sku: fc.boolean(),
  barcode: fc.boolean(),
  price: amount,
  before: fc.boolean(),
  cost: maybe(amount),
  grams: maybe(fc.nat({ max: 90_000 }).map(String)),
  isTracked: fc.boolean(),
  stock: fc.nat({ max: 500 }),
  policy: fc.constantFrom("deny", "continue"),
});

const product = fc.record({
  title: word,
  description: fc.array(fc.oneof(word, marked), { maxLength: 4 }).map((lines) =>
    lines.join("\n\n")
  ),
  vendor: maybe(word),
  category: fc.uniqueArray(fc.stringMatching(/^[A-Z][a-z]{2,8}$/), { maxLength: 3 }),
  tags: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,5} ?[a-z]{1,5}$/), { maxLength: 4 }),
  status: fc.constantFrom("active", "draft", "archived"),
  seo: maybe(word),
  seoTitle: maybe(word),
  options: fc.uniqueArray(fc.constantFrom("Size", "Colour", "Fabric"), { maxLength: 3 }),
  variants: fc.array(variant, { minLength: 1, maxLength: 5 }),
  isDigital: fc.boolean(),
  // No file came with it, and without one files are not shown.
}).map((one) => one.isDigital && one.status === "active" ? { ...one, status: "draft" } : one);

const HEADER = [
  ...["Handle", "Title", "Body (HTML)", "Vendor", "Product Category", "Type", "Tags", "Published"],
  ...["Option1 Name", "Option1 Value", "Option2 Name", "Option2 Value"],
  ...["Option3 Name", "Option3 Value", "Variant SKU", "Variant Grams"],
  ...["Variant Inventory Tracker", "Variant Inventory Qty", "Variant Inventory Policy"],
  ...["Variant Price", "Variant Compare At Price", "Variant Requires Shipping"],
  "Variant Barcode",
  ...["Image Src", "Image Position", "Image Alt Text", "SEO Title", "SEO Description"],
  ...["Cost per item", "Status"],
];

/** The file of products as our own export would write it. */
function fileOf(products: Product[]): string {
  const rows = products.flatMap((one, p) => {
    const variants = one.options.length > 0 ? one.variants : one.variants.slice(0, 1);
    return variants.map((variant, v) => rowOf(one, variant, { p, v }));
  });
  return "\ufeff" + [HEADER, ...rows.map((row) => HEADER.map((head) => row[head] ?? null))]
    .map(csvLine).join("");
}

type Product = typeof product extends fc.Arbitrary<infer T> ? T : never;

function rowOf(
  one: Product,
  variant: Product["variants"][number],
  { p, v }: { p: number; v: number },
): Record<string, string | number | boolean> {
  const names = one.options.length > 0 ? one.options : ["Title"];
  const sells = variant.isTracked && variant.policy === "continue";
  return {
    "Handle": `p-${p}`,
    ...(v === 0 && {
      "Title": one.title,
      "Body (HTML)": richHtml(one.description),
      "Vendor": one.vendor,
      "Product Category": one.category.join(" > "),
      "Tags": one.tags.join(", "),
      "Published": one.status === "active",
      "SEO Title": one.seoTitle,
      "SEO Description": one.seo,
      "Status": one.status,
    }),
    ...Object.fromEntries(names.flatMap((name, i) => [
      [`Option${i + 1} Name`, name],
      [`Option${i + 1} Value`, one.options.length > 0 ? `${name} ${v}` : "Default Title"],
    ])),
    ...(variant.sku && { "Variant SKU": `S-${p}-${v}` }),
    ...(variant.barcode && { "Variant Barcode": `B-${p}-${v}` }),
    "Variant Grams": variant.grams,
    "Variant Inventory Tracker": variant.isTracked ? "shopify" : "",
    "Variant Inventory Qty": variant.isTracked ? variant.stock : "",
    "Variant Inventory Policy": sells ? "continue" : "deny",
    "Variant Price": variant.price,
    "Variant Compare At Price": variant.before ? `${Number(variant.price) + 100}.00` : "",
    "Variant Requires Shipping": !one.isDigital,
    "Cost per item": variant.cost,
  };
}

Deno.test("what is imported is what is exported, cell by cell, for any products", async () => {
  const database = await startDatabase();
  const sql = postgres(database.url, { max: 2, onnotice: () => {} });
  const bench = openImports(database, sql);
  let shops = 0;
  try {
    const products = fc.array(product, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(products, async (products) => {
        const { storeId } = await makeShop(sql, { slug: `shop-${++shops}` });
        await sql`delete from products where store_id = ${storeId}`;
        const text = fileOf(products);

        const { counts } = await bench.run({ storeId, user: CAST.merchant, text });

        assert.deepEqual(counts, { new: products.length, changed: 0, unchanged: 0, refused: 0 });
        const store = {
          id: storeId,
          currency: "KES" as const,
          permissions: PERMISSIONS,
          timeZone: "Africa/Nairobi",
          orderPrefix: "KK",
          media: "",
        };
        const inStore: InStore = (run) => bench.as(CAST.merchant, (sql: Sql) => run(sql, store));
        const bytes = await new Response(await openExport(PRODUCTS, inStore)).bytes();
        assert.equal(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes), text);
        const again = await bench.check({ storeId, user: CAST.merchant, text });
        assert.equal(again.counts.unchanged, products.length);
      }),
      { numRuns: 40 },
    );
  } finally {
    await Promise.all([bench.stop(), sql.end()]);
    await database.stop();
  }
});
