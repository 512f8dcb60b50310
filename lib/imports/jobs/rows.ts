import type { Sql } from "@/lib/db/mod.ts";
import type { ImportRun, Item, Plan } from "../item.ts";
import type { TableRow } from "../read_table.ts";

export async function readRows(sql: Sql, { storeId, id }: ImportRun): Promise<TableRow[]> {
  return await sql<TableRow[]>`
    select r.line, r.cells from public.import_rows as r
    where r.store_id = ${storeId} and r.import_id = ${id} order by r.line`;
}

/** The next items that are to be written, with all of their rows. */
export async function readItemsToWrite(
  sql: Sql,
  { storeId, id }: ImportRun,
  limit: number,
): Promise<Item[]> {
  return await sql<Item[]>`
    select r.item as number, min(r.key) as key,
      jsonb_agg(jsonb_build_object('line', r.line, 'cells', r.cells) order by r.line) as rows
    from public.import_rows as r
    where r.store_id = ${storeId} and r.import_id = ${id}
      and r.outcome = any ('{new,changed}'::public.import_outcome[]) and not r.is_applied
    group by r.item order by r.item limit ${limit}`;
}

/** Notes what comes, or came, of items. */
export async function notePlans(
  sql: Sql,
  { storeId, id }: ImportRun,
  { items, plans, isApplied }: { items: Item[]; plans: Plan[]; isApplied: boolean },
): Promise<void> {
  const notes = items.flatMap(({ number, key, rows }, i) => {
    const { outcome, problems } = plans[i]!;
    return rows.map(({ line }) => ({
      line,
      item: number,
      key,
      outcome,
      problems: problems.filter((one) => one.line === line)
        .map(({ column, text }) => ({ column, text })),
    }));
  });
  await sql`
    update public.import_rows as r
    set item = n.item, key = n.key, outcome = n.outcome, problems = n.problems, is_applied = ${isApplied}
    from jsonb_to_recordset(${sql.json(notes as never)})
      as n (line int, item int, key text, outcome public.import_outcome, problems jsonb)
    where r.store_id = ${storeId} and r.import_id = ${id} and r.line = n.line`;
}
