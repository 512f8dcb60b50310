import type { Sql } from "@/lib/db/mod.ts";
import type { Logger } from "@/lib/observability/mod.ts";
import { markOf, type Visitor, VisitorSketch } from "./visitor_sketch.ts";

/** A page that somebody looks at. */
export interface View extends Visitor {
  productId?: string;
  language: string;
  isLite: boolean;
  /** There is something in the cart. */
  hasCart: boolean;
  isCheckout: boolean;
}

export interface CounterOptions {
  /** As the web server's own login. */
  sql: Sql;
  log: Logger;
  now?(): number;
}

const HOUR_MS = 60 * 60 * 1000;
const FLUSH_MS = 3_000;
/** While the database is away: what is beyond is not counted, rather than fill the memory. */
const MAX_KEYS = 20_000;
const MAX_SKETCHES = 4_000;

/** Counted since the last time it was written; each key is the JSON of what it counts. */
interface Batch {
  counts: Map<string, number>;
  sketches: Map<string, VisitorSketch>;
}

/**
 * Counts views in memory and writes them every few seconds in one statement, so that no page waits.
 * What is not written when the process is killed is lost.
 */
export class TrafficCounter {
  readonly #sql: Sql;
  readonly #log: Logger;
  readonly #now: () => number;
  readonly #timer: ReturnType<typeof setInterval>;
  #batch: Batch = emptyBatch();
  #salt?: { day: string; bytes: Promise<Uint8Array | null> };
  /** Views whose visitors wait for the day's salt. */
  readonly #waiting = new Set<Promise<void>>();
  #flushing: Promise<void> = Promise.resolve();

  constructor({ sql, log, now = Date.now }: CounterOptions) {
    this.#sql = sql;
    this.#log = log;
    this.#now = now;
    this.#timer = setInterval(() => void this.flush(), FLUSH_MS);
    // It must not keep a process that has nothing else to do.
    this.#timer.unref();
  }

  /** Takes microseconds, never throws, and keeps nothing that says who it was. */
  count(view: View): void {
    const at = Math.floor(this.#now() / HOUR_MS) * HOUR_MS;
    const { storeId } = view;
    this.#add([storeId, at, "view", ""]);
    if (view.productId) this.#add([storeId, at, "product", view.productId]);
    if (view.isCheckout) this.#add([storeId, at, "checkout", ""]);
    if (view.isLite) this.#add([storeId, at, "lite", ""]);
    this.#add([storeId, at, "language", view.language]);
    const waiting = this.#sketch(view, at).finally(() => this.#waiting.delete(waiting));
    this.#waiting.add(waiting);
  }

  /** Writes what was counted so far. What cannot be written now waits for the next time. */
  flush(): Promise<void> {
    return this.#flushing = this.#flushing.then(() => this.#flush());
  }

  /** Writes the rest and counts on only in memory. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.flush();
  }

  #add(key: [storeId: string, at: number, kind: string, subject: string]): void {
    const { counts } = this.#batch;
    const name = JSON.stringify(key);
    const before = counts.get(name);
    if (before !== undefined || counts.size < MAX_KEYS) counts.set(name, (before ?? 0) + 1);
  }

  async #sketch(view: View, at: number): Promise<void> {
    const salt = await this.#saltOf(new Date(at).toISOString().slice(0, 10));
    if (!salt) return;
    const mark = markOf(view, salt);
    for (const stage of stagesOf(view)) {
      const name = JSON.stringify([view.storeId, at, stage]);
      const { sketches } = this.#batch;
      const sketch = sketches.get(name) ?? new VisitorSketch();
      sketch.add(mark);
      if (sketches.size < MAX_SKETCHES) sketches.set(name, sketch);
    }
  }

  /** Of a day, "2026-11-29"; null when the database cannot say, and then asked for again. */
  #saltOf(day: string): Promise<Uint8Array | null> {
    if (this.#salt?.day === day) return this.#salt.bytes;
    const bytes = this.#sql<{ salt: Uint8Array | null }[]>`select web.traffic_salt(${day}) as salt`
      .then(([row]) => row!.salt)
      .catch((error) => {
        this.#log.warn({ err: error }, "Visitors are not counted: there is no salt");
        this.#salt = undefined;
        return null;
      });
    this.#salt = { day, bytes };
    return bytes;
  }

  async #flush(): Promise<void> {
    await Promise.all(this.#waiting);
    const batch = this.#batch;
    if (batch.counts.size === 0 && batch.sketches.size === 0) return;
    this.#batch = emptyBatch();
    try {
      const { counts, visitors } = rowsOf(batch);
      await this.#sql`select web.count_traffic(${this.#sql.json(counts)}, ${
        this.#sql.json(visitors)
      })`;
    } catch (error) {
      this.#log.warn({ err: error }, "Views could not be written and wait for the next time");
      this.#putBack(batch);
    }
  }

  #putBack({ counts, sketches }: Batch): void {
    for (const [name, count] of counts) {
      const before = this.#batch.counts.get(name) ?? 0;
      this.#batch.counts.set(name, before + count);
    }
    for (const [name, sketch] of sketches) {
      const since = this.#batch.sketches.get(name);
      if (since) since.merge(sketch);
      else this.#batch.sketches.set(name, sketch);
    }
  }
}

function emptyBatch(): Batch {
  return { counts: new Map(), sketches: new Map() };
}

/** How far this visitor has come. */
function stagesOf({ productId, hasCart, isCheckout }: View): string[] {
  return [
    "shop",
    ...productId ? ["product"] : [],
    ...hasCart ? ["cart"] : [],
    ...isCheckout ? ["checkout"] : [],
  ];
}

function rowsOf({ counts, sketches }: Batch) {
  return {
    counts: Array.from(counts, ([name, count]) => {
      const [store_id, at, kind, subject] = JSON.parse(name);
      return { store_id, at: new Date(at).toISOString(), kind, subject, count };
    }),
    visitors: Array.from(sketches, ([name, { ranks }]) => {
      const [store_id, at, stage] = JSON.parse(name);
      const registers = Object.fromEntries(ranks);
      return { store_id, at: new Date(at).toISOString(), stage, registers };
    }),
  };
}
