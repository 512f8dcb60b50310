import type { Sql } from "@/lib/db/mod.ts";
import { sqlState } from "@/lib/db/mod.ts";
import type { JobContext } from "@/lib/jobs/mod.ts";
import type { ImportRun } from "../item.ts";
import { applyRows } from "./apply_rows.ts";
import { checkRows } from "./check_rows.ts";

/**
 * Looks at the rows of an import, or writes them, whichever it waits for. Works in small transactions:
 * killed at any moment and started again, it goes on where the last one ended. Without effect for
 * an import that waits for nothing.
 */
export async function runImport(
  sql: Sql,
  importId: string,
  context: Pick<JobContext, "signal" | "isLastAttempt" | "log">,
): Promise<void> {
  const run = await readRun(sql, importId);
  if (!run) return;
  try {
    if (run.status === "checking") await checkRows(sql, run, context.signal);
    if (run.status === "applying") await applyRows(sql, run, context.signal);
  } catch (error) {
    const isForbidden = sqlState(error) === "42501";
    if (!isForbidden && !context.isLastAttempt) throw error;
    context.log.warn({ err: error, import_id: importId }, "Import stopped");
    await sql`
      update public.imports set status = 'stopped', stop_code = ${
      isForbidden ? "not_allowed" : "fault"
    }
      where id = ${importId} and status = any ('{checking,applying}'::public.import_status[])`;
  }
}

async function readRun(sql: Sql, importId: string): Promise<ImportRun | undefined> {
  const [run] = await sql<ImportRun[]>`
    select i.id, i.store_id as "storeId", i.kind, i.status, i.mapping, i.created_by as "personId",
      s.currency, s.country
    from public.imports as i join public.stores as s on s.id = i.store_id
    where i.id = ${importId}`;
  return run;
}
