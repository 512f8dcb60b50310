import type { Sql } from "@/lib/db/mod.ts";
import type { Language } from "@/lib/i18n/mod.ts";
import type { Currency } from "@/lib/money.ts";
import type { DeliveryMethod, Gateway, HandWay, OrderStatus } from "@/lib/enums.ts";

/** What a message about an order can say. Amounts are minor units, phones E.164. */
export interface OrderFacts {
  number: number;
  label: string;
  /** What its shopper read when placing it. */
  language: Language;
  token: string;
  status: OrderStatus;
  currency: Currency;
  items_minor: number;
  delivery_minor: number;
  tax_minor: number;
  is_tax_included: boolean;
  total_minor: number;
  paid_minor: number;
  /** What is left to pay: what went back counts as not paid. */
  left_minor: number;
  /** What is paid first of an order whose rest may follow until `pay_by`; null: it is paid at once. */
  deposit_minor: number | null;
  pay_by: Date | null;
  contact_name: string;
  contact_phone: string;
  delivery_method: DeliveryMethod;
  delivery_promise: string;
  /** The same as its shopper read it; null where it was not translated. */
  shown_promise: string | null;
  /** Of the pickup point; empty means the shop itself. */
  pickup_place: string;
  pickup_hours: string;
  area: string | null;
  landmark: string | null;
  directions: string | null;
  note: string;
  expires_at: Date;
  /** How it is paid without a gateway; null: by one. */
  hand_way: HandWay | null;
  /** Some of it is bought as files. */
  has_files: boolean;
  items: OrderLine[];
  /** What was taken off, as it was called then. */
  discounts: { name: string; code: string | null; amount_minor: number }[];
  /** The last try to be paid. */
  attempt: { gateway: Gateway; phone: string } | null;
  /** What the gateway calls the last money that came. */
  receipt: string | null;
  /** What the message is about, when money went back. */
  refund: RefundFacts | null;
  /** The part that the message is about, when it is on its way. */
  fulfilment: { carrier: string; tracking: string; rider_phone: string | null } | null;
  /** Why the shop did what the message tells; "" where it did not say. */
  reason: string;
  store: StoreFacts;
}

export interface RefundFacts {
  amount_minor: number;
  reason: string;
  /** Null: by the shop's own hand. */
  gateway: Gateway | null;
  /** Of whoever had paid; null by hand. */
  phone: string | null;
  /** How the shop gave it back by itself. */
  hand_ref: string | null;
}

export interface OrderLine {
  title: string;
  variant: string;
  /** As the shopper read them; null where they were not translated. */
  shown_title: string | null;
  shown_variant: string | null;
  quantity: number;
  total_minor: number;
}

export interface StoreFacts {
  slug: string;
  name: string;
  /** ISO 3166-1. */
  country: string;
  /** What its pages speak; the first has no prefix in addresses. */
  languages: Language[];
  time_zone: string;
  phone: string | null;
  email: string | null;
  address: string;
  opening_hours: string;
  pickup_note: string;
  transfer_details: string;
}

/** Everything about one order that a message may mention, in one statement. */
export async function loadOrderFacts(
  sql: Sql,
  orderId: string,
  { refundId = null, eventId = null }: { refundId?: string | null; eventId?: string | null } = {},
): Promise<OrderFacts> {
  const [facts] = await sql<OrderFacts[]>`
    select o.number, s.order_prefix || '-' || o.number as label, o.token,
      coalesce(o.language, s.languages[1]) as language, o.status, o.currency,
      o.items_minor, o.delivery_minor, o.tax_minor, o.is_tax_included, o.total_minor, o.paid_minor,
      private.left_minor(o) as left_minor, o.deposit_minor, o.pay_by, o.contact_name, o.contact_phone, o.delivery_method, o.delivery_promise,
      o.shown_promise,
      o.pickup_place, o.pickup_hours,
      o.area, o.landmark, o.directions, o.note, o.expires_at, o.hand_way,
      (select jsonb_agg(jsonb_build_object('title', i.product_title, 'variant', i.variant_title,
          'shown_title', i.shown_title, 'shown_variant', i.shown_variant,
          'quantity', i.quantity, 'total_minor', i.total_minor) order by i.position)
        from public.order_items as i where i.store_id = o.store_id and i.order_id = o.id) as items,
      (select coalesce(jsonb_agg(jsonb_build_object('name', d.name, 'code', d.code, 'amount_minor', d.amount_minor)
          order by d.id), '[]')
        from public.order_discounts as d where d.store_id = o.store_id and d.order_id = o.id) as discounts,
      exists (select from public.order_items as i
        where i.store_id = o.store_id and i.order_id = o.id and i.is_digital) as has_files,
      (select jsonb_build_object('gateway', a.gateway, 'phone', a.phone) from public.payment_attempts as a
        where a.store_id = o.store_id and a.order_id = o.id order by a.number desc limit 1) as attempt,
      (select p.receipt from public.payments as p
        where p.store_id = o.store_id and p.order_id = o.id order by p.id desc limit 1) as receipt,
      (select jsonb_build_object('amount_minor', r.amount_minor, 'reason', r.reason, 'gateway', r.gateway,
          'phone', coalesce(p.payer_phone, a.phone), 'hand_ref', r.hand_ref)
        from public.refunds as r
        left join public.payments as p on p.store_id = r.store_id and p.id = r.payment_id
        left join public.payment_attempts as a on a.store_id = p.store_id and a.id = p.attempt_id
        where r.store_id = o.store_id and r.order_id = o.id and r.id = ${refundId}) as refund,
      (select jsonb_build_object('carrier', f.carrier, 'tracking', f.tracking, 'rider_phone', f.rider_phone)
        from public.fulfilments as f
        where f.store_id = o.store_id and f.order_id = o.id and f.number = (e.data ->> 'fulfilment')::integer) as fulfilment,
      coalesce(e.data ->> 'reason', '') as reason,
      jsonb_build_object('slug', s.slug, 'name', s.name, 'country', s.country, 'languages', s.languages, 'time_zone', s.time_zone,
        'phone', s.contact_phone, 'email', s.contact_email, 'address', s.address,
        'opening_hours', s.opening_hours, 'pickup_note', s.pickup_note,
        'transfer_details', s.transfer_details) as store
    from public.orders as o
    join public.stores as s on s.id = o.store_id
    left join public.order_events as e on e.store_id = o.store_id and e.order_id = o.id and e.id = ${eventId}
    where o.id = ${orderId}`;
  if (!facts) throw new Error(`There is no order "${orderId}"`);
  return facts;
}

/** The same order as its shopper read it: in the merchant's words only where there are no others. */
export function asShopperReads(order: OrderFacts): OrderFacts {
  const items = order.items.map((line) => ({
    ...line,
    title: line.shown_title ?? line.title,
    variant: line.shown_variant ?? line.variant,
  }));
  return { ...order, items, delivery_promise: order.shown_promise ?? order.delivery_promise };
}
