import type { Sql } from "@/lib/db/mod.ts";
import { type ImageDeps, openStorage } from "./process_image.ts";

const BUCKETS = ["originals", "media"] as const;
/** As many as Storage is asked to remove at once. */
const BATCH = 100;
/** A form that is being saved has stored its pictures before there are rows of them. */
const AGE = "1 day";

/**
 * Removes files of pictures that no product and no order shows, a day after they came. Repeating it
 * finds what is left. Answers how many went; throws when Storage refuses, for the queue to try again.
 */
export async function sweepPictures({ sql, config }: ImageDeps): Promise<number> {
  const storage = await openStorage(config);
  let removed = 0;
  for (const bucket of BUCKETS) {
    let after = "";
    for (;;) {
      const names = await findForgotten(sql, bucket, after);
      if (names.length === 0) break;
      const { error } = await storage.from(bucket).remove(names);
      if (error) throw error;
      removed += names.length;
      // Goes on behind them, so that a file which does not go away is not asked for forever.
      after = names.at(-1)!;
    }
  }
  return removed;
}

async function findForgotten(sql: Sql, bucket: string, after: string): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select name from private.forgotten_pictures(${bucket}, ${after}, ${AGE}::interval, ${BATCH}) as name`;
  return rows.map(({ name }) => name);
}

/** Sees to it that there is a sweep, now or later: one waits at a time, however many ask. */
export async function planSweep(sql: Sql, delay: "1 minute" | "1 day"): Promise<void> {
  await sql`
    select private.enqueue('sweep_pictures', '{}', run_at => now() + ${delay}::interval,
      job_key => 'sweep_pictures')`;
}
