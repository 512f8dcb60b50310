import type { Sql } from "@/lib/db/mod.ts";
import type { Currency } from "@/lib/money.ts";
import type { Country } from "@/lib/phone.ts";

export const STORE_STATUSES = ["active", "closed", "suspended"] as const;
export type StoreStatus = typeof STORE_STATUSES[number];

/** A shop as a line of the console's list. */
export interface StoreLine {
  id: string;
  slug: string;
  name: string;
  tenant: string;
  country: Country;
  status: StoreStatus;
  members: number;
  /** All it ever had. */
  orders: number;
  createdAt: Date;
}

/** A shop as its page in the console shows it. */
export interface StoreFacts extends StoreLine {
  currency: Currency;
  timeZone: string;
  contactEmail: string | null;
  contactPhone: string | null;
  suspensionReason: string | null;
  visits: SupportVisit[];
}

/** Somebody of the platform who looked inside. */
export interface SupportVisit {
  id: string;
  adminId: string;
  reason: string;
  createdAt: string;
  expiresAt: string;
  endedAt: string | null;
}

export interface StoreFilter {
  status?: StoreStatus;
  /** Part of a name or of an address. */
  search?: string;
  /** Id of the last shop of the page before. */
  before?: string;
}

/** Narrows what an address asks for; anything unknown is left out. */
export function readStoreFilter(params: URLSearchParams): StoreFilter {
  const before = params.get("before") ?? "";
  return {
    status: STORE_STATUSES.find((one) => one === params.get("status")),
    search: params.get("q")?.trim().slice(0, 120) || undefined,
    before: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(before) ? before : undefined,
  };
}

/** Shops of the platform, newest first, and whether there are more. */
export async function listStores(
  sql: Sql,
  { status, search, before, limit = 30 }: StoreFilter & { limit?: number } = {},
): Promise<{ stores: StoreLine[]; hasMore: boolean }> {
  const pattern = search && `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  const rows = await sql<StoreLine[]>`
    with page as (
      select s.*, t.name as tenant
      from public.stores as s join public.tenants as t on t.id = s.tenant_id
      where true
        ${status ? sql`and s.status = ${status}` : sql``}
        ${
    pattern
      ? sql`and (s.name ilike ${pattern} or s.slug ilike ${pattern} or t.name ilike ${pattern}
          or s.contact_email ilike ${pattern})`
      : sql``
  }
        ${before ? sql`and s.id < ${before}` : sql``}
      order by s.id desc limit ${limit + 1}
    )
    select s.id, s.slug, s.name, s.tenant, s.country, s.status, s.created_at as "createdAt",
      coalesce(c.orders, 0) as orders,
      (
        select count(distinct m.user_id)::int from public.memberships as m
        where m.tenant_id = s.tenant_id and (m.store_id is null or m.store_id = s.id)
          and m.suspended_at is null
      ) as members
    from page as s
    left join public.count_orders(array(select id from page)) as c on c.store_id = s.id
    order by s.id desc`;
  return { stores: rows.slice(0, limit), hasMore: rows.length > limit };
}

/** Everything the console knows of a shop, or null when there is none at this address. */
export async function getStore(sql: Sql, slug: string): Promise<StoreFacts | null> {
  const [row] = await sql<StoreFacts[]>`
    select s.id, s.slug, s.name, t.name as tenant, s.country, s.status, s.currency,
      s.time_zone as "timeZone", s.contact_email as "contactEmail", s.contact_phone as "contactPhone",
      s.suspension_reason as "suspensionReason", s.created_at as "createdAt",
      coalesce((select c.orders from public.count_orders(array[s.id]) as c), 0) as orders,
      (
        select count(distinct m.user_id)::int from public.memberships as m
        where m.tenant_id = s.tenant_id and (m.store_id is null or m.store_id = s.id)
          and m.suspended_at is null
      ) as members,
      (
        select coalesce(jsonb_agg(jsonb_build_object(
          'id', v.id, 'adminId', v.admin_id, 'reason', v.reason, 'createdAt', v.created_at,
          'expiresAt', v.expires_at, 'endedAt', v.ended_at
        ) order by v.id desc), '[]')
        from (
          select * from public.support_visits as all_visits
          where all_visits.store_id = s.id order by all_visits.id desc limit 10
        ) as v
      ) as visits
    from public.stores as s join public.tenants as t on t.id = s.tenant_id
    where s.slug = ${slug}`;
  return row ?? null;
}

/** Closes a shop to everybody, its own people included, from the next request on. */
export async function suspendStore(sql: Sql, storeId: string, reason: string): Promise<void> {
  await sql`select public.suspend_store(${storeId}, ${reason})`;
}

/** Makes a shop what it was before it was suspended. */
export async function resumeStore(sql: Sql, storeId: string): Promise<void> {
  await sql`select public.resume_store(${storeId})`;
}

/** Opens a shop to whoever runs the platform and asks, for an hour. */
export async function openSupportVisit(sql: Sql, storeId: string, reason: string): Promise<void> {
  await sql`select public.open_support_visit(${storeId}, ${reason})`;
}

/** Ends the caller's visit; nothing happens when there is none. */
export async function closeSupportVisit(sql: Sql, storeId: string): Promise<void> {
  await sql`select public.close_support_visit(${storeId})`;
}
