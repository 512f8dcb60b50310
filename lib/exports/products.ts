import { can } from "@/lib/auth/mod.ts";
import type { CsvCell } from "@/lib/csv.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { ProductStatus } from "@/lib/enums.ts";
import { mediaUrl } from "@/lib/images/mod.ts";
import { formatDecimal } from "@/lib/money.ts";
import { richHtml } from "@/lib/rich_text.ts";
import type { Export, ExportStore } from "./export.ts";

/** Products a page; each has 100 variants at most. */
const PAGE = 100;

const COST = "Cost per item";

/** As Shopify names the columns of its own export, in its order. */
const COLUMNS = [
  ...["Handle", "Title", "Body (HTML)", "Vendor", "Product Category", "Type", "Tags", "Published"],
  ...["Option1 Name", "Option1 Value", "Option2 Name", "Option2 Value"],
  ...["Option3 Name", "Option3 Value", "Variant SKU", "Variant Grams"],
  ...["Variant Inventory Tracker", "Variant Inventory Qty", "Variant Inventory Policy"],
  ...["Variant Price", "Variant Compare At Price", "Variant Requires Shipping", "Variant Barcode"],
  ...["Image Src", "Image Position", "Image Alt Text", "SEO Title", "SEO Description", COST],
  "Status",
];

/** Products, a row a variant. What belongs to the product stands in its first row. */
export const PRODUCTS: Export = {
  entity: "products",
  permission: "products.view",
  columns: columnsFor,
  async page(sql, store, after) {
    const products = await readProducts(sql, store.id, after);
    const columns = columnsFor(store);
    const rows = products.flatMap((product) => rowsOf(product, store))
      .map((row) => columns.map((column) => row[column] ?? null));
    return { rows, next: products.length === PAGE ? products.at(-1)!.id : null };
  },
};

/** Whoever may not see costs gets no column of them: an empty one would say that there are none. */
function columnsFor(store: ExportStore): string[] {
  return can(store, "products.manage") ? COLUMNS : COLUMNS.filter((column) => column !== COST);
}

interface Product {
  id: string;
  slug: string;
  title: string;
  description: string;
  vendor: string;
  category: string | null;
  tags: string[];
  status: ProductStatus;
  option_names: string[];
  is_digital: boolean;
  seo_title: string;
  seo_description: string;
  variants: Variant[];
  /** Those that the job has made small: the others have no address yet. */
  pictures: { path: string; width: number; alt: string }[];
}

interface Variant {
  option_values: string[];
  sku: string | null;
  barcode: string | null;
  price_minor: number;
  compare_at_minor: number | null;
  cost_minor: number | null;
  weight_g: number | null;
  is_stock_tracked: boolean;
  is_backorder_allowed: boolean;
  on_hand: number;
}

async function readProducts(sql: Sql, storeId: string, after: string | null): Promise<Product[]> {
  return await sql<Product[]>`
    select p.id, p.slug, p.title, p.description, p.vendor, p.tags, p.status, p.option_names, p.is_digital,
      p.seo_title, p.seo_description,
      concat_ws(' > ', upper_most.name, parent.name, c.name) as category,
      (select coalesce(jsonb_agg(jsonb_build_object('path', i.path, 'alt', i.alt,
          'width', i.widths[cardinality(i.widths)]) order by i.position, i.id), '[]')
        from public.product_images as i
        where i.store_id = p.store_id and i.product_id = p.id and i.widths <> '{}') as pictures,
      (select coalesce(jsonb_agg(to_jsonb(v) || jsonb_build_object('cost_minor', k.cost_minor,
          'on_hand', coalesce(l.on_hand, 0)) order by v.position, v.id), '[]')
        from public.variants as v
        left join public.variant_costs as k on k.store_id = v.store_id and k.variant_id = v.id
        left join public.inventory_levels as l
          on l.store_id = v.store_id and l.variant_id = v.id and l.location_id = d.id
        where v.store_id = p.store_id and v.product_id = p.id and v.archived_at is null) as variants
    from public.products as p
    left join public.categories as c on c.store_id = p.store_id and c.id = p.category_id
    left join public.categories as parent on parent.store_id = c.store_id and parent.id = c.parent_id
    left join public.categories as upper_most
      on upper_most.store_id = parent.store_id and upper_most.id = parent.parent_id
    left join public.locations as d on d.store_id = p.store_id and d.is_default
    where p.store_id = ${storeId} ${after ? sql`and p.id > ${after}` : sql``}
    order by p.id limit ${PAGE}`;
}

type Row = Record<string, CsvCell>;

function rowsOf(product: Product, { currency, media }: ExportStore): Row[] {
  const { variants, pictures } = product;
  const money = (minor: number | null) => minor === null ? null : formatDecimal(minor, currency);
  return Array.from({ length: Math.max(1, variants.length, pictures.length) }, (_, i) => ({
    Handle: product.slug,
    ...(i === 0 && ofProduct(product)),
    ...(variants[i] && ofVariant(product, variants[i], money)),
    ...(pictures[i] && {
      "Image Src": mediaUrl(media, pictures[i].path, pictures[i].width),
      "Image Position": i + 1,
      "Image Alt Text": pictures[i].alt,
    }),
  }));
}

function ofProduct(product: Product): Row {
  return {
    "Title": product.title,
    "Body (HTML)": richHtml(product.description),
    "Vendor": product.vendor,
    "Product Category": product.category,
    "Tags": product.tags.join(", "),
    "Published": product.status === "published",
    "SEO Title": product.seo_title,
    "SEO Description": product.seo_description,
    "Status": { published: "active", archived: "archived", draft: "draft", scheduled: "draft" }[
      product.status
    ],
  };
}

function ofVariant(
  { option_names, is_digital }: Product,
  variant: Variant,
  money: (minor: number | null) => string | null,
): Row {
  // Shopify's way to say that a product comes in one form only.
  const names = option_names.length > 0 ? option_names : ["Title"];
  const values = option_names.length > 0 ? variant.option_values : ["Default Title"];
  const options = names.flatMap((name, i) => [
    [`Option${i + 1} Name`, name],
    [`Option${i + 1} Value`, values[i] ?? ""],
  ]);
  return {
    ...Object.fromEntries(options),
    "Variant SKU": variant.sku,
    "Variant Grams": variant.weight_g,
    "Variant Inventory Tracker": variant.is_stock_tracked ? "shopify" : null,
    "Variant Inventory Qty": variant.is_stock_tracked ? variant.on_hand : null,
    "Variant Inventory Policy": variant.is_backorder_allowed ? "continue" : "deny",
    "Variant Price": money(variant.price_minor),
    "Variant Compare At Price": money(variant.compare_at_minor),
    "Variant Requires Shipping": !is_digital,
    "Variant Barcode": variant.barcode,
    [COST]: money(variant.cost_minor),
  };
}
