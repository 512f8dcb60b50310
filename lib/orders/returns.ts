import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import type { FormErrors } from "@/lib/http/mod.ts";
import type { GoodsLine, OrderReturn } from "./merchant_goods.ts";
import { readQuantities } from "./quantities.ts";

export interface ReturnInput {
  lines: GoodsLine[];
  reason: string;
  key: string;
}

/** What the form for a return asks, where so many may come back; or a message at each field. */
export function readReturn(
  fields: Record<string, string>,
  left: GoodsLine[],
): { ok: true; input: ReturnInput } | { ok: false; errors: FormErrors } {
  const errors: FormErrors = {};
  const lines = readQuantities(fields, left, errors, "with the buyer");
  const reason = (fields.reason ?? "").replace(/\s+/g, " ").trim();
  if (reason === "" || reason.length > 200) errors.reason = "Say why, in a few words.";
  const key = /^[\w-]{8,128}$/.exec(fields.key ?? "")?.[0];
  if (!key) errors[""] = "This form cannot be read. Open it again.";
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, input: { lines, reason, key: key! } };
}

/** The form that says that the goods of a return are there. */
export const ReceiveForm = z.object({
  step: z.enum(["receive", "close"]),
  restock: z.literal("1").optional(),
  location: z.uuid("Choose a place.").or(z.literal("")).default(""),
});
export type ReceiveForm = z.output<typeof ReceiveForm>;

const REFUSALS: Record<string, [field: string, message: string]> = {
  line_returned: ["", "Meanwhile somebody else noted some of these goods as coming back."],
  order_not_open: ["", "Nothing of this order can come back: nobody paid it, or it is over."],
  return_closed: ["", "Meanwhile somebody closed this return."],
  location_not_found: ["location", "This place is closed. Choose another."],
  idempotency_key_reused: ["", "This form was sent before with other values. Open it again."],
};

function toErrors({ ok, code = "" }: { ok: boolean; code?: string }): FormErrors | null {
  if (ok) return null;
  const [field, message] = REFUSALS[code] ?? ["", "This could not be noted."];
  return { [field]: message };
}

interface Answer {
  answer: { ok: boolean; code?: string };
}

/** Notes that goods will come back; null when it was taken. Rejects with AF404 for strangers. */
export async function openReturn(
  sql: Sql,
  { storeId, number }: { storeId: string; number: number },
  { lines, reason, key }: ReturnInput,
): Promise<FormErrors | null> {
  const asked = lines.map(({ itemId, quantity }) => ({ order_item_id: itemId, quantity }));
  const [row] = await sql<Answer[]>`
    select public.open_return(${storeId}, ${number}, ${key}, ${
    sql.json({ lines: asked, reason })
  }) as answer`;
  return toErrors(row!.answer);
}

interface ReturnPlace {
  storeId: string;
  number: number;
  part: number;
}

/** The goods are there; null when it was taken. Rejects with AF404 for strangers. */
export async function receiveReturn(
  sql: Sql,
  { storeId, number, part }: ReturnPlace,
  { restock, location }: ReceiveForm,
): Promise<FormErrors | null> {
  const input = { is_restocked: restock === "1", location_id: location };
  const [row] = await sql<Answer[]>`
    select public.receive_return(${storeId}, ${number}, ${part}, ${sql.json(input)}) as answer`;
  return toErrors(row!.answer);
}

/** Nothing more comes of it; null when it was taken. Rejects with AF404 for strangers. */
export async function closeReturn(
  sql: Sql,
  { storeId, number, part }: ReturnPlace,
): Promise<FormErrors | null> {
  const [row] = await sql<Answer[]>`
    select public.close_return(${storeId}, ${number}, ${part}) as answer`;
  return toErrors(row!.answer);
}

/** Where a return is, in a sentence. */
export function returnTruth(
  { state, isRestocked, isFromShopper, requestedAt, receivedAt }: OrderReturn,
  at: (iso: string) => string,
): string {
  if (receivedAt !== null) {
    const where = isRestocked ? "back on the shelf" : "not put back on the shelf";
    return `With you since ${at(receivedAt)}, ${where}.`;
  }
  if (state === "closed") return "Closed: nothing came back.";
  return `${isFromShopper ? "The buyer asked" : "Noted"} ${at(requestedAt)}. Not here yet.`;
}
