import type { MemberRole } from "@/lib/auth/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";

/** A business that somebody works for. */
export interface Workplace {
  tenantId: string;
  name: string;
  role: MemberRole;
  /** Address of one of its shops where they work; null when it has none. */
  slug: string | null;
}

/** Where this user works, suspended places aside. */
export async function listWorkplaces(sql: Sql, userId: string): Promise<Workplace[]> {
  return await sql<Workplace[]>`
    select distinct on (t.name, t.id) t.id as "tenantId", t.name, m.role, s.slug
    from public.memberships as m
    join public.tenants as t on t.id = m.tenant_id
    left join public.stores as s
      on s.tenant_id = m.tenant_id and (m.store_id is null or m.store_id = s.id)
    where m.user_id = ${userId} and m.suspended_at is null
    order by t.name, t.id, m.role, s.id`;
}

/** The caller works there no longer. Rejects with AF404 when they do not work there anyway. */
export async function leaveTenant(
  sql: Sql,
  tenantId: string,
): Promise<Result<null, "last_owner">> {
  const [row] = await sql`select public.leave_tenant(${tenantId}) as answer`;
  return row!.answer.ok ? ok(null) : refuse(row!.answer.code);
}

/** A shop where somebody may be put to work. */
export interface OfferedStore {
  id: string;
  name: string;
}

export interface Offered {
  stores: OfferedStore[];
  /** The caller may also give all shops, those opened later among them. */
  isWhole: boolean;
}

/** The shops of this shop's business where this user works. */
export async function listOfferedStores(
  sql: Sql,
  { userId, storeId }: { userId: string; storeId: string },
): Promise<Offered> {
  const rows = await sql<(OfferedStore & { isWhole: boolean })[]>`
    select s.id, s.name, bool_or(m.store_id is null) as "isWhole"
    from public.stores as here
    join public.stores as s on s.tenant_id = here.tenant_id
    left join public.memberships as m
      on m.tenant_id = s.tenant_id and m.user_id = ${userId} and m.suspended_at is null
      and (m.store_id is null or m.store_id = s.id)
    where here.id = ${storeId} and (m.id is not null or s.id = here.id)
    group by s.id, s.name order by s.id`;
  return {
    stores: rows.map(({ id, name }) => ({ id, name })),
    isWhole: rows.some(({ isWhole }) => isWhole),
  };
}
