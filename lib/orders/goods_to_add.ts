import type { Sql } from "@/lib/db/mod.ts";

/** A variant that may come into an order. */
export interface GoodsToAdd {
  variantId: string;
  /** "Enamel mug, 350 ml". */
  name: string;
  priceMinor: number;
  /** Null: no limit. */
  available: number | null;
}

/** Goods on sale that a name finds; files are bought by themselves. */
export async function findGoods(
  sql: Sql,
  { storeId, query }: { storeId: string; query: string },
): Promise<GoodsToAdd[]> {
  const text = query.trim().slice(0, 80);
  if (text === "") return [];
  return await sql<GoodsToAdd[]>`
    select ${goodsColumns(sql)}
    from public.find_products(${storeId}, ${text}, 'published', null, 8) as f (id)
    join public.products as p on p.store_id = ${storeId} and p.id = f.id and not p.is_digital
    ${goodsJoins(sql)}
    order by p.title, v.position limit 30`;
}

/** The same of variants that are known; those that are not on sale any more are left out. */
export async function getGoods(
  sql: Sql,
  { storeId, variantIds }: { storeId: string; variantIds: string[] },
): Promise<GoodsToAdd[]> {
  if (variantIds.length === 0) return [];
  return await sql<GoodsToAdd[]>`
    select ${goodsColumns(sql)}
    from public.products as p
    ${goodsJoins(sql)}
    where p.store_id = ${storeId} and p.status = 'published' and not p.is_digital
      and v.id = any (${variantIds}::uuid[])
    order by p.title, v.position`;
}

function goodsColumns(sql: Sql) {
  return sql`v.id as "variantId", concat_ws(', ', p.title, nullif(array_to_string(v.option_values, ', '), '')) as name,
    v.price_minor as "priceMinor", case when v.is_stock_tracked and not v.is_backorder_allowed
      then greatest(coalesce(l.on_hand - l.reserved, 0), 0) end as available`;
}

function goodsJoins(sql: Sql) {
  return sql`join public.variants as v on v.store_id = p.store_id and v.product_id = p.id and v.archived_at is null
    left join public.locations as d on d.store_id = p.store_id and d.is_default
    left join public.inventory_levels as l
      on l.store_id = v.store_id and l.variant_id = v.id and l.location_id = d.id`;
}
