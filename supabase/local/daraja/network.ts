import { createHash } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { ActiveScenario } from "../control.ts";
import { callbackBody } from "./messages.ts";
import {
  LOCAL_PIN,
  LOCK_MS,
  MAX_WRONG_PINS,
  type Prompt,
  PROMPT_MS,
  RESULT_TEXTS,
  type Scenario,
  type SentCallback,
} from "./model.ts";
import type { Records } from "../records.ts";

export type NewPrompt = Pick<
  Prompt,
  "shortCode" | "phone" | "shillings" | "reference" | "description" | "callbackUrl"
>;

const KEPT_PROMPTS = 2_000;
const LISTENER_PATIENCE_MS = 10_000;

/** The phones, the prompts on them, and the messages that tell shops how prompts ended. */
export class Network {
  readonly records: Records;
  readonly clock: Clock;
  readonly #closing = new AbortController();
  readonly #underway = new Set<Promise<unknown>>();

  constructor({ records, clock, seed }: { records: Records; clock: Clock; seed: string }) {
    this.records = records;
    this.clock = clock;
    if (!records.get("seed")) records.put("seed", seed);
    for (const prompt of this.prompts()) if (!prompt.end) this.#wake(prompt);
    for (const callback of this.callbacks()) if (callback.state === "due") this.#arm(callback);
  }

  prompts(): Prompt[] {
    return this.records.all<Prompt>("prompt:");
  }

  prompt(checkoutId: string): Prompt | undefined {
    return this.records.get(`prompt:${checkoutId}`);
  }

  callbacks(): SentCallback[] {
    return this.records.all<SentCallback>("callback:");
  }

  /** True while this phone takes no other prompt. */
  isLocked(phone: string): boolean {
    const last = this.prompts().findLast((prompt) => prompt.phone === phone);
    if (!last) return false;
    if (!last.end) return true;
    return last.end.code === "1037" && this.clock.now() < last.createdAt + LOCK_MS;
  }

  /** The first scenario that is for such a push, counted as used. */
  takeScenario(push: NewPrompt): Scenario | null {
    for (const active of this.records.all<ActiveScenario<Scenario>>("scenario:")) {
      const { match, times } = active.scenario;
      if (match.phone && match.phone !== push.phone) continue;
      if (match.amount && match.amount !== push.shillings) continue;
      if (match.reference && match.reference !== push.reference) continue;
      if (times && active.used >= times) continue;
      this.records.put(`scenario:${active.id}`, { ...active, used: active.used + 1 });
      return active.scenario;
    }
    return null;
  }

  /** Puts a prompt on the phone. It ends by itself unless somebody answers. */
  push(push: NewPrompt, scenario: Scenario | null): Prompt {
    const number = (this.records.get<number>("pushes") ?? 0) + 1;
    this.records.put("pushes", number);
    const random = this.#random(`prompt ${number}`);
    const prompt: Prompt = {
      ...push,
      checkoutId: `ws_CO_${number}${toDigits(random, 12)}`,
      merchantId: `${toDigits(random.slice(16), 5)}-${toDigits(random.slice(32), 8)}-1`,
      number,
      createdAt: this.clock.now(),
      wrongPins: 0,
      scenario,
      end: null,
    };
    this.#save(prompt);
    this.#forgetOldest();
    this.#wake(prompt);
    return prompt;
  }

  /** What the shopper types: the right PIN pays, the third wrong one ends the prompt. */
  async enterPin(prompt: Prompt, pin: string): Promise<"paid" | "wrong_pin" | "ended"> {
    if (pin === LOCAL_PIN) {
      await this.end(prompt, "0");
      return "paid";
    }
    const tried = { ...prompt, wrongPins: prompt.wrongPins + 1 };
    this.#save(tried);
    if (tried.wrongPins < MAX_WRONG_PINS) return "wrong_pin";
    await this.end(tried, "2001");
    return "ended";
  }

  /** Puts a message on its way, at once or later. */
  async tell(callback: Pick<SentCallback, "checkoutId" | "url" | "body" | "dueAt">): Promise<void> {
    const number = (this.records.get<number>("messages") ?? 0) + 1;
    this.records.put("messages", number);
    const sent: SentCallback = {
      ...callback,
      id: `${callback.checkoutId}.m${number}`,
      state: "due",
      answer: null,
    };
    this.records.put(`callback:${sent.id}`, sent);
    if (sent.dueAt > this.clock.now()) return this.#arm(sent);
    await this.deliver(sent);
  }

