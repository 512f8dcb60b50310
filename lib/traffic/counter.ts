import type { Sql } from "@/lib/db/mod.ts";
import type { Logger } from "@/lib/observability/mod.ts";
import type { Source } from "./source.ts";
import { markOf, type Visitor, VisitorSketch } from "./visitor_sketch.ts";

/** A page that somebody looks at. */
export interface View extends Visitor {
  productId?: string;
  language: string;
  isLite: boolean;
  /** There is something in the cart. */
  hasCart: boolean;
  isCheckout: boolean;
  /** From where it brought somebody; null when they were in the shop already. */
  source: Source | null;
}

export interface CounterOptions {
  /** As the web server's own login. */
  sql: Sql;
  log: Logger;
  now?(): number;
}

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const FLUSH_MS = 3_000;
/** While the database is away: what is beyond is not counted, rather than fill the memory. */
const MAX_KEYS = 20_000;
const MAX_SKETCHES = 4_000;

/** What a day mixes into the marks of its visitors. */
interface Salt {
  /** Since 1970. */
  day: number;
  /** In hex; null when the database cannot say. */
  text: Promise<string | null>;
  /** The same, once it is there. */
  known?: string;
}

/** Counted since the last time it was written; the parts of each key stand between spaces. */
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
  #salt?: Salt;
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
    const here = `${view.storeId} ${at} `;
    this.#add(`${here}view `);
    if (view.productId) this.#add(`${here}product ${view.productId}`);
    if (view.isCheckout) this.#add(`${here}checkout `);
    if (view.isLite) this.#add(`${here}lite `);
    this.#add(`${here}language ${view.language}`);
    if (view.source) this.#add(`${here}source ${view.source}`);
    const salt = this.#saltAt(at);
    if (salt.known) return this.#sketch(view, at, salt.known);
    const waiting = salt.text.then((text) => {
      if (text) this.#sketch(view, at, text);
      this.#waiting.delete(waiting);
    });
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

  #add(key: string): void {
    const { counts } = this.#batch;
    const before = counts.get(key);
    if (before !== undefined || counts.size < MAX_KEYS) counts.set(key, (before ?? 0) + 1);
  }

  #sketch(view: View, at: number, salt: string): void {
    const mark = markOf(view, salt);
    const { sketches } = this.#batch;
    for (const stage of stagesOf(view)) {
      const key = `${view.storeId} ${at} ${stage}`;
      const sketch = sketches.get(key) ?? new VisitorSketch();
      sketch.add(mark);
      if (sketches.size < MAX_SKETCHES) sketches.set(key, sketch);
    }
  }

  /** Of the day (UTC) of this moment. One that the database could not tell is asked for after the next flush. */
  #saltAt(at: number): Salt {
    const day = Math.floor(at / DAY_MS);
    if (this.#salt?.day === day) return this.#salt;
    const salt: Salt = { day, text: this.#readSalt(new Date(at).toISOString().slice(0, 10)) };
    salt.text.then((text) => {
      if (text) salt.known = text;
    });
    return this.#salt = salt;
  }

  async #readSalt(day: string): Promise<string | null> {
    try {
      const [row] = await this.#sql<{ salt: Uint8Array | null }[]>`
        select web.traffic_salt(${day}) as salt`;
      return row!.salt?.toHex() ?? null;
    } catch (error) {
      this.#log.warn({ err: error }, "Visitors are not counted: there is no salt");
      return null;
    }
  }

  async #flush(): Promise<void> {
    await Promise.all(this.#waiting);
    if (!this.#salt?.known) this.#salt = undefined;
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
    counts: Array.from(counts, ([key, count]) => {
      const [store_id, at, kind, subject] = key.split(" ");
      return { store_id, at: new Date(Number(at)).toISOString(), kind, subject, count };
    }),
    visitors: Array.from(sketches, ([key, { ranks }]) => {
      const [store_id, at, stage] = key.split(" ");
      const registers = Object.fromEntries(ranks);
      return { store_id, at: new Date(Number(at)).toISOString(), stage, registers };
    }),
  };
}
