import type { Sql } from "@/lib/db/mod.ts";

/** What a message about a variant that runs low can say. */
export interface StockFacts {
  variantId: string;
  title: string;
  variant: string;
  sku: string | null;
  /** On hand where the website sells, and promised to nobody. */
  available: number;
  lowStockLevel: number;
  store: { slug: string; name: string; email: string | null };
}

/** Everything about the stock of one variant that a message may mention, in one statement. */
export async function loadStockFacts(sql: Sql, variantId: string): Promise<StockFacts> {
  const [facts] = await sql<StockFacts[]>`
    select v.id as "variantId", p.title, array_to_string(v.option_values, ', ') as variant, v.sku,
      l.on_hand - l.reserved as available, v.low_stock_level as "lowStockLevel",
      jsonb_build_object('slug', s.slug, 'name', s.name, 'email', s.contact_email) as store
    from public.variants as v
    join public.products as p on p.store_id = v.store_id and p.id = v.product_id
    join public.stores as s on s.id = v.store_id
    join public.locations as d on d.store_id = v.store_id and d.is_default
    join public.inventory_levels as l on l.variant_id = v.id and l.location_id = d.id
    where v.id = ${variantId}`;
  if (!facts) throw new Error(`There is no variant "${variantId}"`);
  return facts;
}