  /** Ends a prompt. Resolves when the callbacks that are due at once have been sent. */
  async end(prompt: Prompt, code: string): Promise<void> {
    const at = this.clock.now();
    const ended: Prompt = {
      ...prompt,
      end: {
        code,
        text: RESULT_TEXTS[code] ?? "The request ended for a reason of its own",
        at,
        receipt: code === "0" ? this.#receipt(prompt.number) : null,
      },
    };
    this.#save(ended);
    const { drop = false, delay_ms = 0, duplicates = 0 } = prompt.scenario?.callback ?? {};
    const callbacks = Array.from({ length: 1 + duplicates }, (_, copy): SentCallback => ({
      id: `${prompt.checkoutId}.${copy}`,
      checkoutId: prompt.checkoutId,
      url: prompt.callbackUrl,
      body: callbackBody(ended),
      dueAt: at + delay_ms,
      state: drop ? "dropped" : "due",
      answer: null,
    }));
    for (const callback of callbacks) this.records.put(`callback:${callback.id}`, callback);
    if (drop) return;
    if (delay_ms > 0) return callbacks.forEach((callback) => this.#arm(callback));
    await Promise.all(callbacks.map((callback) => this.deliver(callback)));
  }

  /** Sends a callback. It is never sent again by itself: a listener that is down misses it. */
  async deliver(callback: SentCallback): Promise<SentCallback> {
    const delivery = this.#post(callback);
    this.#underway.add(delivery);
    const sent = { ...callback, ...await delivery };
    this.#underway.delete(delivery);
    if (!this.#closing.signal.aborted) this.records.put(`callback:${callback.id}`, sent);
    return sent;
  }

  /** Waits, but not for the end of the simulator. */
  pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#closing.signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  async close(): Promise<void> {
    this.clock.stop();
    this.#closing.abort();
    await Promise.all(this.#underway);
  }

  async #post(callback: SentCallback): Promise<Pick<SentCallback, "state" | "answer">> {
    const signals = [this.#closing.signal, AbortSignal.timeout(LISTENER_PATIENCE_MS)];
    try {
      const response = await fetch(callback.url, {
        method: "POST",
        headers: { "content-type": "application/json", "user-agent": "local-daraja" },
        body: JSON.stringify(callback.body),
        redirect: "manual",
        signal: AbortSignal.any(signals),
      });
      await response.body?.cancel();
      const state = response.status === 200 ? "delivered" : "discarded";
      return { state, answer: String(response.status) };
    } catch (error) {
      return { state: "discarded", answer: (error as Error).message };
    }
  }

  #wake(prompt: Prompt): void {
    const { code, after_ms } = prompt.scenario?.shopper ?? { code: "1037", after_ms: PROMPT_MS };
    this.clock.at(prompt.createdAt + after_ms, () => {
      const waiting = this.prompt(prompt.checkoutId);
      if (waiting && !waiting.end) return this.end(waiting, code);
    });
  }

  #arm(callback: SentCallback): void {
    this.clock.at(callback.dueAt, () => this.deliver(callback));
  }

  #save(prompt: Prompt): void {
    this.records.put(`prompt:${prompt.checkoutId}`, prompt);
  }

  #forgetOldest(): void {
    const [oldest, ...others] = this.prompts();
    if (!oldest?.end || others.length < KEPT_PROMPTS) return;
    this.records.delete(`prompt:${oldest.checkoutId}`);
    for (const { id, checkoutId } of this.callbacks()) {
      if (checkoutId === oldest.checkoutId) this.records.delete(`callback:${id}`);
    }
  }

  /** Hex that is the same again for the same seed. */
  random(purpose: string): string {
    return this.#random(purpose);
  }

  #random(purpose: string): string {
    return createHash("sha256").update(`${this.records.get("seed")} ${purpose}`).digest("hex");
  }

  /** Ten capitals and digits, like M-Pesa's. */
  #receipt(number: number): string {
    const random = BigInt("0x" + this.#random(`receipt ${number}`)).toString(36);
    return `T${random.toUpperCase()}`.slice(0, 10);
  }
}

function toDigits(hex: string, count: number): string {
  return BigInt("0x" + hex.slice(0, 16)).toString().slice(-count).padStart(count, "0");
}
