import { followChannel, type Following, type FollowOptions } from "@/lib/db/follow_channel.ts";

/** Where transactions say what happened to an order, as private.tg_order_events__tell names it. */
export const LIVE_CHANNEL = "afrify_live";

/** What dashboards hear of. */
export const LIVE_KINDS = ["placed", "paid", "needs_review", "disputed", "refund_failed"] as const;
export type LiveKind = typeof LIVE_KINDS[number];

/** Something that happened to an order; `id` is that of the row in `order_events`. */
export interface LiveEvent {
  id: string;
  storeId: string;
  number: number;
  kind: LiveKind;
}

/** Somebody who looks at a shop. */
export interface Watcher {
  storeId: string;
  userId: string;
  tell(event: LiveEvent): void;
  /** Nothing more will come from here. */
  end(): void;
}

/** A browser needs one for all its tabs; more devices than this nobody watches one server with. */
const MOST_PER_PERSON = 8;

/**
 * Hands what the database tells to those who watch that shop on this server. Only what is told while
 * it is open reaches anyone; when that is over they are sent away, to come back and read what they missed.
 */
export class LiveFeed {
  readonly #watchers = new Map<string, Set<Watcher>>();
  readonly #perPerson = new Map<string, number>();
  #isOpen = false;

  open(): void {
    this.#isOpen = true;
  }

  close(): void {
    this.#isOpen = false;
    for (const watcher of [...this.#watchers.values()].flatMap((some) => [...some])) watcher.end();
  }

  /** Takes what was told on the channel. */
  tell(payload: string): void {
    const { id, store_id: storeId, number, kind } = JSON.parse(payload);
    for (const watcher of [...this.#watchers.get(storeId) ?? []]) {
      watcher.tell({ id, storeId, number, kind });
    }
  }

  /** Begins to watch; answers how to stop, or why it cannot. */
  watch(watcher: Watcher): (() => void) | "closed" | "too_many" {
    const { storeId, userId } = watcher;
    const count = this.#perPerson.get(userId) ?? 0;
    if (!this.#isOpen) return "closed";
    if (count >= MOST_PER_PERSON) return "too_many";
    this.#perPerson.set(userId, count + 1);
    const some = this.#watchers.get(storeId) ?? new Set();
    this.#watchers.set(storeId, some.add(watcher));
    return () => this.#leave(watcher);
  }

  #leave(watcher: Watcher): void {
    const { storeId, userId } = watcher;
    const some = this.#watchers.get(storeId);
    if (!some?.delete(watcher)) return;
    if (some.size === 0) this.#watchers.delete(storeId);
    const left = this.#perPerson.get(userId)! - 1;
    if (left > 0) this.#perPerson.set(userId, left);
    else this.#perPerson.delete(userId);
  }
}

/** Fills the feed from the database, for as long as that is heard. */
export function followOrders(feed: LiveFeed, options: FollowOptions): Following {
  return followChannel({
    channel: LIVE_CHANNEL,
    open: () => feed.open(),
    close: () => feed.close(),
    tell: (payload) => feed.tell(payload),
    silence: "Dashboards are not live: the database does not tell what happens",
  }, options);
}
