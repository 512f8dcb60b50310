import type { Sql } from "@/lib/db/mod.ts";
import type { AttemptState, Gateway } from "@/lib/enums.ts";
import type { Language } from "@/lib/i18n/mod.ts";
import type { Pin } from "@/lib/pin.ts";
import {
  fulfilmentsJson,
  type OrderFulfilment,
  type OrderReturn,
  type RefundedLine,
  refundedLinesJson,
  returnsJson,
} from "./merchant_goods.ts";
import { type OrderState, planJson } from "./merchant_list.ts";
import type { LedgerLine, OrderRefund } from "./refund_words.ts";

/** One order with all that its page shows. Times are ISO 8601. */
export interface MerchantOrder extends OrderState {
  number: number;
  /** Changes with every change of the order: whoever changes it says which one they saw. */
  version: string;
  /** As the buyer's own page names it. */
  token: string;
  refundedMinor: number;
  /** Set aside for refunds that are under way. */
  refundingMinor: number;
  disputedMinor: number;
  itemsMinor: number;
  deliveryMinor: number;
  /** What was taken off, as it was called then. */
  discounts: { name: string; code: string | null; amountMinor: number }[];
  taxMinor: number;
  isTaxIncluded: boolean;
  contactName: string;
  contactPhone: string;
  contactEmail: string | null;
  area: string | null;
  landmark: string | null;
  directions: string | null;
  secondPhone: string | null;
  pin: Pin | null;
  deliveryPromise: string;
  /** Of the pickup point; empty means the shop itself. */
  pickupPlace: string;
  note: string;
  placedAt: string;
  paidAt: string | null;
  expiresAt: string;
  customer: { orders: number; paidMinor: number };
  items: OrderItem[];
  fulfilments: OrderFulfilment[];
  returns: OrderReturn[];
  refundedLines: RefundedLine[];
  attempts: OrderAttempt[];
  payments: OrderPayment[];
  refunds: OrderRefund[];
  ledger: LedgerLine[];
  events: OrderEvent[];
  /** Links by which others pay, newest first. */
  payLinks: OrderPayLink[];
  /** What its messages speak, and what the shop does. */
  language: Language;
  languages: Language[];
  /** Lines that were bought as files. */
  downloads: OrderDownloads[];
}

export interface OrderItem {
  id: string;
  variantId: string;
  /** Bought as files. */
  isDigital: boolean;
  title: string;
  variantTitle: string;
  sku: string | null;
  /** Folder of its picture in the bucket `media`; it always has a 160.webp. */
  imagePath: string | null;
  unitPriceMinor: number;
  quantity: number;
  totalMinor: number;
  /** What discounts took off it. */
  discountMinor: number;
}

/** A bought line of files, and what its buyer has taken. */
export interface OrderDownloads {
  itemId: string;
  title: string;
  /** Of each file; null: as often as they like. */
  downloadLimit: number | null;
  /** Null: for ever. */
  downloadDays: number | null;
  /** ISO 8601, once it is paid. */
  downloadsUntil: string | null;
  files: { id: string; name: string; sizeBytes: number; taken: number; lastAt: string | null }[];
}

/** A link by which somebody else pays, and what came by it. */
export interface OrderPayLink {
  id: string;
  /** Null once it is over. */
  token: string | null;
  createdAt: string;
  withdrawnAt: string | null;
  /** Whether the shop ended it; else whoever ordered did. */
  isByShop: boolean;
  payments: { amountMinor: number; phone: string; receivedAt: string }[];
}

/** One try to be paid. */
export interface OrderAttempt {
  id: string;
  gateway: Gateway;
  state: AttemptState;
  phone: string;
  resultCode: string | null;
  createdAt: string;
}

/** Money that came. */
export interface OrderPayment {
  attemptId: string;
  amountMinor: number;
  receipt: string | null;
  isSurplus: boolean;
  receivedAt: string;
}

export interface OrderEvent {
  kind: string;
  data: Record<string, unknown>;
  at: string;
}

/** The order with this number, or null. */
export async function getOrder(
  sql: Sql,
  { storeId, number }: { storeId: string; number: number },
): Promise<MerchantOrder | null> {
  const [order] = await getOrders(sql, { storeId, numbers: [number] });
  return order ?? null;
}

