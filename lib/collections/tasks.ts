import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { defineTask, type TaskList } from "@/lib/jobs/mod.ts";

/** Jobs about collections, by the names under which SQL queues them. */
export function collectionTasks({ sql }: { sql: Sql }): TaskList {
  return {
    file_products: defineTask(
      z.object({ store_id: z.uuid(), product_ids: z.array(z.uuid()) }),
      async ({ store_id, product_ids }) => {
        await sql`select private.file_products(${store_id}, ${product_ids}::uuid[], true)`;
      },
    ),
    refresh_collection: defineTask(
      z.object({ collection_id: z.uuid() }),
      async ({ collection_id }) => {
        await sql`select private.refresh_collection(${collection_id}, true)`;
      },
    ),
  };
}
