import { randomUUID } from "node:crypto";
import { setTimeout as setTimeoutPromise } from "node:timers/promises";
import postgres from "postgres";
import type { Logger } from "@/lib/observability/mod.ts";

/** Whoever follows what the database tells on a channel. */
export interface Follower {
  channel: string;
  /** From here on everything is told that is committed. */
  open(): void;
  /** Nobody knows what is told from here on. */
  close(): void;
  tell(payload: string): void;
  /** What it means that nothing is heard, for the log. */
  silence: string;
}

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

/** A follower's line to the database, which is drawn anew for as long as it is wanted. */
export interface Following {
  /**
   * Resolves once all that was committed before has been told; at once while nothing is heard, and
   * after a moment in any case.
   */
  heard(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Tells what any transaction says on a channel, for as long as the database is heard; otherwise the
 * follower is closed. A notification comes when its transaction can be read.
 */
export function followChannel(follower: Follower, options: FollowOptions): Following {
  const stopping = new AbortController();
  const current: Current = {};
  const done = follow(follower, options, { stop: stopping.signal, current });
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

async function follow(follower: Follower, options: FollowOptions, run: Run): Promise<void> {
  let pause = MIN_PAUSE_MS;
  while (!run.stop.aborted) {
    const wasHeard = await listen(follower, options, run);
    pause = wasHeard ? MIN_PAUSE_MS : Math.min(pause * 2, MAX_PAUSE_MS);
    await sleep(pause, run.stop);
  }
}

/**
 * One connection, to its end. It counts as heard only while what is sent to it comes back: a dead
 * peer, or a pooler between, looks like silence. Tells whether it ever was.
 */
async function listen(
  follower: Follower,
  { databaseUrl, log, beatMs = BEAT_MS }: FollowOptions,
  { stop, current }: Run,
): Promise<boolean> {
  const line = openLine(follower, databaseUrl);
  const over = AbortSignal.any([stop, line.lost]);
  let isHeard = false;
  try {
    await line.start();
    while (!stop.aborted) {
      await line.ask();
      if (line.lost.aborted) throw new Error("The connection was lost");
      if (!isHeard) follower.open();
      isHeard = true;
      current.ask = line.ask;
      await sleep(beatMs, over);
    }
  } catch (error) {
    log.warn({ err: error }, follower.silence);
  } finally {
    current.ask = undefined;
    follower.close();
    await line.end();
  }
  return isHeard;
}

/** A connection on which the database tells, and answers whether it still does. */
interface Line {
  start(): Promise<void>;
  /** Resolves when all that was committed before was heard; otherwise throws, and the line is lost. */
  ask(): Promise<void>;
  lost: AbortSignal;
  end(): Promise<void>;
}

function openLine(follower: Follower, databaseUrl: string): Line {
  const { channel: followed } = follower;
  const losing = new AbortController();
  const own = `${followed}_${randomUUID().replaceAll("-", "")}`;
  const asked = new Map<string, () => void>();
  const lose = () => {
    follower.close();
    losing.abort();
  };
  const sql = openConnection(databaseUrl, {
    connection: { application_name: followed.replace("_", "-") },
    onclose: lose,
    onnotify: (channel, payload) =>
      channel === own ? asked.get(payload)?.() : follower.tell(payload),
  });
  return {
    lost: losing.signal,
    start: () => soon(sql.unsafe(`listen ${followed}; listen ${own}`)),
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
  connection: { application_name: string };
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
