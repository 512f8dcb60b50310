import { GatewayNetwork, type NetworkOptions } from "../gateway_network.ts";
import {
  asTold,
  type Charge,
  type Delivery,
  type End,
  endOf,
  lastTry,
  LOCAL_PIN,
  type LocalAccount,
  MAX_WRONG_PINS,
  type Scenario,
  type Try,
} from "./model.ts";
import type { Message, Protocol } from "./protocol.ts";
import { wakeRefunds } from "./refunds.ts";

export type NewCharge = Omit<
  Charge,
  "number" | "code" | "createdAt" | "wrongPins" | "tries" | "scenario"
>;

/** What becomes of a message. */
export type Fate = Partial<Pick<Scenario["callback"], "drop" | "delay_ms" | "duplicates">>;

const LISTENER_PATIENCE_MS = 30_000;

/** Accounts, the money that they asked for, and the messages that tell shops what became of it. */
export class Network extends GatewayNetwork<Scenario> {
  readonly protocol: Protocol;

  constructor(options: NetworkOptions, protocol: Protocol) {
    super(options);
    this.protocol = protocol;
    for (const charge of this.charges()) if (endOf(charge) === "open") this.#wake(charge);
    for (const delivery of this.deliveries()) if (delivery.state === "due") this.#arm(delivery);
    wakeRefunds(this);
  }

  account(key: string): LocalAccount | undefined {
    return this.records.get(`account:${key}`);
  }

  setAccount(account: LocalAccount): void {
    this.records.put(`account:${account.key}`, account);
  }

  /** Oldest first. */
  charges(): Charge[] {
    return this.records.all<Charge>("charge:");
  }

  /** References are unique to an account. */
  charge(account: string, reference: string): Charge | undefined {
    return this.records.get(keyOf({ account, reference }));
  }

  /** By the gateway's own name for it. */
  chargeByCode(code: string): Charge | undefined {
    return this.charges().find((charge) => charge.code === code);
  }

  deliveries(): Delivery[] {
    return this.records.all<Delivery>("delivery:");
  }

  takeScenario({ phone, amount, reference }: NewCharge): Scenario | null {
    return this.takeMatching({ phone, amount, reference });
  }

  /** Asks the shopper: a prompt on the phone, or a page that waits. */
  open(wanted: NewCharge, scenario: Scenario | null): Charge {
    const number = this.count("charges");
    const random = this.random(`charge ${number}`);
    const charge: Charge = {
      ...wanted,
      number,
      code: [8, 12, 16, 20, 32].map((end, index, ends) => random.slice(ends[index - 1] ?? 0, end))
        .join("-"),
      createdAt: this.clock.now(),
      wrongPins: 0,
      tries: [],
      scenario,
    };
    this.#save(charge);
    this.#wake(charge);
    return charge;
  }

  /** What the shopper types: the right PIN pays, the third wrong one ends the prompt. */
  async enterPin(charge: Charge, pin: string): Promise<"paid" | "wrong_pin" | "ended"> {
    if (pin === LOCAL_PIN) {
      await this.end(charge, "paid");
      return "paid";
    }
    const tried = { ...charge, wrongPins: charge.wrongPins + 1 };
    this.#save(tried);
    if (tried.wrongPins < MAX_WRONG_PINS) return "wrong_pin";
    await this.end(tried, "declined");
    return "ended";
  }

  /** What becomes of a charge. Resolves when the messages that are due at once have been sent. */
  async end(charge: Charge, end: End): Promise<void> {
    const last = lastTry(charge);
    const earlier = last?.end === "processing" ? charge.tries.slice(0, -1) : charge.tries;
    const ended: Charge = { ...charge, tries: [...earlier, this.#try(charge, end)] };
    this.#save(ended);
    await this.#tell(ended);
  }

  /** Tries to deliver a message once; the gateway may do so again by itself. */
  async deliver(delivery: Delivery): Promise<Delivery> {
    const { url, method, headers, body } = delivery;
    const answer = await this.post({
      url,
      method,
      headers: { "user-agent": `local-${this.protocol.name}`, ...headers },
      body,
      patienceMs: LISTENER_PATIENCE_MS,
    });
    const answers = [...delivery.answers, answer];
    const again = answer === "200" ? null : this.protocol.retryInMs(answers.length);
    const sent: Delivery = {
      ...delivery,
      answers,
      state: answer === "200" ? "delivered" : again === null ? "discarded" : "due",
      dueAt: this.clock.now() + (again ?? 0),
    };
    if (this.isClosing) return sent;
    this.records.put(`delivery:${delivery.id}`, sent);
    if (sent.state === "due") this.#arm(sent);
    return sent;
  }

  async #tell(charge: Charge): Promise<void> {
    await this.send(charge, this.protocol.tell(this, asTold(charge)), charge.scenario?.callback);
  }

  /** Puts a message about a charge on its way, as often and as late as is wanted. */
  async send(
    charge: Pick<Charge, "account" | "reference">,
    message: Message | null,
    { drop = false, delay_ms = 0, duplicates = 0 }: Fate = {},
  ): Promise<void> {
    if (!message) return;
    const deliveries = Array.from({ length: 1 + duplicates }, (): Delivery => ({
      ...message,
      id: String(this.count("deliveries")),
      account: charge.account,
      reference: charge.reference,
      dueAt: this.clock.now() + delay_ms,
      state: drop ? "dropped" : "due",
      answers: [],
    }));
    for (const delivery of deliveries) this.records.put(`delivery:${delivery.id}`, delivery);
    if (drop) return;
    if (delay_ms > 0) return deliveries.forEach((delivery) => this.#arm(delivery));
    await Promise.all(deliveries.map((delivery) => this.deliver(delivery)));
  }

  #try(charge: Charge, end: End): Try {
    const { amount = charge.amount, currency = charge.currency } = charge.scenario?.pays ?? {};
    const id = 1_000_000 + this.count("tries");
    const receipt = this.random(`receipt ${id}`).slice(0, 10).toUpperCase();
    return { id, end, amount, currency, at: this.clock.now(), receipt };
  }

  #wake({ scenario, createdAt, account, reference }: Charge): void {
    const { promptMs } = this.protocol;
    const shopper = scenario?.shopper ??
      (promptMs === null ? null : { end: "expired" as const, after_ms: promptMs });
    if (!shopper) return;
    this.clock.at(createdAt + shopper.after_ms, () => {
      const waiting = this.charge(account, reference);
      if (waiting && endOf(waiting) === "open") return this.end(waiting, shopper.end);
    });
  }

  #arm(delivery: Delivery): void {
    this.clock.at(delivery.dueAt, () => this.deliver(delivery));
  }

  #save(charge: Charge): void {
    this.records.put(keyOf(charge), charge);
  }

  /** The next number of a row of its own. */
  count(what: string): number {
    const number = (this.records.get<number>(what) ?? 0) + 1;
    this.records.put(what, number);
    return number;
  }
}

function keyOf({ account, reference }: Pick<Charge, "account" | "reference">): string {
  return `charge:${account}:${reference}`;
}
