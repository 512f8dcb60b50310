import assert from "node:assert/strict";
import type { z } from "zod";
import { LOCAL_PAYSTACK_ACCOUNT } from "@/lib/payments/mod.ts";
import type {
  Delivery,
  Integration as IntegrationSchema,
  Refund,
  RefundScenario as RefundScenarioSchema,
  Scenario as ScenarioSchema,
  Transaction,
} from "@/supabase/local/paystack/model.ts";
import { createLevers } from "./levers.ts";

export const LOCAL_KEY = LOCAL_PAYSTACK_ACCOUNT.credentials.secret_key;

/** Paystack's stand-in: what shoppers do on its pages, and its levers. */
export interface Till {
  url: string;
  setUp(integration: z.input<typeof IntegrationSchema>): Promise<void>;
  /** Says what shall happen to the transactions that match. */
  plan(scenario: z.input<typeof ScenarioSchema>): Promise<void>;
  /** Newest first, of everybody with this reference. */
  transactions(reference: string): Promise<Transaction[]>;
  /** The one with this reference. Fails when there is none. */
  transaction(reference: string): Promise<Transaction>;
  /** What the shopper clicks on the page: where the browser is sent then. */
  click(reference: string, verb: "pay" | "fail"): Promise<string>;
  /** A status that no page leads to. */
  end(reference: string, status: string): Promise<void>;
  deliveries(reference: string): Promise<Delivery[]>;
  resend(delivery: Delivery): Promise<void>;
  /** Refunds of the transaction with this reference. */
  refunds(reference: string): Promise<Refund[]>;
  /** Says what shall happen to the refunds that match. */
  planRefund(scenario: z.input<typeof RefundScenarioSchema>): Promise<void>;
  /** The buyer's bank wants it back. The dispute's id. */
  dispute(
    reference: string,
    change?: { amount?: number; is_silent?: boolean },
  ): Promise<number>;
  /** The bank decides, and it is told so often. */
  resolve(dispute: number, resolution: string, copies?: number): Promise<void>;
  pass(seconds: number): Promise<void>;
}

export function createTill(url: string): Till {
  const { get, post } = createLevers(url);
  const transactions = (reference: string) =>
    get<Transaction[]>(`transactions?reference=${encodeURIComponent(reference)}`);
  async function transaction(reference: string): Promise<Transaction> {
    const [found] = await transactions(reference);
    assert.ok(found, `Paystack knows ${reference}`);
    return found;
  }
  return {
    url,
    setUp: (integration) => post("integrations", integration),
    plan: (scenario) => post("scenario", scenario),
    transactions,
    transaction,
    async click(reference, verb) {
      const { accessCode } = await transaction(reference);
      const response = await fetch(`${url}/pay/${accessCode}`, {
        method: "POST",
        body: new URLSearchParams({ verb }),
        redirect: "manual",
      });
      await response.body?.cancel();
      assert.equal(response.status, 303);
      return response.headers.get("location")!;
    },
    async end(reference, status) {
      const { secretKey } = await transaction(reference);
      await post(`transactions/${reference}/end`, { secret_key: secretKey, status });
    },
    deliveries: (reference) => get(`deliveries?reference=${reference}`),
    resend: (delivery) => post(`deliveries/${delivery.id}/resend`),
    refunds: (reference) => get(`refunds?reference=${reference}`),
    planRefund: (scenario) => post("refunds", scenario),
    async dispute(reference, change = {}) {
      const { secretKey } = await transaction(reference);
      return (await post("disputes", { secret_key: secretKey, reference, ...change })).id;
    },
    resolve: (dispute, resolution, copies = 1) =>
      post(`disputes/${dispute}/resolve`, { resolution, copies }),
    pass: (seconds) => post("clock", { advance_ms: seconds * 1000 }),
  };
}
