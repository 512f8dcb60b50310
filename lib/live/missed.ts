import type { Sql } from "@/lib/db/mod.ts";
import type { LiveEvent } from "./feed.ts";

/** More than this nobody reads one by one: the page is loaded anew with the first. */
const MOST = 100;

/**
 * What happened to the orders of a shop after an event, oldest first, with what happened in the five
 * seconds before: ids follow the clock, and not the order in which transactions end. Under the rights
 * of whoever asks.
 */
export async function listMissed(
  sql: Sql,
  storeId: string,
  after: string,
): Promise<LiveEvent[]> {
  return await sql<LiveEvent[]>`
    select e.id, e.store_id as "storeId", o.number, e.kind
    from public.order_events as e
    join public.orders as o on o.store_id = e.store_id and o.id = e.order_id
    where e.store_id = ${storeId} and e.id > ${overlapOf(after)}
      and e.kind in ('placed', 'paid', 'needs_review', 'disputed', 'refund_failed')
    order by e.id limit ${MOST}`;
}

/** An id of five seconds earlier; ids begin with 48 bits of milliseconds. */
function overlapOf(id: string): string {
  const ms = Math.max(parseInt(id.replaceAll("-", "").slice(0, 12), 16) - 5_000, 0);
  const hex = ms.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
