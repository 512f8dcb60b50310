import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import type { DiscountClass, DiscountKind } from "@/lib/enums.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";

/** What a discount does, as the schema has it. Amounts are minor units, moments ISO 8601. */
export interface DiscountRule {
  name: string;
  /** Null for one that comes by itself. */
  code: string | null;
  kind: DiscountKind;
  percentBp: number | null;
  amountMinor: number | null;
  buyQuantity: number | null;
  getQuantity: number | null;
  minMinor: number | null;
  minQuantity: number | null;
  startsAt: string | null;
  endsAt: string | null;
  usageLimit: number | null;
  customerLimit: number | null;
  /** Classes of others beside which it may apply. */
  combinesWith: DiscountClass[];
}

/** Goods that a discount is for: a product, a collection or a category. */
export interface Target {
  /** "product:{id}" */
  key: string;
  name: string;
}

export type DiscountState = "active" | "scheduled" | "ended" | "used_up";

export interface StoredDiscount extends DiscountRule {
  id: string;
  state: DiscountState;
  /** Orders that have it now. */
  used: number;
  isForChosen: boolean;
  targets: Target[];
}

export const DISCOUNT_VIEWS = ["active", "scheduled", "ended"] as const;
export type DiscountView = typeof DISCOUNT_VIEWS[number];

/** As many are listed at once unless told. */
const LISTED = 50;

/** Columns of `StoredDiscount` for `public.discounts as d`. */
function discountColumns(sql: Sql) {
  return sql`
    d.id, d.name, d.code, d.kind, d.percent_bp as "percentBp", d.amount_minor as "amountMinor",
    d.buy_quantity as "buyQuantity", d.get_quantity as "getQuantity", d.min_minor as "minMinor",
    d.min_quantity as "minQuantity", to_json(d.starts_at) #>> '{}' as "startsAt",
    to_json(d.ends_at) #>> '{}' as "endsAt", d.usage_limit as "usageLimit",
    d.customer_limit as "customerLimit", d.combines_with::text[] as "combinesWith", d.used,
    d.is_for_chosen as "isForChosen", case
      when d.ends_at <= now() then 'ended' when d.starts_at > now() then 'scheduled'
      when d.used >= d.usage_limit then 'used_up' else 'active' end as state, (
      select coalesce(json_agg(json_build_object('key', case
          when t.product_id is not null then 'product:' || t.product_id
          when t.collection_id is not null then 'collection:' || t.collection_id
          else 'category:' || t.category_id end, 'name', coalesce(p.title, c.title, k.name)) order by t.id), '[]')
      from public.discount_targets as t
      left join public.products as p on p.store_id = t.store_id and p.id = t.product_id
      left join public.collections as c on c.store_id = t.store_id and c.id = t.collection_id
      left join public.categories as k on k.store_id = t.store_id and k.id = t.category_id
      where t.store_id = d.store_id and t.discount_id = d.id
    ) as targets`;
}

/** Discounts of a store in one state, newest first, and whether there are more after the last. */
export async function listDiscounts(
  sql: Sql,
  storeId: string,
  { view, after, limit = LISTED }: { view: DiscountView; after?: string; limit?: number },
): Promise<{ discounts: StoredDiscount[]; hasMore: boolean }> {
  const states = {
    active: sql`d.starts_at <= now() and (d.ends_at is null or d.ends_at > now())`,
    scheduled: sql`d.starts_at > now()`,
    ended: sql`d.ends_at <= now()`,
  };
  const rows = await sql<StoredDiscount[]>`
    select ${discountColumns(sql)} from public.discounts as d
    where d.store_id = ${storeId} and ${states[view]} ${after ? sql`and d.id < ${after}` : sql``}
    order by d.id desc limit ${limit + 1}`;
  return { discounts: rows.slice(0, limit), hasMore: rows.length > limit };
}

