import type { Sql } from "@/lib/db/mod.ts";
import { isId, readId } from "./ids.ts";

/** Stock of a variant at one location. */
export interface Level {
  locationId: string;
  onHand: number;
  reserved: number;
}

/** A variant as a line of the stock list. */
export interface StockLine {
  id: string;
  productId: string;
  title: string;
  /** "Red, Large"; empty for a product in one form. */
  variant: string;
  sku: string | null;
  isTracked: boolean;
  isBackorderAllowed: boolean;
  lowStockLevel: number;
  /** At its level or under it where the website sells. */
  isLow: boolean;
  levels: Level[];
}

export const STOCK_VIEWS = ["all", "low", "out"] as const;
export type StockView = typeof STOCK_VIEWS[number];

export interface StockFilter {
  view: StockView;
  /** Part of the title or of the SKU, or a whole barcode. */
  search?: string;
  /** Id of the last variant of the page before. */
  after?: string;
}

/** Narrows what an address asks for; anything unknown is left out. */
export function readStockFilter(params: URLSearchParams): StockFilter {
  return {
    view: STOCK_VIEWS.find((one) => one === params.get("view")) ?? "all",
    search: params.get("q")?.trim().slice(0, 120) || undefined,
    after: readId(params.get("after")),
  };
}

/** The query of this filter, after the page's own address. */
export function stockQuery({ view, search, after }: StockFilter): string {
  const given = Object.entries({ view: view === "all" ? "" : view, q: search, after });
  return `?${new URLSearchParams(given.filter(([, value]) => value) as [string, string][])}`;
}

/** Variants of a store with their stock everywhere, newest first, and whether there are more. */
export async function listStock(
  sql: Sql,
  storeId: string,
  { view, search, after, limit = 30 }: StockFilter & { limit?: number },
): Promise<{ lines: StockLine[]; hasMore: boolean }> {
  // The page first: what is looked up for each variant is looked up for those of the page alone.
  const rows = await sql<StockLine[]>`
    ${columns(sql)}
    from (${view === "all" ? allOf(sql, storeId) : lowOf(sql, storeId, view)}
      ${after ? sql`and v.id < ${after}` : sql``}
      ${search ? matching(sql, storeId, search) : sql``}
      order by v.id desc limit ${limit + 1}) as v
    join public.products as p on p.store_id = v.store_id and p.id = v.product_id
    order by v.id desc`;
  return { lines: rows.slice(0, limit), hasMore: rows.length > limit };
}

/** One variant with its stock everywhere, or null. */
export async function getStock(
  sql: Sql,
  { storeId, variantId }: { storeId: string; variantId: string },
): Promise<StockLine | null> {
  if (!isId(variantId)) return null;
  const [line] = await sql<StockLine[]>`
    ${columns(sql)}
    from public.variants as v
    join public.products as p on p.store_id = v.store_id and p.id = v.product_id
    where v.store_id = ${storeId} and v.id = ${variantId}`;
  return line ?? null;
}

function columns(sql: Sql) {
  return sql`
    select v.id, v.product_id as "productId", p.title,
      array_to_string(v.option_values, ', ') as variant, v.sku, v.is_stock_tracked as "isTracked",
      v.is_backorder_allowed as "isBackorderAllowed", v.low_stock_level as "lowStockLevel",
      v.product_status = 'published' and exists (
        select from public.inventory_levels as l where l.variant_id = v.id and l.is_low
      ) as "isLow",
      (select coalesce(jsonb_agg(jsonb_build_object('locationId', l.location_id,
          'onHand', l.on_hand, 'reserved', l.reserved)), '[]')
        from public.inventory_levels as l where l.variant_id = v.id) as levels`;
}

function allOf(sql: Sql, storeId: string) {
  return sql`
    select v.* from public.variants as v
    where v.store_id = ${storeId} and v.archived_at is null and v.product_status <> 'archived'`;
}

/** Read from the levels, of which few are low. What is out is low too. */
function lowOf(sql: Sql, storeId: string, view: "low" | "out") {
  return sql`
    select v.* from public.inventory_levels as low
    join public.variants as v on v.store_id = low.store_id and v.id = low.variant_id
    where low.store_id = ${storeId} and low.is_low and v.product_status = 'published'
      ${view === "out" ? sql`and low.on_hand <= low.reserved` : sql``}`;
}

/** Narrows variants `v` to those of products with this in their title, with this in their SKU, or of this barcode. */
export function matching(sql: Sql, storeId: string, search: string) {
  const pattern = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  return sql`
    and (v.sku ilike ${pattern} or v.barcode = ${search} or v.product_id in (
      select p.id from public.products as p
      where p.store_id = ${storeId} and p.title ilike ${pattern}))`;
}
