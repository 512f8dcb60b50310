import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { defineTask, type TaskList } from "@/lib/jobs/mod.ts";

/** Jobs about stock, by the names under which SQL queues them. */
export function inventoryTasks({ sql }: { sql: Sql }): TaskList {
  return {
    refresh_stock_hint: defineTask(z.object({ variant_id: z.uuid() }), async ({ variant_id }) => {
      await sql`select private.refresh_stock_hint(${variant_id})`;
    }),
  };
}
