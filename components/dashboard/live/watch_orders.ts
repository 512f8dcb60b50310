/** Something that happened to an order. */
export interface Heard {
  id: string;
  number: number;
  kind: string;
}

export interface WatchOptions {
  /** Id of the last event that is known. */
  after: string;
  /** Called once for each; `isFirst` in one tab of this browser alone. */
  hear(event: Heard, isFirst: boolean): void;
  /** Whether the line has been gone for a while. */
  tellLost(isLost: boolean): void;
}

const MIN_PAUSE_MS = 500;
const MAX_PAUSE_MS = 30_000;
/** The server beats every ten seconds. */
const SILENCE_MS = 25_000;

/**
 * Hears what happens to a shop's orders until it is stopped. One tab of a browser holds the line and
 * tells the others, as a browser has few lines to one server; when it goes, another takes over.
 */
export function watchOrders(url: string, { after, hear, tellLost }: WatchOptions): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  const tabs = new BroadcastChannel(`live ${url}`);
  const seen = new Set<string>();
  let last = after;

  function take(event: Heard, isFirst: boolean) {
    if (seen.has(event.id)) return;
    seen.add(event.id);
    if (event.id > last) last = event.id;
    hear(event, isFirst);
  }
  tabs.onmessage = ({ data }) => take(data, false);
  const hold = () =>
    holdLine({
      address: () => `${url}?after=${last}`,
      take(event) {
        take(event, true);
        tabs.postMessage(event);
      },
      tellLost,
      signal,
    });
  if (navigator.locks) navigator.locks.request(`live ${url}`, { signal }, hold).catch(() => {});
  else void hold();
  return () => {
    stopping.abort();
    tabs.close();
  };
}

interface Line {
  address(): string;
  take(event: Heard): void;
  tellLost(isLost: boolean): void;
  signal: AbortSignal;
}

/** Draws a line to the server, and another whenever it breaks, later and later while none holds. */
function holdLine({ address, take, tellLost, signal }: Line): Promise<void> {
  let pause = MIN_PAUSE_MS;
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout>;

  function draw() {
    source = new EventSource(address());
    const alive = () => {
      pause = MIN_PAUSE_MS;
      tellLost(false);
      clearTimeout(timer);
      timer = setTimeout(lose, SILENCE_MS);
    };
    source.addEventListener("beat", alive);
    source.addEventListener("order", ({ data }) => {
      alive();
      take(JSON.parse(data));
    });
    source.onerror = lose;
    timer = setTimeout(lose, SILENCE_MS);
  }
  function lose() {
    source?.close();
    clearTimeout(timer);
    if (pause > 4 * MIN_PAUSE_MS) tellLost(true);
    // Not all at once when a server comes back.
    timer = setTimeout(draw, pause * (0.5 + Math.random()));
    pause = Math.min(pause * 2, MAX_PAUSE_MS);
  }

  draw();
  return new Promise((resolve) =>
    signal.addEventListener("abort", () => {
      source?.close();
      clearTimeout(timer);
      resolve();
    })
  );
}
