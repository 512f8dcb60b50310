import type { Sql } from "@/lib/db/mod.ts";
import { readId } from "./ids.ts";
import { matching } from "./stock.ts";

/** A variant on the sheet of a stock take. */
export interface SheetLine {
  id: string;
  title: string;
  variant: string;
  sku: string | null;
  /** Null until somebody counted it. */
  counted: number | null;
  countedBy: string | null;
}

/** What was counted of a variant, beside what should have been there. */
export interface Difference {
  id: string;
  title: string;
  variant: string;
  sku: string | null;
  counted: number;
  expected: number;
  countedBy: string | null;
  countedAt: Date;
}

export interface SheetFilter {
  search?: string;
  /** Id of the last variant of the page before. */
  after?: string;
}

/** Narrows what an address asks for. */
export function readSheetFilter(params: URLSearchParams): SheetFilter {
  return {
    search: params.get("q")?.trim().slice(0, 120) || undefined,
    after: readId(params.get("after")),
  };
}

/** The query of this filter, after the page's own address. */
export function sheetQuery({ search, after }: SheetFilter): string {
  const given = Object.entries({ q: search, after }).filter(([, value]) => value);
  return `?${new URLSearchParams(given as [string, string][])}`;
}

interface OneCount {
  storeId: string;
  countId: string;
}

/** A page of the variants that are counted in this shop, with what was counted of them. */
export async function listSheet(
  sql: Sql,
  { storeId, countId }: OneCount,
  { search, after, limit = 50 }: SheetFilter & { limit?: number },
): Promise<{ lines: SheetLine[]; hasMore: boolean }> {
  // The page first: what is looked up for each variant is looked up for those of the page alone.
  const rows = await sql<SheetLine[]>`
    select v.id, p.title, array_to_string(v.option_values, ', ') as variant, v.sku,
      n.counted, n.counted_by_name as "countedBy"
    from (
      select v.id, v.store_id, v.product_id, v.option_values, v.sku from public.variants as v
      where v.store_id = ${storeId} and v.archived_at is null and v.product_status <> 'archived'
        and v.is_stock_tracked
        ${after ? sql`and v.id < ${after}` : sql``}
        ${search ? matching(sql, storeId, search) : sql``}
      order by v.id desc limit ${limit + 1}) as v
    join public.products as p on p.store_id = v.store_id and p.id = v.product_id
    left join public.stock_count_lines as n
      on n.store_id = v.store_id and n.count_id = ${countId} and n.variant_id = v.id
    order by v.id desc`;
  return { lines: rows.slice(0, limit), hasMore: rows.length > limit };
}

/** A page of what differs in a stock take, and whether there is more. */
export async function listDifferences(
  sql: Sql,
  { storeId, countId }: OneCount,
  { after, limit = 50 }: { after?: string; limit?: number },
): Promise<{ differences: Difference[]; hasMore: boolean }> {
  const rows = await sql<Difference[]>`
    select v.id, p.title, array_to_string(v.option_values, ', ') as variant, v.sku,
      n.counted, n.expected, n.counted_by_name as "countedBy", n.counted_at as "countedAt"
    from public.stock_count_lines as n
    join public.variants as v on v.store_id = n.store_id and v.id = n.variant_id
    join public.products as p on p.store_id = v.store_id and p.id = v.product_id
    where n.store_id = ${storeId} and n.count_id = ${countId} and n.difference <> 0
      ${after ? sql`and n.variant_id < ${after}` : sql``}
    order by n.variant_id desc limit ${limit + 1}`;
  return { differences: rows.slice(0, limit), hasMore: rows.length > limit };
}
