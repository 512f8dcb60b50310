import { type MemberRole, permissionsOf } from "@/lib/auth/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { Permission } from "@/lib/enums.ts";
import type { Currency } from "@/lib/money.ts";
import { toPack } from "@/lib/orders/queues.ts";
import type { Country } from "@/lib/phone.ts";

/** A shop as somebody who works there sees it. */
export interface MyStore {
  id: string;
  slug: string;
  /** Its own, once verified. */
  domain: string | null;
  name: string;
  status: "active" | "closed" | "suspended";
  country: Country;
  currency: Currency;
  timeZone: string;
  orderPrefix: string;
  role: MemberRole;
  permissions: Permission[];
  /** Until when somebody of the platform looks inside; null for those who work here. */
  visitUntil: Date | null;
  /**
   * Orders that wait for somebody here, money without an order, variants on sale that run low, and
   * messages that nobody has read: 100 stands for all beyond.
   */
  waiting: {
    toPack: number;
    needsReview: number;
    toPlace: number;
    lowStock: number;
    unread: number;
  };
}

/** The shop of this address, or null when there is none or this user neither works there nor visits. */
export async function getMyStore(
  sql: Sql,
  { userId, slug }: { userId: string; slug: string },
): Promise<MyStore | null> {
  const [row] = await sql<Row[]>`
    select s.id, s.slug, s.name, s.status, (
        select d.host from public.store_domains as d
        where d.store_id = s.id and d.verified_at is not null
      ) as domain, s.country, s.currency, s.time_zone, s.order_prefix,
      m.is_merchant, m.granted, v.expires_at as visit_until,
      (select count(*)::int from (
        select from public.orders as o where o.store_id = s.id and ${toPack(sql)} limit 100
      ) as waiting) as to_pack,
      (select count(*)::int from (
        select from public.orders as o where o.store_id = s.id and o.needs_review limit 100
      ) as doubtful) as needs_review,
      (select count(*)::int from (
        select from public.arrivals as r where r.store_id = s.id and r.state = 'open' limit 100
      ) as open) as to_place,
      (select count(*)::int from (
        select from public.inventory_levels as l
        join public.variants as v on v.store_id = l.store_id and v.id = l.variant_id
        where l.store_id = s.id and l.is_low and v.product_status = 'published' limit 100
      ) as low) as low_stock,
      (select count(*)::int from (
        select from public.contact_messages as w
        where w.store_id = s.id and w.read_at is null limit 100
      ) as unread) as unread
    from public.stores as s
    join lateral (
      select bool_or(own.role = 'merchant') as is_merchant,
        coalesce(jsonb_agg(own.permissions) filter (where own.permissions <> '{}'), '[]') as granted
      from public.memberships as own
      where own.tenant_id = s.tenant_id and own.user_id = ${userId}
        and (own.store_id is null or own.store_id = s.id) and own.suspended_at is null
    ) as m on true
    left join public.support_visits as v
      on v.admin_id = ${userId} and v.store_id = s.id and v.ended_at is null and v.expires_at > now()
    where s.slug = ${slug} and (m.is_merchant is not null or v.id is not null)`;
  return row ? toMyStore(row) : null;
}

/** Address of the first shop this user works for; null when there is none. */
export async function findHomeStore(sql: Sql, userId: string): Promise<string | null> {
  const [row] = await sql<{ slug: string }[]>`
    select s.slug
    from public.memberships as m
    join public.stores as s on s.tenant_id = m.tenant_id and (m.store_id is null or m.store_id = s.id)
    where m.user_id = ${userId} and m.suspended_at is null
    order by m.role, s.id limit 1`;
  return row?.slug ?? null;
}

/** True when everyone can buy from a shop with this address. */
export async function isStoreOpen(sql: Sql, slug: string): Promise<boolean> {
  const rows = await sql`
    select from public.stores as s where s.slug = ${slug} and s.status = 'active'`;
  return rows.length > 0;
}

interface Row {
  id: string;
  slug: string;
  domain: string | null;
  name: string;
  status: MyStore["status"];
  country: Country;
  currency: Currency;
  time_zone: string;
  order_prefix: string;
  is_merchant: boolean | null;
  visit_until: Date | null;
  granted: Permission[][];
  to_pack: number;
  needs_review: number;
  to_place: number;
  low_stock: number;
  unread: number;
}

function toMyStore(row: Row): MyStore {
  const role = row.is_merchant || row.visit_until !== null ? "merchant" : "staff";
  return {
    id: row.id,
    slug: row.slug,
    domain: row.domain,
    name: row.name,
    status: row.status,
    country: row.country,
    currency: row.currency,
    timeZone: row.time_zone,
    orderPrefix: row.order_prefix,
    role,
    permissions: permissionsOf(role, row.granted.flat()),
    visitUntil: row.visit_until,
    waiting: {
      toPack: row.to_pack,
      needsReview: row.needs_review,
      toPlace: row.to_place,
      lowStock: row.low_stock,
      unread: row.unread,
    },
  };
}
