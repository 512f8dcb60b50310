import { startOfDay } from "@/lib/clock.ts";
import type { Sql } from "@/lib/db/mod.ts";

/** `[before, after]` by column; a side that was not there is null or missing. */
export type Changes = Record<string, [before?: unknown, after?: unknown]>;

/** One line of the log. */
export interface AuditEvent {
  id: string;
  at: Date;
  actorId: string | null;
  /** As it was at the time; null for the system. */
  actorName: string | null;
  actorKind: "person" | "support" | "api_key" | "system";
  /** "stores.updated" */
  action: string;
  entity: string;
  entityId: string | null;
  changes: Changes;
  ip: string | null;
  userAgent: string | null;
  store: { slug: string; name: string } | null;
}

/** Whose log: the business behind a store, or, for the platform's own people, of all. */
export interface ActivityScope {
  /** Whole days of the filter are days here. */
  timeZone: string;
  storeId?: string;
  /** Whom `who` names, when that is not the name in the log. */
  actorId?: string;
}

export interface ActivityFilter {
  /** Name of an actor, exactly. */
  who?: string;
  action?: string;
  /** Slug of a store. */
  store?: string;
  /** First and last day, "2026-11-28". */
  from?: string;
  to?: string;
  /** Id of the last event of the page before. */
  before?: string;
}

/** Narrows what an address asks for; anything that cannot be meant is left out. */
export function readActivityFilter(params: URLSearchParams): ActivityFilter {
  const matching = (name: string, pattern: RegExp) => {
    const value = params.get(name)?.trim() ?? "";
    return pattern.test(value) ? value : undefined;
  };
  return {
    who: matching("who", /^[^\p{C}]{1,254}$/u),
    action: matching("action", /^[a-z_]{1,60}\.[a-z_]{1,60}$/),
    store: matching("store", /^[a-z0-9-]{3,40}$/),
    from: readDay(params.get("from")),
    to: readDay(params.get("to")),
    before: matching("before", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  };
}

function readDay(text: string | null): string | undefined {
  if (!text || !/^20\d\d-\d\d-\d\d$/.test(text)) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  // The 31st of a short month is no day.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined;
}

/** True when less than everything is asked for. */
export function isNarrowed({ before: _, ...filter }: ActivityFilter): boolean {
  return Object.values(filter).some(Boolean);
}

/** The address of this filter, after the page's own. */
export function toQuery(filter: ActivityFilter): string {
  const given = Object.entries(filter).filter(([, value]) => value) as [string, string][];
  return `?${new URLSearchParams(given)}`;
}

/**
 * Newest first, and whether there are older ones. Policies decide what is there to be read. Ids carry
 * their time, so that days, cursor and order are all one range of an index.
 */
export async function listActivity(
  sql: Sql,
  { storeId, actorId, timeZone }: ActivityScope,
  { who, action, store, from, to, before, limit = 50 }: ActivityFilter & { limit?: number },
): Promise<{ events: AuditEvent[]; hasMore: boolean }> {
  const until = to && startOfDay(to, timeZone, 1);
  const rows = await sql<AuditEvent[]>`
    select e.id, e.created_at as at, e.actor_id as "actorId", e.actor_name as "actorName",
      e.actor_kind as "actorKind", e.action, e.entity, e.entity_id as "entityId", e.changes,
      host(e.ip) as ip, e.user_agent as "userAgent",
      case when s.id is not null then jsonb_build_object('slug', s.slug, 'name', s.name) end as store
    from public.audit_events as e
    left join public.stores as s on s.id = e.store_id
    where true
      ${
    storeId
      ? sql`and e.tenant_id = (select own.tenant_id from public.stores as own where own.id = ${storeId})`
      : sql``
  }
      ${
    store
      ? sql`and e.store_id = (select t.id from public.stores as t where t.slug = ${store})`
      : sql``
  }
      ${actorId ? sql`and e.actor_id = ${actorId}` : who ? sql`and e.actor_name = ${who}` : sql``}
      ${action ? sql`and e.action = ${action}` : sql``}
      ${from ? sql`and e.id >= ${idAt(startOfDay(from, timeZone))}` : sql``}
      ${until ? sql`and e.id < ${idAt(until)}` : sql``}
      ${before ? sql`and e.id < ${before}` : sql``}
    order by e.id desc limit ${limit + 1}`;
  return { events: rows.slice(0, limit), hasMore: rows.length > limit };
}

/** The first UUIDv7 of a moment. */
function idAt(moment: Date): string {
  const hex = moment.getTime().toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
