import type { Sql } from "@/lib/db/mod.ts";
import { PRODUCT_STATUSES, type ProductStatus } from "@/lib/enums.ts";

/** A product as a line of the merchant's list. */
export interface ProductLine {
  id: string;
  title: string;
  status: ProductStatus;
  category: string | null;
  cover: { path: string; widths: number[]; alt: string } | null;
  minPriceMinor: number | null;
  maxPriceMinor: number | null;
  variants: number;
  /** On hand where the website sells and not promised; null when nothing of it is counted. */
  available: number | null;
  /** Variants at or under the level that asks for more. */
  low: number;
}

export interface ProductFilter {
  status?: ProductStatus;
  /** Words of it, as shoppers search, or a SKU or barcode. */
  search?: string;
  /** Id of the last product of the page before. */
  after?: string;
  limit?: number;
}

/** Narrows what an address asks for; anything unknown is left out. */
export function readProductFilter(params: URLSearchParams): ProductFilter {
  const status = PRODUCT_STATUSES.find((one) => one === params.get("status"));
  const after = params.get("after") ?? "";
  return {
    status,
    search: params.get("q")?.replaceAll("\0", "").trim().slice(0, 120) || undefined,
    after: /^[0-9a-f-]{36}$/.test(after) ? after : undefined,
  };
}

/** The address of what a filter asks for, as it is read again. */
export function productQuery({ status, search, after }: ProductFilter): string {
  const given = Object.entries({ status, q: search, after }).filter(([, value]) => value);
  return `?${new URLSearchParams(given as [string, string][])}`;
}

/** Products of a store, newest first, and whether there are more. */
export async function listProducts(
  sql: Sql,
  storeId: string,
  { status, search, after, limit = 30 }: ProductFilter = {},
): Promise<{ products: ProductLine[]; hasMore: boolean }> {
  const found = search && sql`and p.id in (
    select public.find_products(
      ${storeId}, ${search}, ${status ?? null}::public.product_status, ${after ?? null}, ${
    limit + 1
  }
    )
  )`;
  // The page first: what is looked up for each product is looked up for those of the page alone.
  const page = sql`
    select p.id, p.store_id, p.category_id, p.title, p.status
    from public.products as p
    where p.store_id = ${storeId}
      ${status ? sql`and p.status = ${status}` : sql`and p.status <> 'archived'`}
      ${found || sql``}
      ${after ? sql`and p.id < ${after}` : sql``}
    order by p.id desc limit ${limit + 1}`;
  const rows = await sql<Row[]>`
    select p.id, p.title, p.status, c.name as category, i.cover, v.*
    from (${page}) as p
    left join public.categories as c on c.store_id = p.store_id and c.id = p.category_id
    left join lateral (
      select jsonb_build_object('path', i.path, 'widths', i.widths, 'alt', i.alt) as cover
      from public.product_images as i
      where i.store_id = p.store_id and i.product_id = p.id order by i.position, i.id limit 1
    ) as i on true
    cross join lateral (
      select count(*)::int as variants, min(v.price_minor) as min_price, max(v.price_minor) as max_price,
        (sum(l.on_hand - l.reserved) filter (where v.is_stock_tracked))::int as available,
        (count(*) filter (where v.is_stock_tracked and l.on_hand - l.reserved <= v.low_stock_level))::int as low
      from public.variants as v
      left join public.inventory_levels as l on l.variant_id = v.id and l.location_id = (
        select d.id from public.locations as d where d.store_id = ${storeId} and d.is_default)
      where v.store_id = p.store_id and v.product_id = p.id and v.archived_at is null
    ) as v
    order by p.id desc`;
  return { products: rows.slice(0, limit).map(toLine), hasMore: rows.length > limit };
}

interface Row {
  id: string;
  title: string;
  status: ProductStatus;
  category: string | null;
  cover: ProductLine["cover"];
  variants: number;
  min_price: number | null;
  max_price: number | null;
  available: number | null;
  low: number;
}

function toLine({ min_price, max_price, ...row }: Row): ProductLine {
  return { ...row, minPriceMinor: min_price, maxPriceMinor: max_price };
}
