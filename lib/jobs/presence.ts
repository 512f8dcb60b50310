import postgres from "postgres";
import type { Logger } from "@/lib/observability/mod.ts";

/** The first of the two numbers of the advisory lock that a living worker holds. */
export const PRESENCE_LOCK = 72_365;

const BEAT_MS = 15_000;

/** Tells the other workers that this one lives, and gives back the jobs of those that do not. */
export interface Presence {
  /** Shows up under this name. Resolves when seen; must precede the first job. */
  announce(worker: string): Promise<void>;
  leave(): Promise<void>;
}

/**
 * A worker that is killed leaves its jobs locked, and the queue alone would free them after four hours.
 * A session's advisory lock ends with its process, however that ends: a job locked by a worker
 * without such a lock belongs to nobody.
 */
export function openPresence(databaseUrl: string, log: Logger): Presence {
  const sql = postgres(databaseUrl, {
    max: 1,
    max_lifetime: null,
    connect_timeout: 10,
    onnotice: () => {},
    connection: { application_name: "afrify-worker-presence" },
  });
  let timer: ReturnType<typeof setInterval> | undefined;

  async function beat(worker: string): Promise<void> {
    // Taken again each time, because the session may be another one since the last time.
    await sql`select pg_try_advisory_lock(${PRESENCE_LOCK}, hashtext(${worker}))`;
    const freed = await freeJobsOfTheDead(sql);
    if (freed > 0) log.warn({ jobs: freed }, "Took over the jobs of a worker that died");
  }

  return {
    async announce(worker) {
      await beat(worker);
      log.info({ worker }, "Ready for jobs");
      timer ??= setInterval(() => {
        beat(worker).catch((error) => log.warn({ err: error }, "Could not show that I live"));
      }, BEAT_MS);
    },
    async leave() {
      clearInterval(timer);
      await sql.end({ timeout: 2 });
    },
  };
}

async function freeJobsOfTheDead(sql: postgres.Sql): Promise<number> {
  const dead = await sql<{ worker: string; jobs: number }[]>`
    select j.locked_by as worker, count(*)::int as jobs
    from graphile_worker.jobs as j
    where j.locked_by is not null and not exists (
      select from pg_locks as l
      where l.locktype = 'advisory' and l.objsubid = 2 and l.granted
        and l.database = (select oid from pg_database where datname = current_database())
        and l.classid = ${PRESENCE_LOCK} and l.objid = hashtext(j.locked_by)::oid
    )
    group by j.locked_by`;
  if (dead.length === 0) return 0;
  await sql`select graphile_worker.force_unlock_workers(${dead.map(({ worker }) => worker)})`;
  return dead.reduce((sum, { jobs }) => sum + jobs, 0);
}
