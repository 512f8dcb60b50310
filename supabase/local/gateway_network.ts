/** What the stand-ins of payment gateways share of remembering, waiting and telling. */
import { createHash } from "node:crypto";
import type { Clock } from "./clock.ts";
import type { ActiveScenario } from "./control.ts";
import type { Records } from "./records.ts";

export interface NetworkOptions {
  records: Records;
  clock: Clock;
  /** Makes codes repeatable. Kept with the records once there are any. */
  seed: string;
}

interface Matching {
  match: Record<string, unknown>;
  times?: number | undefined;
}

interface Post extends RequestInit {
  url: string;
  /** How long the listener may take. */
  patienceMs: number;
}

export abstract class GatewayNetwork<Scenario extends Matching> {
  readonly records: Records;
  readonly clock: Clock;
  readonly #closing = new AbortController();
  readonly #underway = new Set<Promise<unknown>>();

  constructor({ records, clock, seed }: NetworkOptions) {
    this.records = records;
    this.clock = clock;
    if (!records.get("seed")) records.put("seed", seed);
  }

  /** The first scenario that matches what is asked for in every field that it names, counted as used. */
  protected takeMatching(asked: Record<string, unknown>): Scenario | null {
    for (const active of this.records.all<ActiveScenario<Scenario>>("scenario:")) {
      const { match, times } = active.scenario;
      if (Object.entries(match).some(([name, value]) => value && asked[name] !== value)) continue;
      if (times && active.used >= times) continue;
      this.records.put(`scenario:${active.id}`, { ...active, used: active.used + 1 });
      return active.scenario;
    }
    return null;
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

  protected get isClosing(): boolean {
    return this.#closing.signal.aborted;
  }

  /** Sends a message to a shop. The listener's status, or what went wrong. */
  protected async post({ url, patienceMs, ...init }: Post): Promise<string> {
    const signals = [this.#closing.signal, AbortSignal.timeout(patienceMs)];
    const posting = fetch(url, { redirect: "manual", signal: AbortSignal.any(signals), ...init })
      .then(async (response) => {
        await response.body?.cancel();
        return String(response.status);
      }).catch((error: Error) => error.message);
    this.#underway.add(posting);
    const answer = await posting;
    this.#underway.delete(posting);
    return answer;
  }

  /** Hex that is the same again for the same seed. */
  random(purpose: string): string {
    return createHash("sha256").update(`${this.records.get("seed")} ${purpose}`).digest("hex");
  }
}
