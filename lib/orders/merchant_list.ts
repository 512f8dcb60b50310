import type { Sql } from "@/lib/db/mod.ts";
import type {
  AttemptState,
  DeliveryMethod,
  FulfilmentStatus,
  Gateway,
  HandWay,
  OrderStatus,
  PaymentStatus,
} from "@/lib/enums.ts";
import type { Currency } from "@/lib/money.ts";

/** What both a line of the list and the page of an order say about its state. */
export interface OrderState {
  status: OrderStatus;
  paymentStatus: PaymentStatus;
  fulfilmentStatus: FulfilmentStatus;
  needsReview: boolean;
  deliveryMethod: DeliveryMethod;
  currency: Currency;
  totalMinor: number;
  paidMinor: number;
  /** Of the last try to be paid; null when there was none. */
  attemptState: AttemptState | null;
  attemptGateway: Gateway | null;
  /** How it is to be paid without a gateway; null: by one. */
  handWay: HandWay | null;
}

/** An order as a line of the merchant's list. */
export interface OrderLine extends OrderState {
  number: number;
  contactName: string;
  area: string | null;
  /** The first item and how many more units there are. */
  firstItem: string;
  units: number;
  placedAt: Date;
}

export const ORDER_TABS = ["all", "to_pay", "to_pack", "review"] as const;
export type OrderTab = typeof ORDER_TABS[number];

export interface OrderFilter {
  tab: OrderTab;
  /** Number of the last order of the page before. */
  before?: number;
  limit?: number;
}

/** Narrows what an address asks for; anything unknown is left out. */
export function readOrderFilter(params: URLSearchParams): OrderFilter {
  const before = params.get("before") ?? "";
  return {
    tab: ORDER_TABS.find((tab) => tab === params.get("tab")) ?? "all",
    before: /^[1-9]\d{0,8}$/.test(before) ? Number(before) : undefined,
  };
}

/** Orders of a store, newest first, and whether there are older ones. */
export async function listOrders(
  sql: Sql,
  storeId: string,
  { tab, before, limit = 25 }: OrderFilter,
): Promise<{ orders: OrderLine[]; hasMore: boolean }> {
  const conditions = {
    all: sql``,
    to_pay: sql`and o.status = 'pending'`,
    to_pack: sql`and o.payment_status <> 'refunded' and (o.status = 'paid'
      or (o.status = 'pending' and o.hand_way = 'cash' and o.fulfilment_status <> 'delivered'))`,
    review: sql`and o.needs_review`,
  };
  // The cursor is the number that people see; ids are what the indexes are sorted by.
  const older = before
    ? sql`and o.id < (select b.id from public.orders as b where b.store_id = ${storeId} and b.number = ${before})`
    : sql``;
  const rows = await sql<OrderLine[]>`
    select o.number, o.status, o.payment_status as "paymentStatus",
      o.fulfilment_status as "fulfilmentStatus", o.needs_review as "needsReview",
      o.delivery_method as "deliveryMethod", o.currency, o.total_minor as "totalMinor",
      o.paid_minor as "paidMinor", o.contact_name as "contactName", o.area, o.placed_at as "placedAt",
      o.hand_way as "handWay", a.state as "attemptState",
      a.gateway as "attemptGateway", i.title as "firstItem", i.units
    from public.orders as o
    left join lateral (
      select t.state, t.gateway from public.payment_attempts as t
      where t.store_id = o.store_id and t.order_id = o.id order by t.number desc limit 1
    ) as a on true
    cross join lateral (
      select coalesce((array_agg(i.product_title order by i.position))[1], '') as title,
        coalesce(sum(i.quantity), 0)::int as units
      from public.order_items as i where i.store_id = o.store_id and i.order_id = o.id
    ) as i
    where o.store_id = ${storeId} ${conditions[tab]} ${older}
    order by o.id desc limit ${limit + 1}`;
  return { orders: rows.slice(0, limit), hasMore: rows.length > limit };
}
