import type { Sql } from "@/lib/db/mod.ts";
import type { Permission } from "@/lib/enums.ts";

/** A shop as a program sees it, in the words of the API. */
export interface ApiStore {
  id: string;
  tenant_id: string;
  slug: string;
  name: string;
  /** Where its shoppers write to. */
  email: string | null;
  status: "active" | "closed" | "suspended";
  country: string;
  currency: string;
  time_zone: string;
  created_at: Date;
  /** What the caller may do there. */
  permissions: Permission[];
}

/** Every shop where the caller, a person or a program, may do something. */
export async function listMyStores(sql: Sql): Promise<ApiStore[]> {
  return await sql<ApiStore[]>`
    select s.id, t.tenant_id, s.slug, s.name, t.contact_email as email, s.status, s.country,
      s.currency, s.time_zone, s.created_at, s.permissions
    from public.list_my_stores() as s join public.stores as t on t.id = s.id
    order by s.id`;
}
