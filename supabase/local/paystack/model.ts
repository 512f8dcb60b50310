import { z } from "zod";

/** An integration: what a merchant has with Paystack, known by its secret key. */
export const Integration = z.strictObject({
  secret_key: z.string().regex(/^sk_(test|live)_\w+$/),
  /** Where its events go; the merchant sets it in the dashboard. */
  webhook_url: z.url().nullable().default(null),
  currencies: z.array(z.string()).default(["NGN", "GHS", "ZAR", "KES", "USD", "XOF"]),
});
export type Integration = z.infer<typeof Integration>;

export const STATUSES = [
  "abandoned",
  "ongoing",
  "pending",
  "processing",
  "queued",
  "success",
  "failed",
  "reversed",
] as const;

/** A transaction. Amounts are hundredths of the major unit; times are on the simulator's clock. */
export interface Transaction {
  id: number;
  number: number;
  secretKey: string;
  reference: string;
  accessCode: string;
  email: string;
  /** What was asked for. */
  amount: number;
  currency: string;
  callbackUrl: string | null;
  metadata: unknown;
  createdAt: number;
  status: string;
  gatewayResponse: string;
  /** What came, once it did. */
  paid: { amount: number; currency: string; at: number } | null;
  scenario: Scenario | null;
}

/** Money on its way back. Amounts are hundredths of the major unit; times on the simulator's clock. */
export interface Refund {
  id: number;
  secretKey: string;
  /** Of the transaction. */
  transactionId: number;
  reference: string;
  amount: number;
  currency: string;
  status: string;
  customerNote: string | null;
  merchantNote: string | null;
  createdAt: number;
  scenario: RefundScenario | null;
}

/** What shall happen to refunds that match. Without one they are processed at once. */
export const RefundScenario = z.strictObject({
  match: z.strictObject({ reference: z.string().optional(), amount: z.number().optional() })
    .default({}),
  /** How many it is for; all unless told. */
  times: z.number().int().positive().optional(),
  /** `lost_answer` does the work and answers 502; the others do nothing. */
  answer: z.enum(["busy", "server_error", "lost_answer", "refused"]).optional(),
  /** The status that it ends with, and when. */
  status: z.string().default("processed"),
  after_ms: z.number().nonnegative().default(0),
  webhook: z.strictObject({
    drop: z.boolean().default(false),
    duplicates: z.number().int().min(0).max(1_000).default(0),
  }).prefault({}),
  /** The list shows no notes. */
  hides_notes: z.boolean().default(false),
});
export type RefundScenario = z.infer<typeof RefundScenario>;

/** A payment that the buyer's bank wants back. */
export interface Dispute {
  id: number;
  secretKey: string;
  reference: string;
  amount: number;
  status: "awaiting-merchant-feedback" | "resolved";
  resolution: string | null;
}

/** An event on its way to a merchant's webhook address, tried until it answers 200. */
export interface Delivery {
  id: string;
  secretKey: string;
  reference: string;
  /** Where it went last. */
  url: string;
  body: string;
  signature: string;
  isLive: boolean;
  dueAt: number;
  state: "due" | "delivered" | "given_up" | "dropped";
  /** The listener's status for each try, or what went wrong. */
  answers: string[];
}

/** What shall happen to transactions that match, instead of waiting for somebody on their page. */
export const Scenario = z.strictObject({
  match: z.strictObject({
    email: z.string().optional(),
    amount: z.number().optional(),
    reference: z.string().optional(),
  }).default({}),
  /** How many transactions it is for; all unless told. */
  times: z.number().int().positive().optional(),
  /**
   * What initialize is told. The first two do nothing; `lost_answer` does the work and answers 502,
   * `slow_answer` does it and answers after `answer_after_ms`.
   */
  initialize: z.enum(["busy", "server_error", "lost_answer", "slow_answer"]).optional(),
  answer_after_ms: z.number().nonnegative().default(0),
  /** How the shopper ends it, by the status that it then has. */
  shopper: z.strictObject({
    status: z.string(),
    after_ms: z.number().nonnegative().default(0),
  }).optional(),
  /** What the shopper really pays, where that is not what was asked for. */
  pays: z.strictObject({ amount: z.number().int().optional(), currency: z.string().optional() })
    .default({}),
  webhook: z.strictObject({
    drop: z.boolean().default(false),
    delay_ms: z.number().nonnegative().default(0),
    duplicates: z.number().int().min(0).max(1_000).default(0),
    /** Delivered before initialize is answered. Needs a shopper who pays. */
    before_answer: z.boolean().default(false),
    bad_signature: z.boolean().default(false),
    /** Instead of the truth. */
    amount: z.number().optional(),
    currency: z.string().optional(),
    domain: z.string().optional(),
  }).prefault({}),
  /** What verify is told instead of the truth. */
  verify: z.union([
    z.enum(["server_error", "busy", "not_found"]),
    z.strictObject({ status: z.string() }),
  ]).optional(),
});
export type Scenario = z.infer<typeof Scenario>;

/** What Paystack says of how a payment ended. */
export const RESPONSES: Record<string, string> = {
  abandoned: "The transaction was not completed",
  ongoing: "The customer is completing an action",
  success: "Approved",
  failed: "Declined",
  reversed: "Reversed",
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long after its last try an event that was not taken is tried again; null when never more. */
export function nextTryInMs({ isLive, answers }: Delivery): number | null {
  const tries = answers.length;
  if (isLive) return tries <= 4 ? 3 * MINUTE_MS : tries <= 4 + 72 ? HOUR_MS : null;
  return tries <= 10 ? HOUR_MS : null;
}
