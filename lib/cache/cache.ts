import { LRUCache } from "lru-cache";
import { lifetimeOf } from "./keys.ts";

/** What was read to answer a question. */
export interface Loaded<T> {
  value: T;
  /** Keys of all that the answer shows; null keeps it for nobody. */
  keys: readonly string[] | null;
  /** About how much memory the answer takes. */
  bytes: number;
}

/** Where an answer came from; `bypass` while nobody could tell us that it is stale. */
export type ReadResult = "hit" | "miss" | "bypass";

export interface CacheOptions {
  /** Answers beyond this are forgotten, the longest unused first. */
  maxBytes: number;
  onRead?(result: ReadResult): void;
  /** Milliseconds on a clock that only goes forward. */
  now?(): number;
}

interface Kept {
  value: unknown;
  keys: readonly string[];
}

interface Outcome {
  value: unknown;
  /** False when it may be older than a write that was heard of meanwhile, or is not to be kept. */
  isShared: boolean;
}

/** Of one answer that was not fit to be shared, a reader waits for another; then it asks itself. */
const WAITS = 2;

/**
 * Answers of this process by name, each kept until a key of what it shows is dropped. It begins
 * closed, and keeps and gives nothing until it is opened: whoever opens it promises to drop each key
 * whose rows changed from then on, once the change can be read.
 */
export class Cache {
  readonly #kept: LRUCache<string, Kept>;
  readonly #namesOf = new Map<string, Set<string>>();
  readonly #underway = new Map<string, Promise<Outcome>>();
  readonly #onRead: (result: ReadResult) => void;
  #isOpen = false;
  /** Counts drops, so that a load knows which came after it began. */
  #drops = 0;
  #allDroppedAt = 0;
  /** Of the drops since the oldest load still running. */
  readonly #droppedAt = new Map<string, number>();
  #loading = 0;

  constructor({ maxBytes, onRead = () => {}, now }: CacheOptions) {
    this.#onRead = onRead;
    this.#kept = new LRUCache<string, Kept>({
      maxSize: maxBytes,
      dispose: ({ keys }, name) => this.#unlist(name, keys),
      ...(now && { perf: { now }, ttlResolution: 0 }),
    });
  }

  /** Memory that kept answers take, in bytes. */
  get bytes(): number {
    return this.#kept.calculatedSize;
  }

  /** Starts anew and keeps answers from here on. */
  open(): void {
    this.#dropAll();
    this.#isOpen = true;
  }

  /** Forgets everything and keeps nothing until it is opened again. */
  close(): void {
    this.#isOpen = false;
    this.#dropAll();
  }

  /** Forgets what shows this; "*" is everything. Loads that began before are not kept. */
  drop(key: string): void {
    if (key === "*") return this.#dropAll();
    this.#drops++;
    if (this.#loading > 0) this.#droppedAt.set(key, this.#drops);
    for (const name of [...this.#namesOf.get(key) ?? []]) this.#kept.delete(name);
  }

  /**
   * The answer of this name, kept or loaded. Readers of one name share a load, except one that may
   * be older than a write which was heard of before it ended. What a load throws, its own reader gets.
   */
  async read<T>(name: string, load: () => Promise<Loaded<T>>): Promise<T> {
    for (let waited = 0; this.#isOpen && waited <= WAITS; waited++) {
      const kept = this.#kept.get(name);
      if (kept) return this.#give("hit", kept.value as T);
      const underway = this.#underway.get(name);
      if (!underway || waited === WAITS) break;
      const outcome = await underway.catch(() => null);
      if (outcome?.isShared) return this.#give("hit", outcome.value as T);
    }
    if (!this.#isOpen) return this.#give("bypass", (await load()).value);
    return this.#give("miss", await this.#lead(name, load));
  }

  #give<T>(result: ReadResult, value: T): T {
    this.#onRead(result);
    return value;
  }

  async #lead<T>(name: string, load: () => Promise<Loaded<T>>): Promise<T> {
    const outcome = this.#load(name, load);
    this.#underway.set(name, outcome);
    try {
      return (await outcome).value as T;
    } finally {
      if (this.#underway.get(name) === outcome) this.#underway.delete(name);
    }
  }

  async #load<T>(name: string, load: () => Promise<Loaded<T>>): Promise<Outcome> {
    const began = this.#drops;
    this.#loading++;
    try {
      const { value, keys, bytes } = await load();
      if (!keys || this.#isDropped(keys, began)) return { value, isShared: false };
      this.#keep(name, { value, keys }, bytes);
      return { value, isShared: true };
    } finally {
      if (--this.#loading === 0) this.#droppedAt.clear();
    }
  }

  #isDropped(keys: readonly string[], since: number): boolean {
    return this.#allDroppedAt > since ||
      keys.some((key) => (this.#droppedAt.get(key) ?? 0) > since);
  }

  #keep(name: string, kept: Kept, bytes: number): void {
    this.#kept.set(name, kept, { size: bytes, ttl: lifetimeOf(kept.keys) });
    // What is larger than everything together was not taken.
    if (!this.#kept.has(name)) return;
    for (const key of kept.keys) {
      const names = this.#namesOf.get(key);
      if (names) names.add(name);
      else this.#namesOf.set(key, new Set([name]));
    }
  }

  #unlist(name: string, keys: readonly string[]): void {
    for (const key of keys) {
      const names = this.#namesOf.get(key);
      names?.delete(name);
      if (names?.size === 0) this.#namesOf.delete(key);
    }
  }

  #dropAll(): void {
    this.#allDroppedAt = ++this.#drops;
    this.#kept.clear();
  }
}
