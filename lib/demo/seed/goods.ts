import type { Sql } from "@/lib/db/mod.ts";
import type { DemoProduct } from "../catalog.ts";
import type { StoredPicture } from "./pictures.ts";

export interface Goods {
  storeId: string;
  /** Newest first. */
  products: readonly DemoProduct[];
  pictures: readonly StoredPicture[];
}

/** Puts goods on the shelves with their stock and pictures, as if each had come in an hour apart. */
export async function insertGoods(sql: Sql, { storeId, products, pictures }: Goods): Promise<void> {
  await insertProducts(sql, { storeId, products });
  await insertVariants(sql, { storeId, products });
  await sql`
    insert into public.product_images (id, store_id, product_id, path, alt, width, height, widths,
      webp_bytes, position)
    select r.id, p.store_id, p.id, r.path, r.alt, r.width, r.height, r.widths, r.webp_bytes, r.position
    from jsonb_to_recordset(${sql.json(pictures.map(toImageRow))}) as r
      (slug text, id uuid, path text, alt text, width integer, height integer, widths integer[],
       webp_bytes integer[], position integer)
    join public.products as p on p.store_id = ${storeId} and p.slug = r.slug`;
}

async function insertProducts(
  sql: Sql,
  { storeId, products }: Pick<Goods, "storeId" | "products">,
): Promise<void> {
  const rows = products.map((product, age) => ({
    slug: product.slug,
    title: product.title,
    description: product.description,
    seo_description: product.seoDescription,
    category: product.category,
    tags: [...product.tags],
    option_names: product.options.map(({ name }) => name),
    age,
  }));
  // Oldest first: ids grow with time, and lists of the dashboard go by id.
  await sql`
    insert into public.products
      (store_id, category_id, slug, title, description, seo_description, tags, option_names, status, published_at)
    select c.store_id, c.id, r.slug, r.title, r.description, r.seo_description, r.tags, r.option_names,
      'published', now() - r.age * interval '1 hour'
    from jsonb_to_recordset(${sql.json(rows)}) as r
      (slug text, title text, description text, seo_description text, category text, tags text[],
       option_names text[], age integer)
    join public.categories as c on c.store_id = ${storeId} and c.slug = r.category
    order by r.age desc`;
}

async function insertVariants(
  sql: Sql,
  { storeId, products }: Pick<Goods, "storeId" | "products">,
): Promise<void> {
  const rows = sql.json(products.flatMap(toVariantRows));
  await sql`
    insert into public.variants (store_id, product_id, option_values, sku, price_minor, compare_at_minor,
      weight_g, is_stock_tracked, low_stock_level, position)
    select p.store_id, p.id, r.option_values, r.sku, r.price_minor, r.compare_at_minor,
      r.weight_g, r.is_stock_tracked, r.low_stock_level, r.position
    from jsonb_to_recordset(${rows}) as r
      (slug text, option_values text[], sku text, price_minor bigint, compare_at_minor bigint,
       weight_g integer, is_stock_tracked boolean, low_stock_level integer, position integer)
    join public.products as p on p.store_id = ${storeId} and p.slug = r.slug`;
  await sql`
    insert into public.variant_costs (variant_id, store_id, cost_minor)
    select v.id, v.store_id, r.cost_minor
    from jsonb_to_recordset(${rows}) as r (sku text, cost_minor bigint)
    join public.variants as v on v.store_id = ${storeId} and v.sku = r.sku`;
  await sql`
    select private.move_stock(v.id, 'received', r.stock, 0, null, 'First delivery')
    from jsonb_to_recordset(${rows}) as r (sku text, stock integer)
    join public.variants as v on v.store_id = ${storeId} and v.sku = r.sku
    where r.stock > 0 order by v.id`;
}

function toVariantRows({ slug, digital, variants }: DemoProduct) {
  return variants.map((variant, position) => ({
    slug,
    sku: variant.sku,
    option_values: [...variant.values],
    price_minor: variant.priceMinor,
    compare_at_minor: variant.compareAtMinor ?? null,
    cost_minor: variant.costMinor,
    weight_g: digital ? null : variant.weightGrams,
    is_stock_tracked: !digital,
    low_stock_level: variant.lowStockAt,
    stock: variant.stock,
    position,
  }));
}

function toImageRow({ productSlug, webpBytes, ...picture }: StoredPicture) {
  return { slug: productSlug, webp_bytes: webpBytes, ...picture };
}
