import { z } from "zod";

/** A payment prompt on somebody's phone. Times are milliseconds on the simulator's clock. */
export interface Prompt {
  checkoutId: string;
  merchantId: string;
  number: number;
  shortCode: string;
  phone: string;
  shillings: number;
  reference: string;
  description: string;
  callbackUrl: string;
  createdAt: number;
  wrongPins: number;
  scenario: Scenario | null;
  /** How it ended; null while it is on the phone. */
  end: { code: string; text: string; at: number; receipt: string | null } | null;
}

/** A message to a shop's callback address, sent once, whatever becomes of it. */
export interface SentCallback {
  id: string;
  /** Of the prompt, or the conversation of the payment out. */
  checkoutId: string;
  url: string;
  body: unknown;
  dueAt: number;
  state: "due" | "delivered" | "discarded" | "dropped";
  /** The listener's status, or what went wrong. */
  answer: string | null;
}

/** What shall happen to pushes that match, instead of waiting for somebody at /dev/phone. */
export const Scenario = z.strictObject({
  match: z.strictObject({
    phone: z.string().optional(),
    amount: z.number().optional(),
    reference: z.string().optional(),
  }).default({}),
  /** How many pushes it is for; all unless told. */
  times: z.number().int().positive().optional(),
  /**
   * What the push is told. The first four do nothing; `lost_answer` does the work and answers 504,
   * `slow_answer` does it and answers after `answer_after_ms`.
   */
  push: z.enum(["busy", "server_error", "internal_error", "locked", "lost_answer", "slow_answer"])
    .optional(),
  answer_after_ms: z.number().nonnegative().default(0),
  /** How the shopper ends it, by result code: "0" pays. */
  shopper: z.strictObject({ code: z.string(), after_ms: z.number().nonnegative().default(0) })
    .optional(),
  callback: z.strictObject({
    drop: z.boolean().default(false),
    delay_ms: z.number().nonnegative().default(0),
    duplicates: z.number().int().min(0).max(1_000).default(0),
    /** Delivered before the push is answered. */
    before_answer: z.boolean().default(false),
    /** The till tells of the same money as well, before the prompt's own callback or after it. */
    till: z.enum(["before", "after"]).optional(),
    /** Instead of the truth. */
    amount: z.number().optional(),
    code: z.union([z.string(), z.number()]).optional(),
  }).prefault({}),
  /** What a query is told instead of the truth. */
  query: z.union([
    z.enum(["processing", "still_processing", "server_error", "busy"]),
    z.strictObject({ code: z.string() }),
  ]).optional(),
});
export type Scenario = z.infer<typeof Scenario>;

/** A payment from a business to somebody's phone. Times are on the simulator's clock. */
export interface Payout {
  /** The business's own reference: each is taken once. */
  conversation: string;
  number: number;
  phone: string;
  shillings: number;
  remarks: string;
  resultUrl: string;
  timeoutUrl: string;
  createdAt: number;
  scenario: PayoutScenario | null;
  end: { code: string; text: string; receipt: string | null } | null;
}

/** What shall happen to payments out that match. Without one they succeed at once. */
export const PayoutScenario = z.strictObject({
  match: z.strictObject({ phone: z.string().optional(), amount: z.number().optional() })
    .default({}),
  /** How many it is for; all unless told. */
  times: z.number().int().positive().optional(),
  /** As of pushes: `lost_answer` does the work and answers 504, the others do nothing. */
  answer: z.enum(["busy", "server_error", "lost_answer", "refused"]).optional(),
  /** How it ends, and when. */
  code: z.string().default("0"),
  after_ms: z.number().nonnegative().default(0),
  result: z.strictObject({
    drop: z.boolean().default(false),
    duplicates: z.number().int().min(0).max(1_000).default(0),
    /** Tells the timeout address first, as if it had been given up. */
    times_out_first: z.boolean().default(false),
    /** Instead of the truth. */
    amount: z.number().optional(),
    /** A single parameter stands alone instead of in a list. */
    is_single: z.boolean().default(false),
  }).prefault({}),
  /** What a question about its status is told instead of the truth; silent: nothing. */
  status: z.union([z.enum(["silent", "server_error"]), z.strictObject({ word: z.string() })])
    .optional(),
});
export type PayoutScenario = z.infer<typeof PayoutScenario>;

export interface AccessToken {
  consumerKey: string;
  token: string;
  expiresAt: number;
}

/** The words that M-Pesa uses for its result codes. */
export const RESULT_TEXTS: Record<string, string> = {
  "0": "The service request is processed successfully.",
  "1": "The balance is insufficient for the transaction.",
  "17": "Rule limited.",
  "26": "System busy. The service request is rejected.",
  "1001":
    "Unable to lock subscriber, a transaction is already in process for the current subscriber",
  "1019": "Transaction has expired",
  "1025": "An error occurred while sending a push request",
  "1032": "Request cancelled by user",
  "1037": "DS timeout user cannot be reached",
  "2001": "The initiator information is invalid.",
  "9999": "An error occurred while sending a push request",
};

/** How long a prompt stays on the phone. */
export const PROMPT_MS = 60_000;
/** How long after a push that nobody answered the phone takes no other. */
export const LOCK_MS = 90_000;
export const MAX_WRONG_PINS = 3;
/** Everybody's PIN. */
export const LOCAL_PIN = "1234";
