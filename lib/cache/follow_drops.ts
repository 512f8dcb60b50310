import { randomUUID } from "node:crypto";
import { setTimeout as setTimeoutPromise } from "node:timers/promises";
import postgres from "postgres";
import type { Logger } from "@/lib/observability/mod.ts";
import type { Cache } from "./cache.ts";

/** Where writes say what they changed, as private.drop_cached names it. */
export const DROPS_CHANNEL = "afrify_cache";

export interface FollowOptions {
  /** As the web server's login. It must lead to the primary, and to no pooler that shares sessions. */
  databaseUrl: string;
  log: Logger;
  /** Milliseconds between two questions whether the database still tells us anything. */
  beatMs?: number;
}

const BEAT_MS = 2_000;
const PATIENCE_MS = 2_000;
const MIN_PAUSE_MS = 100;
const MAX_PAUSE_MS = 5_000;

/**
 * Drops from the cache what any instance's writes make stale, for as long as the database is heard;
 * otherwise the cache is closed. A notification comes when its transaction can be read, so whatever
 * is loaded after it is new. Resolves the returned function's promise when it has stopped.
 */
export function followDrops(cache: Cache, options: FollowOptions): () => Promise<void> {
  const stopping = new AbortController();
  const done = follow(cache, options, stopping.signal);
  return async () => {
    stopping.abort();
    await done;
  };
}

async function follow(cache: Cache, options: FollowOptions, stop: AbortSignal): Promise<void> {
  let pause = MIN_PAUSE_MS;
  while (!stop.aborted) {
    const wasHeard = await listen(cache, options, stop);
    pause = wasHeard ? MIN_PAUSE_MS : Math.min(pause * 2, MAX_PAUSE_MS);
    await sleep(pause, stop);
  }
}

/**
 * One connection, to its end. It counts as heard only while what is sent to it comes back: a dead
 * peer, or a pooler between, looks like silence. Tells whether it ever was.
 */
async function listen(
  cache: Cache,
  { databaseUrl, log, beatMs = BEAT_MS }: FollowOptions,
  stop: AbortSignal,
): Promise<boolean> {
  const closing = new AbortController();
  const over = AbortSignal.any([stop, closing.signal]);
  const own = `${DROPS_CHANNEL}_${randomUUID().replaceAll("-", "")}`;
  let echo = Promise.withResolvers<void>();
  let isHeard = false;
  const sql = openConnection(databaseUrl, {
    onclose() {
      cache.close();
      closing.abort();
    },
    onnotify: (channel, payload) => channel === own ? echo.resolve() : cache.drop(payload),
  });
  try {
    await soon(sql.unsafe(`listen ${DROPS_CHANNEL}; listen ${own}`));
    while (!stop.aborted) {
      echo = Promise.withResolvers();
      await soon(Promise.all([sql`select pg_notify(${own}, '')`, echo.promise]));
      if (closing.signal.aborted) throw new Error("The connection was closed");
      if (!isHeard) cache.open();
      isHeard = true;
      await sleep(beatMs, over);
    }
  } catch (error) {
    log.warn({ err: error }, "Nothing is cached: the database does not tell what changes");
  } finally {
    cache.close();
    await sql.end({ timeout: 0 });
  }
  return isHeard;
}

interface Events {
  onclose(): void;
  onnotify(channel: string, payload: string): void;
}

/** One connection that nothing replaces: another would not listen. */
function openConnection(url: string, events: Events): postgres.Sql {
  const options = {
    max: 1,
    max_lifetime: null,
    fetch_types: false,
    connect_timeout: PATIENCE_MS / 1000,
    onnotice: () => {},
    connection: { application_name: "afrify-cache" },
    ...events,
  };
  return postgres(url, options);
}

/** Throws when it takes longer than one would wait for a database that is there. */
async function soon(work: Promise<unknown>): Promise<void> {
  const timer = Promise.withResolvers<never>();
  const late = () => timer.reject(new Error("The database is silent"));
  const timeout = setTimeout(late, PATIENCE_MS);
  await Promise.race([work, timer.promise]).finally(() => clearTimeout(timeout));
}

/** Until the time is over, or what is waited for is. */
async function sleep(ms: number, over: AbortSignal): Promise<void> {
  await setTimeoutPromise(ms, undefined, { signal: over }).catch(() => {});
}
