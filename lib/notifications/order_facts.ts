import type { Sql } from "@/lib/db/mod.ts";
import type { Language } from "@/lib/i18n/mod.ts";
import type { Currency } from "@/lib/money.ts";
import type { DeliveryMethod, Gateway, OrderStatus } from "@/lib/enums.ts";

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
  contact_name: string;
  contact_phone: string;
  delivery_method: DeliveryMethod;
  delivery_promise: string;
  /** Of the pickup point; empty means the shop itself. */
  pickup_place: string;
  pickup_hours: string;
  area: string | null;
  landmark: string | null;
  directions: string | null;
  note: string;
  expires_at: Date;
  /** Some of it is bought as files. */
  has_files: boolean;
  items: OrderLine[];
  /** What was taken off, as it was called then. */
  discounts: { name: string; code: string | null; amount_minor: number }[];
  /** The last try to be paid. */
  attempt: { gateway: Gateway; phone: string } | null;
  /** What the gateway calls the last money that came. */
  receipt: string | null;
  store: StoreFacts;
}

export interface OrderLine {
  title: string;
  variant: string;
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
}

/** Everything about one order that a message may mention, in one statement. */
export async function loadOrderFacts(sql: Sql, orderId: string): Promise<OrderFacts> {
  const [facts] = await sql<OrderFacts[]>`
    select o.number, s.order_prefix || '-' || o.number as label, o.token,
      coalesce(o.language, s.languages[1]) as language, o.status, o.currency,
      o.items_minor, o.delivery_minor, o.tax_minor, o.is_tax_included, o.total_minor, o.paid_minor,
      o.contact_name, o.contact_phone, o.delivery_method, o.delivery_promise,
      o.pickup_place, o.pickup_hours,
      o.area, o.landmark, o.directions, o.note, o.expires_at,
      (select jsonb_agg(jsonb_build_object('title', i.product_title, 'variant', i.variant_title,
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
      jsonb_build_object('slug', s.slug, 'name', s.name, 'country', s.country, 'languages', s.languages, 'time_zone', s.time_zone,
        'phone', s.contact_phone, 'email', s.contact_email, 'address', s.address,
        'opening_hours', s.opening_hours, 'pickup_note', s.pickup_note) as store
    from public.orders as o
    join public.stores as s on s.id = o.store_id
    where o.id = ${orderId}`;
  if (!facts) throw new Error(`There is no order "${orderId}"`);
  return facts;
}
