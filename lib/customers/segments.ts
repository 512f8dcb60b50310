import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import type { SegmentRule } from "./segment_rule.ts";

export interface Segment {
  id: string;
  name: string;
  rule: SegmentRule;
}

/** Segments of a store by name, with how many are in each now. */
export async function listSegments(
  sql: Sql,
  storeId: string,
): Promise<(Segment & { count: number })[]> {
  return await sql<(Segment & { count: number })[]>`
    select s.id, s.name, s.rule, public.count_customers(s.store_id, s.rule) as count
    from public.customer_segments as s where s.store_id = ${storeId} order by lower(s.name)`;
}

/** One segment of a store, or null. */
export async function getSegment(sql: Sql, storeId: string, id: string): Promise<Segment | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const [row] = await sql<Segment[]>`
    select s.id, s.name, s.rule from public.customer_segments as s
    where s.store_id = ${storeId} and s.id = ${id}`;
  return row ?? null;
}

/** How many meet a rule now. */
export async function countCustomers(
  sql: Sql,
  storeId: string,
  rule: SegmentRule,
): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select public.count_customers(${storeId}, ${sql.json(rule as never)}) as count`;
  return row!.count;
}

export type SegmentRefusal = "segment_gone" | "segment_exists" | "too_many_segments";

/** Makes the segment whose id the form minted, or changes one that is known. Answers its id. */
export async function saveSegment(
  sql: Sql,
  { storeId, id, isKnown }: { storeId: string; id: string; isKnown: boolean },
  { name, rule }: { name: string; rule: SegmentRule },
): Promise<Result<string, SegmentRefusal>> {
  const input = sql.json({ name, rule, is_known: isKnown } as never);
  const [row] = await sql<{ answer: { ok: boolean; code: SegmentRefusal; id: string } }[]>`
    select public.save_customer_segment(${storeId}, ${id}, ${input}) as answer`;
  return row!.answer.ok ? ok(row!.answer.id) : refuse(row!.answer.code);
}

export async function deleteSegment(sql: Sql, storeId: string, id: string): Promise<void> {
  await sql`select public.delete_customer_segment(${storeId}, ${id})`;
}

/** What rules of a store can name: areas where people live, and its goods. */
export interface RuleChoices {
  tags: string[];
  areas: string[];
  collections: { id: string; name: string }[];
  /** Those on sale or sold before, newest first: 200 at most. */
  products: { id: string; name: string }[];
}

export async function listRuleChoices(sql: Sql, storeId: string): Promise<RuleChoices> {
  const [row] = await sql<RuleChoices[]>`
    select array(
      select distinct unnest(c.tags) as tag from public.customers as c
      where c.store_id = ${storeId} and c.tags <> '{}' order by tag limit 100
    ) as tags, array(
      select distinct unnest(z.areas) as area from public.delivery_zones as z
      where z.store_id = ${storeId} order by area limit 500
    ) as areas, (
      select coalesce(jsonb_agg(to_jsonb(c)), '[]') from (
        select c.id, c.title as name from public.collections as c
        where c.store_id = ${storeId} and c.deleted_at is null order by c.id desc limit 100) as c
    ) as collections, (
      select coalesce(jsonb_agg(to_jsonb(p)), '[]') from (
        select p.id, p.title as name from public.products as p
        where p.store_id = ${storeId} and p.status = 'published' order by p.id desc limit 200) as p
    ) as products`;
  return row!;
}