/** Those of these orders that there are, lowest number first. */
export async function getOrders(
  sql: Sql,
  { storeId, numbers }: { storeId: string; numbers: number[] },
): Promise<MerchantOrder[]> {
  const rows = await sql<{ order: MerchantOrder }[]>`
    select jsonb_build_object(
      'number', o.number, 'version', o.updated_at::text, 'token', o.token, 'status', o.status, 'paymentStatus', o.payment_status,
      'fulfilmentStatus', o.fulfilment_status, 'needsReview', o.needs_review,
      'deliveryMethod', o.delivery_method, 'currency', o.currency, 'totalMinor', o.total_minor,
      'paidMinor', o.paid_minor, 'refundedMinor', o.refunded_minor,
      'refundingMinor', o.refunding_minor, 'disputedMinor', o.disputed_minor, 'itemsMinor', o.items_minor, 'deliveryMinor', o.delivery_minor,
      'taxMinor', o.tax_minor, 'isTaxIncluded', o.is_tax_included,
      'pickupPlace', o.pickup_place, 'contactName', o.contact_name, 'contactPhone', o.contact_phone,
      'contactEmail', o.contact_email, 'area', o.area, 'landmark', o.landmark,
      'directions', o.directions, 'secondPhone', o.second_phone,
      'pin', case when o.pin_lat is not null
        then jsonb_build_object('lat', o.pin_lat, 'lng', o.pin_lng) end,
      'deliveryPromise', o.delivery_promise, 'note', o.note, 'placedAt', o.placed_at,
      'paidAt', o.paid_at, 'expiresAt', o.expires_at, 'handWay', o.hand_way, 'plan', ${
    planJson(sql)
  },
      'customer', (
        select jsonb_build_object('orders', count(*), 'paidMinor', coalesce(sum(h.paid_minor - h.refunded_minor), 0))
        from public.orders as h
        where h.store_id = o.store_id and h.customer_id = o.customer_id and h.id <= o.id
          and (h.status not in ('expired', 'cancelled') or h.id = o.id)
      ),
      'items', (
        select coalesce(jsonb_agg(jsonb_build_object('id', i.id,
          'variantId', i.variant_id, 'isDigital', i.is_digital, 'title', i.product_title,
          'variantTitle', i.variant_title, 'sku', i.sku, 'imagePath', i.image_path,
          'unitPriceMinor', i.unit_price_minor, 'quantity', i.quantity,
          'totalMinor', i.total_minor, 'discountMinor', i.discount_minor) order by i.position), '[]')
        from public.order_items as i
        where i.store_id = o.store_id and i.order_id = o.id
      ),
      'discounts', (
        select coalesce(jsonb_agg(jsonb_build_object('name', d.name, 'code', d.code,
          'amountMinor', d.amount_minor) order by d.id), '[]')
        from public.order_discounts as d where d.store_id = o.store_id and d.order_id = o.id
      ),
      'attempts', (
        select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'gateway', a.gateway,
          'state', a.state, 'phone', a.phone, 'resultCode', a.result_code,
          'createdAt', a.created_at) order by a.number), '[]')
        from public.payment_attempts as a where a.store_id = o.store_id and a.order_id = o.id
      ),
      'attemptState', (
        select a.state from public.payment_attempts as a
        where a.store_id = o.store_id and a.order_id = o.id order by a.number desc limit 1
      ),
      'attemptGateway', (
        select a.gateway from public.payment_attempts as a
        where a.store_id = o.store_id and a.order_id = o.id order by a.number desc limit 1
      ),
      'payments', (
        select coalesce(jsonb_agg(jsonb_build_object('attemptId', p.attempt_id,
          'amountMinor', p.amount_minor, 'receipt', p.receipt, 'isSurplus', p.is_surplus,
          'receivedAt', p.received_at) order by p.id), '[]')
        from public.payments as p where p.store_id = o.store_id and p.order_id = o.id
      ),
      'refunds', (
        select coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'number', r.number,
          'gateway', r.gateway, 'phone', coalesce(p.payer_phone, a.phone), 'state', r.state,
          'amountMinor', r.amount_minor, 'reason', r.reason, 'handRef', r.hand_ref,
          'receipt', r.receipt, 'resultCode', r.result_code, 'resultText', r.result_text,
          'createdAt', r.created_at) order by r.number), '[]')
        from public.refunds as r
        left join public.payments as p on p.store_id = r.store_id and p.id = r.payment_id
        left join public.payment_attempts as a on a.store_id = p.store_id and a.id = p.attempt_id
        where r.store_id = o.store_id and r.order_id = o.id
      ),
      'ledger', (
        select coalesce(jsonb_agg(jsonb_build_object('kind', l.kind, 'from', l.from_book,
          'to', l.to_book, 'amountMinor', l.amount_minor, 'currency', l.currency,
          'gateway', a.gateway, 'transactionRef', l.transaction_ref, 'note', l.note,
          'at', l.booked_at) order by l.id), '[]')
        from public.ledger_entries as l
        left join public.payments as p on p.store_id = l.store_id and p.id = l.payment_id
        left join public.payment_attempts as a on a.store_id = p.store_id and a.id = p.attempt_id
        where l.store_id = o.store_id and l.order_id = o.id
      ),
      'events', (
        select coalesce(jsonb_agg(jsonb_build_object('kind', e.kind, 'data', e.data,
          'at', e.created_at) order by e.id desc), '[]')
        from public.order_events as e where e.store_id = o.store_id and e.order_id = o.id
      )
    -- A function takes a hundred arguments at most.
    ) || jsonb_build_object(
      'payLinks', ${payLinksJson(sql)},
      'language', coalesce(o.language, s.languages[1]), 'languages', s.languages,
      'fulfilments', ${fulfilmentsJson(sql)}, 'returns', ${returnsJson(sql)},
      'refundedLines', ${refundedLinesJson(sql)}, 'downloads', ${downloadsJson(sql)}
    ) as order
    from public.orders as o
    join public.stores as s on s.id = o.store_id
    where o.store_id = ${storeId} and o.number = any (${numbers}::integer[])
    order by o.number`;
  return rows.map(({ order }) => order);
}

