import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import type { StockCountState } from "@/lib/enums.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import { isId } from "./ids.ts";
import type { StockRefusal } from "./words.ts";

/** A stock take of one location. */
export interface StockCount {
  id: string;
  location: string;
  state: StockCountState;
  openedAt: Date;
  openedBy: string | null;
  closedAt: Date | null;
  closedBy: string | null;
  /** Variants that were counted, and of those the ones that differ. */
  counted: number;
  differing: number;
}

/** Stock takes of a store, newest first, and whether there are older ones. */
export async function listCounts(
  sql: Sql,
  storeId: string,
  { before, limit = 20 }: { before?: string; limit?: number } = {},
): Promise<{ counts: StockCount[]; hasMore: boolean }> {
  const rows = await sql<StockCount[]>`
    ${columns(sql)} where c.store_id = ${storeId} ${before ? sql`and c.id < ${before}` : sql``}
    order by c.id desc limit ${limit + 1}`;
  return { counts: rows.slice(0, limit), hasMore: rows.length > limit };
}

/** One stock take of a store, or null. */
export async function getCount(
  sql: Sql,
  { storeId, countId }: { storeId: string; countId: string },
): Promise<StockCount | null> {
  if (!isId(countId)) return null;
  const [count] = await sql<StockCount[]>`
    ${columns(sql)} where c.store_id = ${storeId} and c.id = ${countId}`;
  return count ?? null;
}

function columns(sql: Sql) {
  return sql`
    select c.id, l.name as location, c.state, c.created_at as "openedAt",
      c.opened_by_name as "openedBy", c.closed_at as "closedAt", c.closed_by_name as "closedBy",
      lines.counted, lines.differing
    from public.stock_counts as c
    join public.locations as l on l.store_id = c.store_id and l.id = c.location_id
    cross join lateral (
      select count(*)::int as counted, (count(*) filter (where n.difference <> 0))::int as differing
      from public.stock_count_lines as n where n.store_id = c.store_id and n.count_id = c.id
    ) as lines`;
}

/** Fields of a sheet: what was typed, and what was there when it was shown. */
export const countedField = (variantId: string) => `counted.${variantId}`;
export const wasField = (variantId: string) => `was.${variantId}`;

export interface CountedLine {
  variant_id: string;
  /** Null leaves the variant out again. */
  counted: number | null;
}

/** The form that starts a stock take. */
export const OpenCountForm = z.looseObject({ location: z.uuid("Choose a location.") });

interface Sheet {
  key: string;
  lines: CountedLine[];
  /** Where it was sent from, when that is not the sheet itself. */
  back?: "review";
}

/**
 * A sheet of the stock take. Only what was changed on it is sent on, so that it takes nothing back that
 * another phone has counted meanwhile.
 */
export const CountForm = z.looseObject({
  key: z.string().min(8).max(128),
  back: z.literal("review").optional(),
}).transform(
  (fields, ctx): Sheet => {
    const lines: CountedLine[] = [];
    for (const [name, typed] of Object.entries(fields)) {
      const variantId = name.startsWith("counted.") ? name.slice("counted.".length) : "";
      if (!isId(variantId) || typeof typed !== "string") continue;
      const text = typed.replace(/[\s,]/g, "");
      if (text === (fields[wasField(variantId)] ?? "")) continue;
      if (!/^\d{0,7}$/.test(text) || Number(text) > 1_000_000) {
        ctx.addIssue({
          code: "custom",
          path: [name],
          message: "Write a whole number: 12, for example.",
        });
      }
      lines.push({ variant_id: variantId, counted: text === "" ? null : Number(text) });
    }
    return { key: fields.key, lines, back: fields.back };
  },
);

type Done = Result<null, StockRefusal, PromisedLine[]>;

/** Orders hold more of it than the stock take would leave. */
export interface PromisedLine {
  variant_id: string;
  reserved: number;
}

/** Starts a stock take of a location, or joins the one that is open; answers its id. */
export async function openCount(
  sql: Sql,
  storeId: string,
  locationId: string,
): Promise<Result<string, StockRefusal>> {
  const [row] = await sql<{ answer: Answer }[]>`
    select public.open_stock_count(${storeId}, ${locationId}) as answer`;
  const { ok: isDone, code, id } = row!.answer;
  return isDone ? ok(id!) : refuse(code);
}

interface OneCount {
  storeId: string;
  countId: string;
}

/** Writes down what was counted; sending the same sheet again counts nothing again. */
export async function saveCount(
  sql: Sql,
  { storeId, countId, key, lines }: OneCount & { key: string; lines: CountedLine[] },
): Promise<Done> {
  if (lines.length === 0) return ok(null);
  const input = sql.json({ count_id: countId, lines } as never);
  return toResult(
    await sql`select public.save_stock_count(${storeId}, ${key}, ${input}) as answer`,
  );
}

/** Books every difference, or none and says which goods are promised to orders. */
export async function applyCount(sql: Sql, { storeId, countId }: OneCount): Promise<Done> {
  return toResult(await sql`select public.apply_stock_count(${storeId}, ${countId}) as answer`);
}

/** Ends a stock take; the stock stays as it is. */
export async function cancelCount(sql: Sql, { storeId, countId }: OneCount): Promise<Done> {
  return toResult(await sql`select public.cancel_stock_count(${storeId}, ${countId}) as answer`);
}

interface Answer {
  ok: boolean;
  code: StockRefusal;
  id?: string;
  lines?: PromisedLine[];
}

function toResult(rows: readonly { answer?: Answer }[]): Done {
  const { ok: isDone, code, lines } = rows[0]!.answer!;
  return isDone ? ok(null) : refuse(code, lines);
}
