import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { defineTask, type TaskList } from "@/lib/jobs/mod.ts";

/** Jobs about figures, by the names under which they are queued. */
export function trafficTasks({ sql }: { sql: Sql }): TaskList {
  return {
    roll_up_traffic: defineTask(z.object({}), async () => {
      // The next one first: it comes whatever happens to this one.
      await planRollUp(sql, "1 day");
      await sql`select private.roll_up_traffic()`;
    }),
  };
}

/** Sees to it that hours become days, now or later: one job waits at a time, however many ask. */
export async function planRollUp(sql: Sql, delay: "1 minute" | "1 day"): Promise<void> {
  await sql`
    select private.enqueue('roll_up_traffic', '{}', run_at => now() + ${delay}::interval,
      job_key => 'roll_up_traffic')`;
}
