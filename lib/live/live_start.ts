import type { Sql } from "@/lib/db/mod.ts";

/** What a page knows as it is made: what happens later is news. */
export interface LiveStart {
  /** Id of the last event; null when nothing happened yet. */
  since: string | null;
  /** Number of the newest order; 0 for none. */
  newest: number;
}

/** Where a shop's events stand now. Under the rights of whoever asks. */
export async function getLiveStart(sql: Sql, storeId: string): Promise<LiveStart> {
  const [row] = await sql<LiveStart[]>`
    select (select e.id from public.order_events as e
        where e.store_id = ${storeId}
          and e.kind in ('placed', 'paid', 'needs_review', 'disputed', 'refund_failed')
        order by e.id desc limit 1) as since,
      coalesce((select o.number from public.orders as o where o.store_id = ${storeId}
        order by o.number desc limit 1), 0) as newest`;
  return row!;
}
