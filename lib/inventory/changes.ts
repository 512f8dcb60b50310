import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import type { StockRefusal } from "./words.ts";

export const ADJUSTMENT_REASONS = [
  "received",
  "returned",
  "found",
  "damaged",
  "lost",
  "correction",
] as const;
export type AdjustmentReason = typeof ADJUSTMENT_REASONS[number];

/** A change of stock as `adjust_inventory` reads it. */
export interface Adjustment {
  location_id: string;
  reason: AdjustmentReason;
  delta: number;
  note: string;
}

/** Goods that go from one place to another, as `transfer_inventory` reads it. */
export interface Transfer {
  from_location_id: string;
  to_location_id: string;
  quantity: number;
  note: string;
}

const key = z.string().min(8).max(128);
const place = z.uuid("Choose a location.");
const note = z.string().trim().max(200, "200 characters are the most.").default("");
const TOO_MUCH = "That is more than we can count.";

/** "1,200" as people type it. */
const digits = z.string().transform((text) => text.replace(/[\s,]/g, "").replace("\u2212", "-"));

const quantity = digits.pipe(
  z.string().regex(/^[+-]?\d+$/, "Write a whole number: 5, for example."),
).transform(Number).refine((number) => Math.abs(number) <= 1_000_000, TOO_MUCH);

/** The form that changes stock. The reason says whether goods come or go; a correction has a sign. */
export const AdjustmentForm = z.looseObject({
  key,
  location: place,
  reason: z.enum(ADJUSTMENT_REASONS, "Choose why."),
  quantity: quantity.refine((number) => number !== 0, "Write how many."),
  note,
  back: z.string().max(500).optional(),
}).refine(({ reason, quantity }) => reason === "correction" || quantity > 0, {
  path: ["quantity"],
  message: "Write how many, without a sign: the reason says whether they come or go.",
}).transform(({ key, location, reason, quantity, note, back }) => ({
  key,
  back,
  typed: { location, reason, quantity: String(quantity), note },
  adjustment: {
    location_id: location,
    reason,
    delta: reason === "damaged" || reason === "lost" ? -quantity : quantity,
    note,
  } satisfies Adjustment,
}));

/** The form that moves goods from one place to another. */
export const TransferForm = z.looseObject({
  key,
  from: place,
  to: place,
  quantity: quantity.refine((number) => number > 0, "Write how many."),
  note,
}).refine(({ from, to }) => from !== to, {
  path: ["to"],
  message: "Choose another location than the one they leave.",
}).transform(({ key, from, to, quantity, note }) => ({
  key,
  typed: { from, to, quantity: String(quantity), note },
  transfer: {
    from_location_id: from,
    to_location_id: to,
    quantity,
    note,
  } satisfies Transfer,
}));

type Done = Result<null, StockRefusal, number>;

interface Change<Input> {
  storeId: string;
  variantId: string;
  /** Of the form: with the same key it happens once. */
  key: string;
  change: Input;
}

/** Changes stock by what came or went. A refusal tells how many could go. */
export async function adjustInventory(
  sql: Sql,
  { storeId, variantId, key, change }: Change<Adjustment>,
): Promise<Done> {
  const input = sql.json({ variant_id: variantId, ...change });
  return toResult(
    await sql`select public.adjust_inventory(${storeId}, ${key}, ${input}) as answer`,
  );
}

/** Moves goods, or none of them. A refusal tells how many could go. */
export async function transferInventory(
  sql: Sql,
  { storeId, variantId, key, change }: Change<Transfer>,
): Promise<Done> {
  const input = sql.json({ variant_id: variantId, ...change });
  return toResult(
    await sql`select public.transfer_inventory(${storeId}, ${key}, ${input}) as answer`,
  );
}

interface Answer {
  ok: boolean;
  code: StockRefusal;
  available?: number;
}

function toResult(rows: readonly { answer?: Answer }[]): Done {
  const { ok: isDone, code, available } = rows[0]!.answer!;
  return isDone ? ok(null) : refuse(code, available);
}
