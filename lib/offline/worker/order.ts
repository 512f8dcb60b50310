import { scope, shop } from "./scope.ts";

/** A form of the checkout that did not reach the shop. */
export interface Waiting {
  kind: "waiting";
  /** Where it goes, and what it says, as a browser writes forms. */
  url: string;
  body: string;
  /** The shop wants to ask something before it takes it. */
  hasAnswer?: boolean;
}

/** One that did: where to pay. */
export interface Placed {
  kind: "placed";
  url: string;
  /** When its shopper was brought there. */
  seenAt?: number;
}

type Order = Waiting | Placed;

/** Longer than any shop takes, shorter than anybody waits. */
const PATIENCE_MS = 30_000;
/** Other tabs that still wait are brought to the order, too. */
const KNOWN_MS = 600_000;
const LOCK = `order:${shop.root}`;

/** What waits here; there is at most one, since two tabs send one order. */
export async function readOrder(): Promise<Order | undefined> {
  const order = await store<Order | undefined>("readonly", (orders) => orders.get(1));
  if (order?.kind !== "placed" || !order.seenAt || Date.now() - order.seenAt < KNOWN_MS) {
    return order;
  }
  await write(undefined);
  return undefined;
}

/**
 * Sends a form of the checkout. What does not arrive is kept to be sent again, under the key of what
 * waited before: the shop may have taken that one. Resolves with the shop's answer, or with nothing.
 */
export function submit(request: Request): Promise<Response | undefined> {
  return navigator.locks.request(LOCK, async () => {
    const before = await readOrder();
    const form = new URLSearchParams(await request.clone().text());
    const key = before?.kind === "waiting" && new URLSearchParams(before.body).get("key");
    if (key) form.set("key", key);
    const waiting: Waiting = { kind: "waiting", url: request.url, body: form.toString() };
    const answer = await (key ? send(waiting) : arrived(fetch(request, patience())));
    if (!answer) {
      await write(waiting);
      await scope.registration.sync?.register("order").catch(() => {});
    } else if (before) await write(undefined);
    return answer;
  });
}

export interface Sent {
  /** What is known of the order now. */
  order?: Order;
  /** What the shop said instead of taking it. */
  answer?: Response;
}

/**
 * Sends what waits, once, whoever asks; what only its shopper can decide, only when that one `isHere`.
 * It waits on until what the shop answered instead of taking it was shown: see `forget`.
 */
export function sendAgain({ isHere }: { isHere: boolean }): Promise<Sent> {
  return navigator.locks.request(LOCK, async () => {
    const order = await readOrder();
    if (order?.kind !== "waiting" || (!isHere && !isToSend(order))) return { order };
    const answer = await send(order);
    if (!answer) return { order };
    const isPlaced = /\/orders\/[^/]+\/pay$/.test(new URL(answer.url).pathname);
    const next: Order = isPlaced
      ? { kind: "placed", url: answer.url }
      : { ...order, hasAnswer: true };
    await write(next);
    return isPlaced ? { order: next } : { order: next, answer };
  });
}

/** What waited is with its shopper again. */
export function forget(): Promise<void> {
  return write(undefined);
}

/** Whether nobody has to be asked: a form that pays, and not one that asks for a code. */
function isToSend({ body, hasAnswer }: Waiting): boolean {
  const form = new URLSearchParams(body);
  return !hasAnswer && !form.has("intent") && !form.get("code");
}

/** Takes back what waits. What was sent meanwhile stays sent. */
export function takeBack(): Promise<Order | undefined> {
  return navigator.locks.request(LOCK, async () => {
    const order = await readOrder();
    if (order?.kind !== "waiting") return order;
    await write(undefined);
    return undefined;
  });
}

/** Notes that its shopper is brought to the order. */
export async function markSeen(order: Placed): Promise<void> {
  await write({ ...order, seenAt: order.seenAt ?? Date.now() });
}

function send({ url, body }: Waiting): Promise<Response | undefined> {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return arrived(fetch(url, { method: "POST", headers, body, ...patience() }));
}

function patience() {
  return { signal: AbortSignal.timeout(PATIENCE_MS) };
}

/** The shop's answer; nothing when none came, or one from what stands in front of the shop. */
export function arrived(asked: Promise<Response>): Promise<Response | undefined> {
  return asked.then(
    (answer) => [502, 503, 504].includes(answer.status) ? undefined : answer,
    () => undefined,
  );
}

async function write(order: Order | undefined): Promise<void> {
  await store("readwrite", (orders) => order ? orders.put(order, 1) : orders.delete(1));
}

/** One step on the one table of this shop's database. */
function store<T>(
  mode: IDBTransactionMode,
  step: (orders: IDBObjectStore) => IDBRequest,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(LOCK);
    opening.onupgradeneeded = () => opening.result.createObjectStore("orders");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const db = opening.result;
      const transaction = db.transaction("orders", mode);
      const request = step(transaction.objectStore("orders"));
      transaction.oncomplete = () => {
        db.close();
        resolve(request.result);
      };
      transaction.onabort = () => {
        db.close();
        reject(transaction.error);
      };
    };
  });
}
