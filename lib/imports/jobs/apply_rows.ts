import type { Sql } from "@/lib/db/mod.ts";
import { type ImportRun, type Item, type ItemKind, type Plan, Problems } from "../item.ts";
import { itemsOf, planItems } from "./plan_items.ts";
import { notePlans, readItemsToWrite } from "./rows.ts";

const BATCH = 25;

/**
 * Writes what was looked at, as the person who asked for it. Each transaction writes some items and
 * notes them as written, so whatever happens none is written twice and none by half.
 */
export async function applyRows(sql: Sql, run: ImportRun, signal: AbortSignal): Promise<void> {
  let isMore = true;
  while (isMore) {
    signal.throwIfAborted();
    isMore = await sql.begin((transaction) => applyBatch(transaction as unknown as Sql, run));
  }
}

async function applyBatch(sql: Sql, run: ImportRun): Promise<boolean> {
  // Another worker that believes this one dead waits here, and then finds its items written.
  const [held] = await sql`
    select from public.imports where id = ${run.id} and status = 'applying' for update`;
  if (!held) return false;
  await sql`
    select set_config('request.jwt.claims', ${JSON.stringify({ sub: run.personId })}, true)`;
  const items = await readItemsToWrite(sql, run, BATCH);
  if (items.length === 0) {
    await sql`update public.imports set status = 'applied', finished_at = now() where id = ${run.id}`;
    return false;
  }
  const kind = itemsOf(run);
  const plans = await planItems(sql, { run, kind, items, isHeld: true });
  for (const [i, plan] of plans.entries()) {
    plans[i] = await write(sql, { run, kind, item: items[i]!, plan });
  }
  await notePlans(sql, run, { items, plans, isApplied: true });
  return true;
}

interface Writing {
  run: ImportRun;
  kind: ItemKind;
  item: Item;
  plan: Plan;
}

/** Answers what came of it: refused, when the shop has changed since somebody looked. */
async function write(sql: Sql, { run, kind, item, plan }: Writing): Promise<Plan> {
  if (plan.outcome !== "new" && plan.outcome !== "changed") return plan;
  try {
    await (sql as unknown as SavepointSql).savepoint((inner) => kind.write(inner, run, plan.write));
    return plan;
  } catch (error) {
    const known = kind.explain(error);
    if (!known) throw error;
    const problems = new Problems(run);
    problems.add(item.rows[0]!, known.field, known.text);
    return { outcome: "refused", problems: problems.found };
  }
}

/** A transaction of postgres.js. */
interface SavepointSql {
  savepoint<T>(run: (sql: Sql) => Promise<T>): Promise<T>;
}
