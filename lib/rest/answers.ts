import type { Sql } from "@/lib/db/mod.ts";
import { type Input, type Outcome, Refused } from "./operation.ts";

interface Request {
  storeId: string;
  /** Null: the caller sent none, and nothing is kept. */
  key: string | null;
  method: string;
  path: string;
}

/**
 * What was answered before to the same key and request; null when this is the first, which then holds the key
 * until its transaction ends. Throws Refused when the key was used for another request.
 */
export async function beginAnswer(
  sql: Sql,
  { storeId, key, method, path, input }: Request & { input: Input },
): Promise<Outcome | null> {
  if (key === null) return null;
  const asked = JSON.stringify([method, path, input.id, input.query, input.body]);
  const [row] = await sql<{ kept: Kept | null }[]>`
    select api.begin_answer(${storeId}, ${key}, ${asked}) as kept`;
  const { kept } = row!;
  if (!kept) return null;
  if (kept.is_other) {
    throw new Refused({
      status: 409,
      code: "idempotency_key_reused",
      title: "This key was used for another request.",
    });
  }
  return { status: kept.status, value: kept.value, isRepeat: true };
}

interface Kept {
  is_other: boolean;
  status: number;
  value: unknown;
}

/** Keeps an answer with its key, in the transaction that did what it says. */
export async function keepAnswer(
  sql: Sql,
  { storeId, key }: Request,
  { status, value }: Outcome,
): Promise<void> {
  if (key === null) return;
  await sql`select api.keep_answer(${storeId}, ${key}, ${status}, ${sql.json(value as never)})`;
}
