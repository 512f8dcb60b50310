import type { Sql } from "@/lib/db/mod.ts";
import { ok, refuse } from "@/lib/result.ts";
import type { Product } from "./product_schema.ts";

/** Columns of `Product` for `public.products as p`. */
export function columns(sql: Sql) {
  return sql`
    p.id, p.store_id, p.title, p.slug, p.description, p.seo_title, p.seo_description, p.status,
    p.publish_at, p.category_id, p.vendor, p.tags, p.option_names, p.is_digital, p.created_at, p.updated_at,
    (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'option_values', v.option_values,
        'sku', v.sku, 'barcode', v.barcode, 'price_minor', v.price_minor,
        'compare_at_minor', v.compare_at_minor, 'cost_minor', c.cost_minor, 'weight_g', v.weight_g,
        'length_mm', v.length_mm, 'width_mm', v.width_mm, 'height_mm', v.height_mm, 'image_id', v.image_id,
        'is_stock_tracked', v.is_stock_tracked, 'is_backorder_allowed', v.is_backorder_allowed,
        'low_stock_level', v.low_stock_level, 'on_hand', coalesce(l.on_hand, 0),
        'reserved', coalesce(l.reserved, 0)) order by v.position, v.id), '[]')
      from public.variants as v
      left join public.variant_costs as c on c.store_id = v.store_id and c.variant_id = v.id
      left join public.inventory_levels as l on l.variant_id = v.id and l.location_id = (
        select d.id from public.locations as d where d.store_id = p.store_id and d.is_default)
      where v.store_id = p.store_id and v.product_id = p.id and v.archived_at is null) as variants,
    (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'path', i.path, 'widths', i.widths,
        'alt', i.alt) order by i.position, i.id), '[]')
      from public.product_images as i
      where i.store_id = p.store_id and i.product_id = p.id) as images`;
}

/** The product with this id; null when the store shows its caller none. */
export async function read(
  { sql, store, id }: { sql: Sql; store: { id: string }; id: string },
): Promise<Product | null> {
  const [row] = await sql<Product[]>`
    select ${
    columns(sql)
  } from public.products as p where p.store_id = ${store.id} and p.id = ${id}`;
  return row ?? null;
}

/** A product, or that there is none. */
export function toResult(product: Product | null) {
  return product ? ok(product) : refuse("not_found");
}