/** JSON list of `OrderPayLink` of the order `o`. */
function payLinksJson(sql: Sql) {
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object('id', l.id,
      'token', case when l.withdrawn_at is null then l.token end, 'createdAt', l.created_at,
      'withdrawnAt', l.withdrawn_at, 'isByShop', l.withdrawn_by is not null, 'payments', (
        select coalesce(jsonb_agg(jsonb_build_object('amountMinor', p.amount_minor,
          'phone', coalesce(p.payer_phone, a.phone), 'receivedAt', p.received_at) order by p.id), '[]')
        from public.payment_attempts as a
        join public.payments as p on p.store_id = a.store_id and p.attempt_id = a.id
        where a.store_id = l.store_id and a.link_id = l.id
      )) order by l.id desc), '[]')
    from public.pay_links as l where l.store_id = o.store_id and l.order_id = o.id
  )`;
}

/** JSON list of `OrderDownloads` of the order `o`. */
function downloadsJson(sql: Sql) {
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object('itemId', i.id, 'title', i.product_title,
      'downloadLimit', i.download_limit, 'downloadDays', i.download_days,
      'downloadsUntil', i.downloads_until, 'files', (
        select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name,
          'sizeBytes', f.size_bytes, 'taken', d.taken, 'lastAt', d.last_at) order by f.position, f.id), '[]')
        from public.variants as v
        join public.product_files as f on f.store_id = v.store_id and f.product_id = v.product_id
          and (f.removed_at is null or f.removed_at > o.placed_at)
        cross join lateral (
          select count(*)::int as taken, max(e.taken_at) as last_at from public.order_downloads as e
          where e.store_id = i.store_id and e.order_item_id = i.id and e.file_id = f.id
        ) as d
        where v.store_id = i.store_id and v.id = i.variant_id
      )) order by i.position), '[]')
    from public.order_items as i
    where i.store_id = o.store_id and i.order_id = o.id and i.is_digital
  )`;
}
