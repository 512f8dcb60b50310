import type { Sql } from "@/lib/db/mod.ts";
import type { FulfilmentState, ReturnState } from "@/lib/enums.ts";

/** A part of an order that goes out together. Times are ISO 8601. */
export interface OrderFulfilment {
  number: number;
  state: FulfilmentState;
  carrier: string;
  /** A number of the carrier's, or an address. */
  tracking: string;
  /** E.164. */
  riderPhone: string | null;
  packedAt: string;
  shippedAt: string | null;
  deliveredAt: string | null;
  lines: GoodsLine[];
}

/** Goods that come back, or that somebody wants to bring back. */
export interface OrderReturn {
  number: number;
  state: ReturnState;
  reason: string;
  isFromShopper: boolean;
  isRestocked: boolean;
  requestedAt: string;
  receivedAt: string | null;
  closedAt: string | null;
  lines: GoodsLine[];
}

/** So many of a bought line. */
export interface GoodsLine {
  itemId: string;
  quantity: number;
}

/** What of a bought line was refunded; `unsent` had not been packed by then and stays. */
export interface RefundedLine {
  itemId: string;
  quantity: number;
  unsent: number;
}

/** JSON list of `OrderFulfilment` of the order `o`. */
export function fulfilmentsJson(sql: Sql) {
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object('number', f.number, 'state', f.state,
      'carrier', f.carrier, 'tracking', f.tracking, 'riderPhone', f.rider_phone,
      'packedAt', f.packed_at, 'shippedAt', f.shipped_at, 'deliveredAt', f.delivered_at,
      'lines', (
        select coalesce(jsonb_agg(jsonb_build_object('itemId', l.order_item_id, 'quantity', l.quantity)), '[]')
        from public.fulfilment_lines as l where l.store_id = f.store_id and l.fulfilment_id = f.id
      )) order by f.number), '[]')
    from public.fulfilments as f where f.store_id = o.store_id and f.order_id = o.id
  )`;
}

/** JSON list of `OrderReturn` of the order `o`. */
export function returnsJson(sql: Sql) {
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object('number', b.number, 'state', b.state,
      'reason', b.reason, 'isFromShopper', b.is_from_shopper, 'isRestocked', b.is_restocked,
      'requestedAt', b.requested_at, 'receivedAt', b.received_at, 'closedAt', b.closed_at,
      'lines', (
        select coalesce(jsonb_agg(jsonb_build_object('itemId', l.order_item_id, 'quantity', l.quantity)), '[]')
        from public.return_lines as l where l.store_id = b.store_id and l.return_id = b.id
      )) order by b.number), '[]')
    from public.returns as b where b.store_id = o.store_id and b.order_id = o.id
  )`;
}

/** JSON list of `RefundedLine` of the order `o`. */
export function refundedLinesJson(sql: Sql) {
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object('itemId', l.order_item_id,
      'quantity', l.quantity, 'unsent', l.unsent_quantity)), '[]')
    from public.refunds as r
    join public.refund_lines as l on l.store_id = r.store_id and l.refund_id = r.id
    where r.store_id = o.store_id and r.order_id = o.id and r.state <> 'failed'
  )`;
}

/** What of an order its goods are told from. */
export interface OrderGoods {
  items: { id: string; quantity: number; isDigital: boolean }[];
  fulfilments: Pick<OrderFulfilment, "state" | "lines">[];
  returns: Pick<OrderReturn, "state" | "receivedAt" | "lines">[];
  refundedLines: RefundedLine[];
}

function quantityIn(lines: GoodsLine[], itemId: string): number {
  return lines.reduce((sum, line) => line.itemId === itemId ? sum + line.quantity : sum, 0);
}

/** How many of each bought line are still to pack, those of which some are; as the database counts. */
export function goodsToPack(order: OrderGoods): GoodsLine[] {
  const packed = order.fulfilments.filter(({ state }) => state !== "cancelled")
    .flatMap(({ lines }) => lines);
  return order.items.filter(({ isDigital }) => !isDigital).map(({ id, quantity }) => {
    const unsent = order.refundedLines.filter(({ itemId }) => itemId === id)
      .reduce((sum, line) => sum + line.unsent, 0);
    return { itemId: id, quantity: quantity - quantityIn(packed, id) - unsent };
  }).filter(({ quantity }) => quantity > 0);
}

/** How many of each bought line are with the buyer and not spoken of as a return. */
export function returnableGoods(order: OrderGoods): GoodsLine[] {
  const gone = order.fulfilments
    .filter(({ state }) => state === "shipped" || state === "delivered")
    .flatMap(({ lines }) => lines);
  const announced = order.returns
    .filter(({ state, receivedAt }) => state !== "closed" || receivedAt !== null)
    .flatMap(({ lines }) => lines);
  return order.items.map(({ id }) => ({
    itemId: id,
    quantity: quantityIn(gone, id) - quantityIn(announced, id),
  })).filter(({ quantity }) => quantity > 0);
}

/** The fewest that an edit may leave of a bought line: what was packed, given back or spoken of stays. */
export function fewestOf(order: OrderGoods, itemId: string): number {
  const item = order.items.find(({ id }) => id === itemId)!;
  if (item.isDigital) return item.quantity;
  const left = quantityIn(goodsToPack(order), itemId);
  const refunded = order.refundedLines.filter((line) => line.itemId === itemId)
    .reduce((sum, line) => sum + line.quantity, 0);
  const isSpokenOf = refunded > 0 ||
    order.returns.some(({ lines }) => quantityIn(lines, itemId) > 0);
  return Math.max(item.quantity - left, refunded, isSpokenOf ? 1 : 0);
}
