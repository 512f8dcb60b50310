import { z } from "zod";
import type { Config } from "@/lib/config.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { defineTask, type TaskList } from "@/lib/jobs/mod.ts";
import { removeFile } from "./stored_files.ts";

export interface DownloadDeps {
  config: Pick<Config, "supabaseUrl" | "secretKey">;
  /** As service_role. */
  sql: Sql;
}

/** Jobs about files that are sold, by the names under which SQL queues them. */
export function downloadTasks({ config, sql }: DownloadDeps): TaskList {
  return {
    tidy_product_file: defineTask(
      z.object({ file_id: z.uuid(), path: z.string() }),
      async ({ file_id, path }) => {
        const [row] = await sql<{ is_nobodys: boolean }[]>`
          select private.tidy_product_file(${file_id}, ${path}) as is_nobodys`;
        if (row!.is_nobodys) await removeFile(config, path);
      },
    ),
  };
}
