import type { LiveEvent, LiveFeed } from "./feed.ts";

export interface StreamOptions {
  storeId: string;
  userId: string;
  /** When the proof of who this is ends, in milliseconds since 1970. */
  endsAt: number;
  /** Whether they still may see the orders of the shop. Asked often: it decides what is sent. */
  mayWatch(): Promise<boolean>;
  /** What happened between their last answer and now. */
  readMissed(): Promise<LiveEvent[]>;
}

/** Asked again this often while nothing happens, which also keeps the line open. */
const BEAT_MS = 10_000;
/** Nothing is sent on an answer older than this. */
const FRESH_MS = 1_000;
/** Events that somebody may be behind; then they come back and read what they missed. */
const MOST_WAITING = 100;

/**
 * What happens from now on, as server-sent events (`order`, and `beat` in between), for as long as the
 * one who listens may know it. Answers why not when the feed takes nobody in.
 */
export function openStream(
  feed: LiveFeed,
  options: StreamOptions,
): ReadableStream<Uint8Array> | "closed" | "too_many" {
  const stream = new LiveStream(options);
  const stop = feed.watch(stream);
  if (typeof stop === "string") return stop;
  return stream.open(stop);
}

class LiveStream {
  readonly storeId: string;
  readonly userId: string;
  readonly #options: StreamOptions;
  readonly #waiting: LiveEvent[] = [];
  readonly #sent = new Set<string>();
  #controller?: ReadableStreamDefaultController<Uint8Array>;
  #timer?: ReturnType<typeof setInterval>;
  #stop = () => {};
  #checkedAt = performance.now();
  #isOver = false;
  #pumping: Promise<void> | null = null;

  constructor(options: StreamOptions) {
    this.#options = options;
    this.storeId = options.storeId;
    this.userId = options.userId;
  }

  /** Begins with what was missed; what happens meanwhile comes behind it. */
  open(stop: () => void): ReadableStream<Uint8Array> {
    this.#stop = stop;
    return new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
        this.#pumping = this.#begin();
        this.#timer = setInterval(() => void this.#beat(), BEAT_MS);
      },
      cancel: () => this.end(),
    }, { highWaterMark: MOST_WAITING });
  }

  tell(event: LiveEvent): void {
    this.#waiting.push(event);
    if (this.#waiting.length > MOST_WAITING) return this.end();
    this.#pumping ??= this.#pump();
  }

  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#timer);
    this.#stop();
    try {
      this.#controller?.close();
    } catch {
      // Whoever listened left first.
    }
  }

  async #begin(): Promise<void> {
    this.#send("event: beat\ndata: {}\n\n");
    const missed = await this.#options.readMissed().catch(() => null);
    if (missed === null) return this.end();
    this.#waiting.unshift(...missed);
    await this.#pump();
  }

  async #pump(): Promise<void> {
    for (let event = this.#waiting.shift(); event; event = this.#waiting.shift()) {
      if (this.#isOver || !await this.#isAllowed(FRESH_MS)) break;
      if (this.#sent.has(event.id)) continue;
      this.#sent.add(event.id);
      const { id, number, kind } = event;
      this.#send(`id: ${id}\nevent: order\ndata: ${JSON.stringify({ id, number, kind })}\n\n`);
    }
    this.#pumping = null;
  }

  async #beat(): Promise<void> {
    if (await this.#isAllowed(0)) this.#send("event: beat\ndata: {}\n\n");
  }

  /** Asks unless the last answer is younger than this; a no ends the stream. */
  async #isAllowed(freshMs: number): Promise<boolean> {
    if (this.#isOver) return false;
    if (Date.now() < this.#options.endsAt) {
      if (performance.now() - this.#checkedAt < freshMs) return true;
      const askedAt = performance.now();
      if (await this.#options.mayWatch().catch(() => false)) {
        this.#checkedAt = askedAt;
        return !this.#isOver;
      }
    }
    this.end();
    return false;
  }

  #send(text: string): void {
    if (this.#isOver) return;
    if ((this.#controller!.desiredSize ?? 0) <= 0) return this.end();
    this.#controller!.enqueue(new TextEncoder().encode(text));
  }
}
