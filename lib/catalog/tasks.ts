import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { defineTask, type TaskList } from "@/lib/jobs/mod.ts";

/** Jobs about products, by the names under which SQL queues them. */
export function catalogTasks({ sql }: { sql: Sql }): TaskList {
  return {
    publish_product: defineTask(z.object({ product_id: z.uuid() }), async ({ product_id }) => {
      await sql`select private.publish_product(${product_id})`;
    }),
  };
}
