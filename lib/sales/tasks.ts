import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { defineTask, type TaskList } from "@/lib/jobs/mod.ts";

/** Jobs about sales, by the names under which they are queued. */
export function salesTasks({ sql }: { sql: Sql }): TaskList {
  return {
    roll_up_sales: defineTask(z.object({}), async () => {
      // The next one first: it comes whatever happens to this one.
      await planSalesRollUp(sql);
      await rollUpSales(sql);
    }),
  };
}

/** Adds up the days of every shop of which something changed, one shop after the other. */
export async function rollUpSales(sql: Sql): Promise<void> {
  const stores = await sql<{ id: string }[]>`
    select id from private.stores_to_roll_up() as id`;
  for (const { id } of stores) await sql`select private.roll_up_sales(${id})`;
}

/** Sees to it that days are added up in a minute: one job waits at a time, however many ask. */
export async function planSalesRollUp(sql: Sql): Promise<void> {
  await sql`
    select private.enqueue('roll_up_sales', '{}', run_at => now() + interval '1 minute',
      job_key => 'roll_up_sales')`;
}
