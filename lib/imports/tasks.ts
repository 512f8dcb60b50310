import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { defineTask, type TaskList } from "@/lib/jobs/mod.ts";
import { runImport } from "./jobs/run_import.ts";

const ImportJob = z.object({ import_id: z.uuid() });

/** Jobs about imports, by the names under which SQL queues them. `sql` acts as service_role. */
export function importTasks({ sql }: { sql: Sql }): TaskList {
  return {
    run_import: defineTask(
      ImportJob,
      ({ import_id }, context) => runImport(sql, import_id, context),
    ),
    forget_import: defineTask(ImportJob, async ({ import_id }) => {
      await sql`delete from public.imports where id = ${import_id}`;
    }),
  };
}
