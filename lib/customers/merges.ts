import { camelKeys, type Sql } from "@/lib/db/mod.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";

/** Two customers who may be one person. */
export interface DuplicatePair {
  /** What is alike: the end of the phone, or the email. */
  why: "phone" | "email";
  customers: [PairedCustomer, PairedCustomer];
}

export interface PairedCustomer {
  id: string;
  name: string;
  phone: string;
  email: string | null;
  orders: number;
}

/** Pairs of all customers, or with one: 50 at most. */
export async function listDuplicates(
  sql: Sql,
  storeId: string,
  customerId: string | null = null,
): Promise<DuplicatePair[]> {
  const [row] = await sql<{ pairs: unknown }[]>`
    select public.list_duplicate_customers(${storeId}, ${customerId}) as pairs`;
  return camelKeys(row!.pairs) as DuplicatePair[];
}

/** A merge that can still be undone. */
export interface CustomerMerge {
  id: string;
  mergedName: string;
  mergedPhone: string;
  orders: number;
  by: string | null;
  at: Date;
}

/** Merges into a customer that can go back, the last first. */
export async function listMerges(
  sql: Sql,
  { storeId, id }: { storeId: string; id: string },
): Promise<CustomerMerge[]> {
  return await sql<CustomerMerge[]>`
    select m.id, c.name as "mergedName", c.phone as "mergedPhone", cardinality(m.order_ids) as orders,
      m.merged_by_name as by, m.merged_at as at
    from public.customer_merges as m
    join public.customers as c on c.store_id = m.store_id and c.id = m.merged_id and c.merged_into = m.kept_id
    where m.store_id = ${storeId} and m.kept_id = ${id} and m.undone_at is null
      and m.merged_at > now() - interval '30 days'
    order by m.id desc`;
}

export type MergeRefusal = "customer_gone" | "merged_meanwhile";

/** Makes two customers one; answers the id of the merge. */
export async function mergeCustomers(
  sql: Sql,
  { storeId, keptId, mergedId }: { storeId: string; keptId: string; mergedId: string },
): Promise<Result<string, MergeRefusal>> {
  const [row] = await sql<{ answer: { ok: boolean; code: MergeRefusal; id: string } }[]>`
    select public.merge_customers(${storeId}, ${keptId}, ${mergedId}) as answer`;
  return row!.answer.ok ? ok(row!.answer.id) : refuse(row!.answer.code);
}

/** Undoes a merge; false when it is over, or another has to go first. */
export async function undoMerge(
  sql: Sql,
  { storeId, mergeId }: { storeId: string; mergeId: string },
): Promise<boolean> {
  const [row] = await sql<{ answer: { ok: boolean } }[]>`
    select public.undo_customer_merge(${storeId}, ${mergeId}) as answer`;
  return row!.answer.ok;
}
