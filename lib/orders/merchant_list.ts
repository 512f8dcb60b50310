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
import { type FilterStore, type OrderFilter, toFinding } from "./order_filter.ts";

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

/** Orders of a store as a filter asks for them, and whether there are more. */
export async function listOrders(
  sql: Sql,
  store: FilterStore & { id: string },
  filter: OrderFilter,
  limit = 25,
): Promise<{ orders: OrderLine[]; hasMore: boolean }> {
  const finding = { ...toFinding(filter, store), limit: limit + 1 };
  const rows = await sql<OrderLine[]>`
    select o.number, o.status, o.payment_status as "paymentStatus",
      o.fulfilment_status as "fulfilmentStatus", o.needs_review as "needsReview",
      o.delivery_method as "deliveryMethod", o.currency, o.total_minor as "totalMinor",
      o.paid_minor as "paidMinor", o.contact_name as "contactName", o.area, o.placed_at as "placedAt",
      o.hand_way as "handWay", a.state as "attemptState",
      a.gateway as "attemptGateway", i.title as "firstItem", i.units
    from public.find_orders(${store.id}, ${sql.json(finding as never)}) as f
    join public.orders as o on o.store_id = ${store.id} and o.id = f.id
    left join lateral (
      select t.state, t.gateway from public.payment_attempts as t
      where t.store_id = o.store_id and t.order_id = o.id order by t.number desc limit 1
    ) as a on true
    cross join lateral (
      select coalesce((array_agg(i.product_title order by i.position))[1], '') as title,
        coalesce(sum(i.quantity), 0)::int as units
      from public.order_items as i where i.store_id = o.store_id and i.order_id = o.id
    ) as i
    order by f.place`;
  return { orders: rows.slice(0, limit), hasMore: rows.length > limit };
}
