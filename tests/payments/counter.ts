import assert from "node:assert/strict";
import type { z } from "zod";
import type {
  Charge,
  Delivery,
  End,
  LocalAccount,
  Refund,
  RefundScenario as RefundScenarioSchema,
  Scenario as ScenarioSchema,
} from "@/supabase/local/charges/model.ts";
import { createLevers } from "./levers.ts";

export type Plan = z.input<typeof ScenarioSchema>;
export type RefundPlan = z.input<typeof RefundScenarioSchema>;

/** A gateway's stand-in: what shoppers do on their phones and its pages, and its levers. */
export interface Counter {
  url: string;
  setUp(account: z.input<typeof LocalAccount>): Promise<void>;
  /** Says what shall happen to the charges that match. */
  plan(plan: Plan): Promise<void>;
  /** Newest first. */
  charges(reference: string): Promise<Charge[]>;
  /** The one with this reference. Fails when there is none. */
  charge(reference: string): Promise<Charge>;
  /** How the shopper, or the gateway, ends it. */
  end(reference: string, end: End): Promise<void>;
  /** What the shopper clicks on the page: where the browser is sent then. */
  click(reference: string, verb: "pay" | "fail"): Promise<string>;
  deliveries(reference: string): Promise<Delivery[]>;
  /** Of the charge with this reference, oldest first. */
  refunds(reference: string): Promise<Refund[]>;
  /** Says what shall happen to the refunds of the charge with this reference. */
  planRefund(reference: string, plan: RefundPlan): Promise<void>;
  resend(delivery: Delivery): Promise<void>;
  pass(seconds: number): Promise<void>;
}

/** `refOf` tells what the gateway knows an attempt by, where that is not its own id. */
export function createCounter(
  url: string,
  refOf: (attemptId: string) => string = (attemptId) => attemptId,
): Counter {
  const { get, post } = createLevers(url);
  const charges = (id: string) => get<Charge[]>(`charges?reference=${refOf(id)}`);
  async function charge(reference: string): Promise<Charge> {
    const [found] = await charges(reference);
    assert.ok(found, `the gateway knows ${reference}`);
    return found;
  }
  return {
    url,
    setUp: (account) => post("accounts", account),
    plan({ match: { reference, ...match } = {}, ...plan }) {
      const named = reference && { reference: refOf(reference) };
      return post("scenario", { ...plan, match: { ...match, ...named } });
    },
    charges,
    charge,
    end: async (reference, end) =>
      await post(`charges/${(await charge(reference)).code}/end`, { end }),
    async click(reference, verb) {
      const { code } = await charge(reference);
      const response = await fetch(`${url}/pay/${code}`, {
        method: "POST",
        body: new URLSearchParams({ verb }),
        redirect: "manual",
      });
      await response.body?.cancel();
      assert.equal(response.status, 303);
      return response.headers.get("location")!;
    },
    deliveries: (reference) => get(`deliveries?reference=${refOf(reference)}`),
    refunds: (reference) => get(`refunds?reference=${refOf(reference)}`),
    planRefund: (reference, plan) =>
      post("refunds", { ...plan, match: { ...plan.match, reference: refOf(reference) } }),
    resend: (delivery) => post(`deliveries/${delivery.id}/resend`),
    pass: (seconds) => post("clock", { advance_ms: seconds * 1000 }),
  };
}
