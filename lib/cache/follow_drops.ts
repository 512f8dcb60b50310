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

/** What keeps a cache true. */
export interface Following {
  /**
   * Resolves once all that was committed before has been dropped; at once while nothing is kept, and
   * after a moment in any case. Whoever wrote something then finds it on this server.
   */
  heard(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Drops from the cache what any server's writes make stale, for as long as the database is heard;
 * otherwise the cache is closed. A notification comes when its transaction can be read, so whatever
 * is loaded after it is new.
 */
export function followDrops(cache: Cache, options: FollowOptions): Following {
  const stopping = new AbortController();
  const current: Current = {};
  const done = follow(cache, options, { stop: stopping.signal, current });
  return {
    heard: async () => void await current.ask?.().catch(() => {}),
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

/** The connection that is heard; none while there is none. */
interface Current {
  ask?(): Promise<void>;
}

interface Run {
  stop: AbortSignal;
  current: Current;
}

async function follow(cache: Cache, options: FollowOptions, run: Run): Promise<void> {
  let pause = MIN_PAUSE_MS;
  while (!run.stop.aborted) {
    const wasHeard = await listen(cache, options, run);
    pause = wasHeard ? MIN_PAUSE_MS : Math.min(pause * 2, MAX_PAUSE_MS);
    await sleep(pause, run.stop);
  }
}

/**
 * One connection, to its end. It counts as heard only while what is sent to it comes back: a dead
 * peer, or a pooler between, looks like silence. Tells whether it ever was.
 */
async function listen(
  cache: Cache,
  { databaseUrl, log, beatMs = BEAT_MS }: FollowOptions,
  { stop, current }: Run,
): Promise<boolean> {
  const line = openLine(cache, databaseUrl);
  const over = AbortSignal.any([stop, line.lost]);
  let isHeard = false;
  try {
    await line.start();
    while (!stop.aborted) {
      await line.ask();
      if (line.lost.aborted) throw new Error("The connection was lost");
      if (!isHeard) cache.open();
      isHeard = true;
      current.ask = line.ask;
      await sleep(beatMs, over);
    }
  } catch (error) {
    log.warn({ err: error }, "Nothing is cached: the database does not tell what changes");
  } finally {
    current.ask = undefined;
    cache.close();
    await line.end();
  }
  return isHeard;
}

/** A connection on which the database says what to drop, and answers whether it still does. */
interface Line {
  start(): Promise<void>;
  /** Resolves when all that was committed before was heard; otherwise throws, and the line is lost. */
  ask(): Promise<void>;
  lost: AbortSignal;
  end(): Promise<void>;
}

function openLine(cache: Cache, databaseUrl: string): Line {
  const losing = new AbortController();
  const own = `${DROPS_CHANNEL}_${randomUUID().replaceAll("-", "")}`;
  const asked = new Map<string, () => void>();
  const lose = () => {
    cache.close();
    losing.abort();
  };
  const sql = openConnection(databaseUrl, {
    onclose: lose,
    onnotify: (channel, payload) => channel === own ? asked.get(payload)?.() : cache.drop(payload),
  });
  return {
    lost: losing.signal,
    start: () => soon(sql.unsafe(`listen ${DROPS_CHANNEL}; listen ${own}`)),
    end: () => sql.end({ timeout: 0 }),
    async ask() {
      const question = randomUUID();
      // Notifications come in the order of their commits: the answer is behind all that was before.
      const answer = new Promise<void>((resolve) => asked.set(question, resolve));
      try {
        await soon(Promise.all([sql`select pg_notify(${own}, ${question})`, answer]));
      } catch (error) {
        // Whoever waited goes on, and must not find what they changed as it was.
        lose();
        throw error;
      } finally {
        asked.delete(question);
      }
    },
  };
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