/** One discount of a store, or null when it has none like it. */
export async function getDiscount(
  sql: Sql,
  storeId: string,
  id: string,
): Promise<StoredDiscount | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const [row] = await sql<StoredDiscount[]>`
    select ${discountColumns(sql)} from public.discounts as d
    where d.store_id = ${storeId} and d.id = ${id}`;
  return row ?? null;
}

/** A checked discount with what it is for, by keys as `Target` has them. */
export interface DiscountInput extends DiscountRule {
  targets: string[];
}

export type DiscountRefusal = "code_taken" | "discount_gone" | "too_many_automatic";

/** Makes the discount whose id the form minted, or changes one that is known. Answers its id. */
export async function saveDiscount(
  sql: Sql,
  { storeId, id, isKnown }: { storeId: string; id: string; isKnown: boolean },
  input: DiscountInput,
): Promise<Result<string, DiscountRefusal>> {
  const row = {
    name: input.name,
    code: input.code,
    kind: input.kind,
    percent_bp: input.percentBp,
    amount_minor: input.amountMinor,
    buy_quantity: input.buyQuantity,
    get_quantity: input.getQuantity,
    min_minor: input.minMinor,
    min_quantity: input.minQuantity,
    starts_at: input.startsAt,
    ends_at: input.endsAt,
    usage_limit: input.usageLimit,
    customer_limit: input.customerLimit,
    combines_with: input.combinesWith,
    is_for_chosen: input.targets.length > 0,
    is_known: isKnown,
    targets: input.targets.map((key) => {
      const [kind, target] = key.split(":");
      return { [`${kind}_id`]: target! };
    }),
  };
  const [saved] = await sql<{ answer: { ok: boolean; code: DiscountRefusal; id: string } }[]>`
    select public.save_discount(${storeId}, ${id}, ${sql.json(row)}) as answer`;
  return saved!.answer.ok ? ok(saved!.answer.id) : refuse(saved!.answer.code);
}

/** From now on it applies to nothing. One that has not begun, or is over, stays as it is. */
export async function endDiscount(sql: Sql, storeId: string, id: string): Promise<void> {
  await sql`
    update public.discounts as d set ends_at = now()
    where d.store_id = ${storeId} and d.id = ${id} and d.starts_at < now()
      and (d.ends_at is null or d.ends_at > now())`;
}

/** Deletes one that no order has; false when one has it. */
export async function deleteDiscount(sql: Sql, storeId: string, id: string): Promise<boolean> {
  const rows = await sql`
    delete from public.discounts as d
    where d.store_id = ${storeId} and d.id = ${id} and d.used = 0 and not exists (
      select from public.order_discounts as o where o.store_id = d.store_id and o.discount_id = d.id)
    returning d.id`;
  return rows.length > 0;
}

/**
 * All categories and collections of a store, the products among `chosen`, and 20 others at most by part
 * of their title.
 */
export async function listTargets(
  sql: Sql,
  storeId: string,
  { search, chosen }: { search: string; chosen: readonly string[] },
): Promise<Target[]> {
  const ids = chosen.map((key) => /^product:(.{36})$/.exec(key)?.[1] ?? "")
    .filter((id) => z.uuid().safeParse(id).success);
  const pattern = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  return await sql<Target[]>`
    (select 'category:' || c.id as key, c.name from public.categories as c
      where c.store_id = ${storeId} order by c.position, c.name limit 100)
    union all
    (select 'collection:' || c.id, c.title from public.collections as c
      where c.store_id = ${storeId} and c.deleted_at is null order by c.id desc limit 100)
    union all
    (select 'product:' || p.id, p.title from public.products as p
      where p.store_id = ${storeId} and p.id = any (${ids}::uuid[]))
    union all
    (select 'product:' || p.id, p.title from public.products as p
      where p.store_id = ${storeId} and p.id <> all (${ids}::uuid[]) and p.status <> 'archived' and ${
    search !== ""
  }
        and p.title ilike ${pattern}
      order by p.id desc limit 20)`;
}
