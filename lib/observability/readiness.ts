import postgres from "postgres";
import { PRESENCE_LOCK } from "@/lib/jobs/presence.ts";
import type { Logger } from "./log.ts";

export type Problem = "database_unreachable" | "migrations_missing";

export interface Readiness {
  /** Why this process should get no requests; empty when it should. */
  problems: Problem[];
  /** False when nobody runs jobs: shops can be visited, but prompts and messages wait. */
  hasWorker: boolean;
}

export interface ReadinessOptions {
  /** As the web server's login. */
  databaseUrl: string;
  /** Folder of the migrations that this code was written against. */
  migrations: string;
  log: Logger;
}

/** Asks on a connection of its own, so that a pool full of slow requests does not answer for the database. */
export function createReadinessCheck(options: ReadinessOptions): () => Promise<Readiness> {
  const sql = postgres(options.databaseUrl, {
    max: 1,
    idle_timeout: 30,
    connect_timeout: 3,
    onnotice: () => {},
    connection: { application_name: "afrify-readiness", statement_timeout: 3_000 },
  });
  let needed: Promise<string[]> | undefined;
  return async () => {
    needed ??= listVersions(options.migrations);
    try {
      const [row] = await sql<[{ applied: string[]; has_worker: boolean }]>`
        select array(select version from supabase_migrations.schema_migrations) as applied,
          exists (select from pg_locks
            where locktype = 'advisory' and objsubid = 2 and classid = ${PRESENCE_LOCK} and granted
              and database = (select oid from pg_database where datname = current_database())
          ) as has_worker`;
      const isBehind = (await needed).some((version) => !row.applied.includes(version));
      return { problems: isBehind ? ["migrations_missing"] : [], hasWorker: row.has_worker };
    } catch (error) {
      options.log.warn({ err: error }, "The database does not answer");
      return { problems: ["database_unreachable"], hasWorker: false };
    }
  };
}

async function listVersions(folder: string): Promise<string[]> {
  const versions: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    const version = /^(\d+)_\w+\.sql$/.exec(name)?.[1];
    if (version) versions.push(version);
  }
  return versions;
}
