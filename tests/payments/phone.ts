import assert from "node:assert/strict";
import type {
  Payout,
  PayoutScenario as PayoutScenarioSchema,
  Prompt,
  SentCallback,
} from "@/supabase/local/daraja/model.ts";
import type { z } from "zod";
import type { Scenario as ScenarioSchema } from "@/supabase/local/daraja/model.ts";
import type { ReceiptScenario as ReceiptScenarioSchema } from "@/supabase/local/daraja/receipts.ts";
import type { HandPayment, TypedPayment } from "@/supabase/local/daraja/tills.ts";
import { createLevers } from "./levers.ts";

/** The shopper's side of M-Pesa's stand-in, and its levers. */
export interface Phone {
  url: string;
  /** The newest prompt on this phone. Fails when there is none. */
  prompt(phone: string): Promise<Prompt>;
  prompts(phone: string): Promise<Prompt[]>;
  approve(phone: string, pin?: string): Promise<void>;
  refuse(phone: string): Promise<void>;
  /** Says what shall happen to the pushes that match. */
  plan(scenario: z.input<typeof ScenarioSchema>): Promise<void>;
  callbacks(phone: string): Promise<SentCallback[]>;
  resend(callback: SentCallback): Promise<void>;
  /** What was paid out to this phone. */
  payouts(phone: string): Promise<Payout[]>;
  /** Says what shall happen to the payments out that match. */
  planPayout(scenario: z.input<typeof PayoutScenarioSchema>): Promise<void>;
  /** Pays the till by hand. */
  payByHand(payment: z.input<typeof TypedPayment>): Promise<HandPayment>;
  /** Says how questions about a receipt go. */
  planReceipt(receipt: string, scenario: z.input<typeof ReceiptScenarioSchema>): Promise<void>;
  pass(seconds: number): Promise<void>;
}

export function createPhone(url: string): Phone {
  const { get, post } = createLevers(url);
  async function prompt(phone: string): Promise<Prompt> {
    const [newest] = await get<Prompt[]>(`prompts?phone=${phone}`);
    assert.ok(newest, `there is a prompt on ${phone}`);
    return newest;
  }
  return {
    url,
    prompt,
    prompts: (phone) => get(`prompts?phone=${phone}`),
    approve: async (phone, pin = "1234") =>
      await post(`prompts/${(await prompt(phone)).checkoutId}/approve`, { pin }),
    refuse: async (phone) => await post(`prompts/${(await prompt(phone)).checkoutId}/refuse`),
    plan: (scenario) => post("scenario", scenario),
    callbacks: async (phone) => await get(`callbacks?checkout=${(await prompt(phone)).checkoutId}`),
    resend: (callback) => post(`callbacks/${callback.id}/resend`),
    payouts: (phone) => get(`payouts?phone=${phone}`),
    planPayout: (scenario) => post("payouts", scenario),
    payByHand: (payment) => post("till", payment),
    planReceipt: (receipt, scenario) => post(`receipts/${receipt}`, scenario),
    pass: (seconds) => post("clock", { advance_ms: seconds * 1000 }),
  };
}
