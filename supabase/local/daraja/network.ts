import { GatewayNetwork, type NetworkOptions } from "../gateway_network.ts";
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
import { confirm } from "./tills.ts";

export type NewPrompt = Pick<
  Prompt,
  "shortCode" | "phone" | "shillings" | "reference" | "description" | "callbackUrl"
>;

const KEPT_PROMPTS = 2_000;
const LISTENER_PATIENCE_MS = 10_000;

/** The phones, the prompts on them, and the messages that tell shops how prompts ended. */
export class Network extends GatewayNetwork<Scenario> {
  constructor(options: NetworkOptions) {
    super(options);
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

  takeScenario({ phone, shillings, reference }: NewPrompt): Scenario | null {
    return this.takeMatching({ phone, amount: shillings, reference });
  }

  /** Puts a prompt on the phone. It ends by itself unless somebody answers. */
  push(push: NewPrompt, scenario: Scenario | null): Prompt {
    const number = (this.records.get<number>("pushes") ?? 0) + 1;
    this.records.put("pushes", number);
    const random = this.random(`prompt ${number}`);
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
    const { drop = false, delay_ms = 0, duplicates = 0, till } = prompt.scenario?.callback ?? {};
    if (till === "before") await this.#tellTill(ended);
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
    if (!drop && delay_ms > 0) callbacks.forEach((callback) => this.#arm(callback));
    else if (!drop) await Promise.all(callbacks.map((callback) => this.deliver(callback)));
    if (till === "after") await this.#tellTill(ended);
  }

  async #tellTill({ phone, shillings, reference, end }: Prompt): Promise<void> {
    const { receipt, at } = end!;
    if (receipt) await confirm(this, { receipt, phone, shillings, reference, at });
  }

  /** Sends a callback. It is never sent again by itself: a listener that is down misses it. */
  async deliver(callback: SentCallback): Promise<SentCallback> {
    const answer = await this.post({
      url: callback.url,
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "local-daraja" },
      body: JSON.stringify(callback.body),
      patienceMs: LISTENER_PATIENCE_MS,
    });
    const state = answer === "200" ? "delivered" : "discarded";
    const sent: SentCallback = { ...callback, state, answer };
    if (!this.isClosing) this.records.put(`callback:${callback.id}`, sent);
    return sent;
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

  /** Ten capitals and digits, like M-Pesa's. */
  #receipt(number: number): string {
    const random = BigInt("0x" + this.random(`receipt ${number}`)).toString(36);
    return `T${random.toUpperCase()}`.slice(0, 10);
  }
}

function toDigits(hex: string, count: number): string {
  return BigInt("0x" + hex.slice(0, 16)).toString().slice(-count).padStart(count, "0");
}
