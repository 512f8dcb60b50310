/*
 * What a service worker has around it, as far as this one uses it: the checker knows pages alone.
 */

/** What `worker.js` of a shop says of it, before this runs. */
export interface ShopOfWorker {
  /** Where the shop begins: "" at a host of its own. */
  root: string;
  /** Changes with every build; old copies go with the old one. */
  build: string;
  /** Where pictures come from. */
  media: string;
  /** Of each language but the first: "/fr". */
  prefixes: string[];
}

interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface MessageEventOfPage extends ExtendableEvent {
  data: unknown;
  source: { url: string };
}

export interface FetchEvent extends ExtendableEvent {
  request: Request;
  /** What the browser asked for while this worker was waking up. */
  preloadResponse?: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
}

interface WorkerScope {
  shop: ShopOfWorker;
  registration: {
    sync?: { register(tag: string): Promise<void> };
    navigationPreload?: { enable(): Promise<void> };
  };
  clients: {
    claim(): Promise<void>;
    matchAll(options: { includeUncontrolled: true }): Promise<{ url: string }[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener(
    name: "install" | "activate" | "sync",
    run: (event: ExtendableEvent) => void,
  ): void;
  addEventListener(name: "message", run: (event: MessageEventOfPage) => void): void;
  addEventListener(name: "fetch", run: (event: FetchEvent) => void): void;
}

export const scope = globalThis as unknown as WorkerScope;
export const { shop } = scope;

/** Where in the shop an address is. */
export interface Place {
  /** In front of links of this language. */
  base: string;
  /** What follows: "/p/basket", "" for the front page. */
  path: string;
}

/** Null for pages of others: the scope "/s/bead" has "/s/beadwork" in it, too. */
export function placeOf({ origin, pathname }: URL): Place | null {
  const { root, prefixes } = shop;
  if (origin !== location.origin || !`${pathname}/`.startsWith(`${root}/`)) return null;
  const rest = pathname.slice(root.length).replace(/\/$/, "");
  const prefix = rest.slice(0, 3);
  const isLanguage = prefixes.includes(prefix) && (rest.length === 3 || rest[3] === "/");
  return isLanguage ? { base: root + prefix, path: rest.slice(3) } : { base: root, path: rest };
}
