import type { Sql } from "@/lib/db/mod.ts";
import type { MovementKind, StockReason } from "@/lib/enums.ts";

/** One line of the ledger: why the stock of a variant changed. */
export interface Movement {
  id: string;
  at: Date;
  kind: MovementKind;
  reason: StockReason | null;
  onHandDelta: number;
  reservedDelta: number;
  /** At that location, with this change in it. */
  onHandAfter: number;
  note: string;
  /** Who did it, as they were called then; null for orders. */
  actorName: string | null;
  orderNumber: number | null;
  location: string;
  /** Where it came from or went to. */
  peer: string | null;
}

/** Movements of a variant, newest first, and whether there are older ones. */
export async function listMovements(
  sql: Sql,
  { storeId, variantId, before, limit = 30 }: {
    storeId: string;
    variantId: string;
    /** Id of the last movement of the page before. */
    before?: string;
    limit?: number;
  },
): Promise<{ movements: Movement[]; hasMore: boolean }> {
  const rows = await sql<Movement[]>`
    select m.id, m.created_at as at, m.kind, m.reason, m.on_hand_delta as "onHandDelta",
      m.reserved_delta as "reservedDelta", m.on_hand_after as "onHandAfter", m.note, m.actor_name as "actorName",
      o.number as "orderNumber", l.name as location, peer.name as peer
    from public.inventory_movements as m
    join public.locations as l on l.store_id = m.store_id and l.id = m.location_id
    left join public.locations as peer on peer.store_id = m.store_id and peer.id = m.peer_location_id
    left join public.orders as o on o.store_id = m.store_id and o.id = m.order_id
    where m.store_id = ${storeId} and m.variant_id = ${variantId}
      ${before ? sql`and m.id < ${before}` : sql``}
    order by m.id desc limit ${limit + 1}`;
  return { movements: rows.slice(0, limit), hasMore: rows.length > limit };
}
