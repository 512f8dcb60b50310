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
  /** Where a deposit is paid first and the rest until a day; left out where nobody asks. */
  plan?: PartPlan | null;
}

/** How an order is paid in parts. */
export interface PartPlan {
  depositMinor: number;
  leftMinor: number;
  /** "2026-12-12", where the shop is. */
  lastDay: string;
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

/** `PartPlan` of the order `o` as JSON; null where it is paid at once. */
export function planJson(sql: Sql) {
  return sql`case when o.pay_by is not null then jsonb_build_object(
    'depositMinor', o.deposit_minor,
    'leftMinor', o.total_minor - (o.paid_minor - o.refunded_minor - o.refunding_minor),
    'lastDay', (
      select (o.pay_by at time zone s.time_zone)::date from public.stores as s where s.id = o.store_id
    )) end`;
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
      o.hand_way as "handWay", ${planJson(sql)} as plan, a.state as "attemptState",
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
