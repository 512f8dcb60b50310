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

/** Longer than any shop takes, shorter than anybody waits; to send it twice does no harm. */
const PATIENCE_MS = 15_000;
/** Other tabs that still wait are brought to the order, too. */
const KNOWN_MS = 600_000;
const LOCK = `order:${shop.root}`;

/** What waits here; there is at most one, since two tabs send one order. */
export async function readOrder(): Promise<Order | undefined> {
  // Where a browser refuses the database, nothing can wait.
  const order = await store<Order | undefined>("readonly", (orders) => orders.get(1))
    .catch(() => undefined);
  if (order?.kind !== "placed" || !order.seenAt || Date.now() - order.seenAt < KNOWN_MS) {
    return order;
  }
  await write(undefined);
  return undefined;
}

/**
 * Sends a form of the checkout. What does not arrive is kept to be sent again. Where another one waits,
 * an order takes its place and its key, since the shop may have taken that one; a question leaves it
 * alone. Resolves with the shop's answer, or with nothing.
 */
export function submit(request: Request): Promise<Response | undefined> {
  return navigator.locks.request(LOCK, async () => {
    const body = await request.clone().text();
    const sent: Waiting = { kind: "waiting", url: request.url, body };
    const before = await readOrder();
    if (before?.kind !== "waiting") {
      const answer = await arrived(fetch(request, patience()));
      if (!answer) await keep(sent);
      return answer;
    }
    if (!isToSend(sent)) return await arrived(fetch(request, patience()));
    const next = { ...sent, body: withKeyOf(before, body) };
    const answer = await send(next);
    if (answer) await write(placedBy(answer, Date.now()));
    else await keep(next);
    return answer;
  });
}

function withKeyOf(before: Waiting, body: string): string {
  const form = new URLSearchParams(body);
  form.set("key", new URLSearchParams(before.body).get("key") ?? "");
  return form.toString();
}

async function keep(waiting: Waiting): Promise<void> {
  await write(waiting);
  await scope.registration.sync?.register("order").catch(() => {});
}

/** The order that the shop led to; nothing where it asked something instead. */
function placedBy({ url }: Response, seenAt?: number): Placed | undefined {
  return /\/orders\/[^/]+\/pay$/.test(new URL(url).pathname)
    ? { kind: "placed", url, seenAt }
    : undefined;
}

export interface Sent {
  /** What is known of the order now. */
  order?: Order;
  /** What the shop said instead of taking it. */
  answer?: Response;
}

/**
 * Sends what waits, once, whoever asks; what only its shopper can decide, only when that one `isHere`.
 * It waits on until what the shop answered instead of taking it was shown: see `forgetAnswered`.
 */
export function sendAgain({ isHere }: { isHere: boolean }): Promise<Sent> {
  return navigator.locks.request(LOCK, async () => {
    const order = await readOrder();
    if (order?.kind !== "waiting" || (!isHere && !isToSend(order))) return { order };
    const answer = await send(order);
    if (!answer) return { order };
    const placed = placedBy(answer);
    await write(placed ?? { ...order, hasAnswer: true });
    return placed ? { order: placed } : { order, answer };
  });
}

/** What the shop answered is with its shopper. */
export function forgetAnswered(): Promise<void> {
  return navigator.locks.request(LOCK, async () => {
    const order = await readOrder();
    if (order?.kind === "waiting" && order.hasAnswer) await write(undefined);
  });
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
export function markSeen(): Promise<void> {
  return navigator.locks.request(LOCK, async () => {
    const order = await readOrder();
    if (order?.kind === "placed" && !order.seenAt) await write({ ...order, seenAt: Date.now() });
  });
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
