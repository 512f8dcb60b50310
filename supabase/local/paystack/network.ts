import { GatewayNetwork, type NetworkOptions } from "../gateway_network.ts";
import { domainOf, eventBody, sign } from "./messages.ts";
import {
  type Delivery,
  type Integration,
  nextTryInMs,
  RESPONSES,
  type Scenario,
  type Transaction,
} from "./model.ts";

export type NewTransaction = Pick<
  Transaction,
  "secretKey" | "reference" | "email" | "amount" | "currency" | "callbackUrl" | "metadata"
>;

const LISTENER_PATIENCE_MS = 30_000;

/** Integrations, their transactions, and the events that tell merchants of payments. */
export class Network extends GatewayNetwork<Scenario> {
  constructor(options: NetworkOptions) {
    super(options);
    for (const transaction of this.transactions()) this.#wake(transaction);
    for (const delivery of this.deliveries()) if (delivery.state === "due") this.#arm(delivery);
  }

  integration(secretKey: string): Integration | undefined {
    return this.records.get(`integration:${secretKey}`);
  }

  setIntegration(integration: Integration): void {
    this.records.put(`integration:${integration.secret_key}`, integration);
  }

  /** Oldest first; of one integration, or of all. */
  transactions(secretKey?: string): Transaction[] {
    const all = this.records.all<Transaction>("transaction:");
    return secretKey ? all.filter((one) => one.secretKey === secretKey) : all;
  }

  /** References are unique to an integration. */
  transaction(secretKey: string, reference: string): Transaction | undefined {
    return this.records.get(keyOf({ secretKey, reference }));
  }

  transactionOnPage(accessCode: string): Transaction | undefined {
    return this.transactions().find((one) => one.accessCode === accessCode);
  }

  deliveries(): Delivery[] {
    return this.records.all<Delivery>("delivery:");
  }

  takeScenario({ email, amount, reference }: NewTransaction): Scenario | null {
    return this.takeMatching({ email, amount, reference });
  }

  /** Opens a page for it. It stays unpaid until somebody pays there. */
  initialize(wanted: NewTransaction, scenario: Scenario | null): Transaction {
    const number = (this.records.get<number>("transactions") ?? 0) + 1;
    this.records.put("transactions", number);
    const random = this.random(`transaction ${number}`);
    const transaction: Transaction = {
      ...wanted,
      id: 4_000_000_000 + number,
      number,
      accessCode: random.slice(0, 16),
      createdAt: this.clock.now(),
      status: "abandoned",
      gatewayResponse: RESPONSES.abandoned!,
      paid: null,
      scenario,
    };
    this.#save(transaction);
    this.#wake(transaction);
    return transaction;
  }

  /** What becomes of a transaction. Only a payment is told. Resolves when what is due has been sent. */
  async end(transaction: Transaction, status: string): Promise<void> {
    const at = this.clock.now();
    const { amount = transaction.amount, currency = transaction.currency } =
      transaction.scenario?.pays ?? {};
    const ended: Transaction = {
      ...transaction,
      status,
      gatewayResponse: RESPONSES[status] ?? "",
      paid: status === "success" ? { amount, currency, at } : transaction.paid,
    };
    this.#save(ended);
    if (status === "success" && !transaction.paid) await this.#tell(ended);
  }

  /** Tries to deliver an event once; what is not taken is tried again by itself. */
  async deliver(delivery: Delivery): Promise<Delivery> {
    // A merchant who corrected the address gets at the new one what did not arrive at the old.
    const url = this.integration(delivery.secretKey)?.webhook_url ?? delivery.url;
    const answer = await this.post({
      url,
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "local-paystack",
        "x-paystack-signature": delivery.signature,
      },
      body: delivery.body,
      patienceMs: LISTENER_PATIENCE_MS,
    });
    const tried: Delivery = { ...delivery, url, answers: [...delivery.answers, answer] };
    const again = nextTryInMs(tried);
    const sent: Delivery = answer === "200"
      ? { ...tried, state: "delivered" }
      : again === null
      ? { ...tried, state: "given_up" }
      : { ...tried, state: "due", dueAt: this.clock.now() + again };
    if (this.isClosing) return sent;
    this.records.put(`delivery:${delivery.id}`, sent);
    if (sent.state === "due") this.#arm(sent);
    return sent;
  }

  async #tell(transaction: Transaction): Promise<void> {
    const { drop = false, delay_ms = 0, duplicates = 0, bad_signature = false } =
      transaction.scenario?.webhook ?? {};
    await this.tell({
      id: transaction.accessCode,
      secretKey: transaction.secretKey,
      reference: transaction.reference,
      body: eventBody(transaction),
    }, { drop, delay_ms, duplicates, bad_signature });
  }

  /** Puts an event on its way to its integration's webhook, where there is one. */
  async tell(
    event: Pick<Delivery, "id" | "secretKey" | "reference" | "body">,
    { drop = false, delay_ms = 0, duplicates = 0, bad_signature = false },
  ): Promise<void> {
    const { id, secretKey, body } = event;
    const url = this.integration(secretKey)?.webhook_url;
    if (!url) return;
    const key = bad_signature ? "sk_test_somebodyelse" : secretKey;
    const deliveries = Array.from({ length: 1 + duplicates }, (_, copy): Delivery => ({
      ...event,
      id: `${id}.${copy}`,
      url,
      signature: sign(body, key),
      isLive: domainOf(secretKey) === "live",
      dueAt: this.clock.now() + delay_ms,
      state: drop ? "dropped" : "due",
      answers: [],
    }));
    for (const delivery of deliveries) this.records.put(`delivery:${delivery.id}`, delivery);
    if (drop) return;
    if (delay_ms > 0) return deliveries.forEach((delivery) => this.#arm(delivery));
    await Promise.all(deliveries.map((delivery) => this.deliver(delivery)));
  }

  #wake({ scenario, createdAt, secretKey, reference }: Transaction): void {
    const shopper = scenario?.shopper;
    if (!shopper) return;
    this.clock.at(createdAt + shopper.after_ms, () => {
      const waiting = this.transaction(secretKey, reference);
      if (waiting && waiting.status === "abandoned") return this.end(waiting, shopper.status);
    });
  }

  #arm(delivery: Delivery): void {
    this.clock.at(delivery.dueAt, () => this.deliver(delivery));
  }

  #save(transaction: Transaction): void {
    this.records.put(keyOf(transaction), transaction);
  }
}

function keyOf({ secretKey, reference }: Pick<Transaction, "secretKey" | "reference">): string {
  return `transaction:${secretKey}:${reference}`;
}
