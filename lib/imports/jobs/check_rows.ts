import type { Sql } from "@/lib/db/mod.ts";
import type { ImportRun } from "../item.ts";
import { itemsOf, planItems } from "./plan_items.ts";
import { notePlans, readRows } from "./rows.ts";

const BATCH = 100;

/** Says of every row what would come of it. Changes nothing of the shop, so it may begin anew. */
export async function checkRows(sql: Sql, run: ImportRun, signal: AbortSignal): Promise<void> {
  const kind = itemsOf(run);
  const all = await kind.group(sql, run, await readRows(sql, run));
  for (let at = 0; at < all.length; at += BATCH) {
    signal.throwIfAborted();
    const items = all.slice(at, at + BATCH);
    const plans = await planItems(sql, { run, kind, items, isHeld: false });
    await notePlans(sql, run, { items, plans, isApplied: false });
  }
  await sql`update public.imports set status = 'checked' where id = ${run.id} and status = 'checking'`;
}
