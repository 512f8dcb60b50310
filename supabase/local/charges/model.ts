import { z } from "zod";

/** How a try to pay stands, in words that belong to no gateway; each puts it into its own. */
export const ENDS = [
  "open",
  "processing",
  "paid",
  "declined",
  "cancelled",
  "expired",
  "low_balance",
  "reversed",
] as const;
export type End = typeof ENDS[number];

/** What a merchant has with a gateway, as far as the stand-in must know it. */
export const LocalAccount = z.strictObject({
  /** What opens the API. */
  key: z.string().min(1),
  /** What proves callbacks, where the gateway sends such a thing. */
  secret: z.string().default(""),
  /** Where callbacks go, for gateways that are told once. */
  callback_url: z.url().nullable().default(null),
});
export type LocalAccount = z.infer<typeof LocalAccount>;

/** One go at paying. On a page a declined one may be followed by others. */
export interface Try {
  id: number;
  end: End;
  amount: number;
  currency: string;
  at: number;
  receipt: string;
}

/** Money that was asked for. Amounts are major units; times are on the simulator's clock. */
export interface Charge {
  number: number;
  /** Key of the account. */
  account: string;
  /** The merchant's own name for it. */
  reference: string;
  /** The gateway's name for it, secret enough for the address of a page. */
  code: string;
  amount: number;
  currency: string;
  /** Digits, as the gateway writes it. */
  phone: string | null;
  email: string | null;
  /** What the payer reads. */
  label: string;
  /** Of this charge alone; null where the account has one. */
  callbackUrl: string | null;
  returnUrl: string | null;
  cancelUrl: string | null;
  createdAt: number;
  wrongPins: number;
  tries: Try[];
  scenario: Scenario | null;
}

/** A message to a shop. */
export interface Delivery {
  id: string;
  account: string;
  reference: string;
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string;
  dueAt: number;
  state: "due" | "delivered" | "discarded" | "dropped";
  /** The listener's status for each try, or what went wrong. */
  answers: string[];
}

/** What shall happen to charges that match, instead of waiting for somebody to pay. */
export const Scenario = z.strictObject({
  match: z.strictObject({
    phone: z.string().optional(),
    amount: z.number().optional(),
    reference: z.string().optional(),
  }).default({}),
  /** How many charges it is for; all unless told. */
  times: z.number().int().positive().optional(),
  /**
   * What the request is told. The first two do nothing; `lost_answer` does the work and answers 504,
   * `slow_answer` does it and answers after `answer_after_ms`.
   */
  submit: z.enum(["busy", "server_error", "lost_answer", "slow_answer"]).optional(),
  answer_after_ms: z.number().nonnegative().default(0),
  /** How the shopper ends it. */
  shopper: z.strictObject({ end: z.enum(ENDS), after_ms: z.number().nonnegative().default(0) })
    .optional(),
  /** What the shopper really pays, where that is not what was asked for. */
  pays: z.strictObject({ amount: z.number().optional(), currency: z.string().optional() })
    .default({}),
  callback: z.strictObject({
    drop: z.boolean().default(false),
    delay_ms: z.number().nonnegative().default(0),
    duplicates: z.number().int().min(0).max(1_000).default(0),
    /** Delivered before the request is answered. */
    before_answer: z.boolean().default(false),
    bad_proof: z.boolean().default(false),
    /** Instead of the truth. */
    end: z.enum(ENDS).optional(),
    amount: z.number().optional(),
  }).prefault({}),
  /** What a question is told instead of the truth; a status is in the gateway's own words. */
  query: z.union([
    z.enum(["server_error", "busy", "not_found"]),
    z.strictObject({ status: z.string() }),
  ]).optional(),
});
export type Scenario = z.infer<typeof Scenario>;

/** How a refund stands, in words that belong to no gateway. */
export const REFUND_ENDS = ["pending", "done", "failed"] as const;
export type RefundEnd = typeof REFUND_ENDS[number];

/** Money of a try to pay that goes back. */
export interface Refund {
  id: number;
  /** Key of the account. */
  account: string;
  /** Of the charge. */
  reference: string;
  tryId: number;
  amount: number;
  currency: string;
  end: RefundEnd;
  /** The merchant's own name for it, where the gateway takes one. */
  ownRef: string | null;
  note: string;
  createdAt: number;
  scenario: RefundScenario | null;
}

/** What shall happen to refunds that match. Without one they are done at once. */
export const RefundScenario = z.strictObject({
  match: z.strictObject({ reference: z.string().optional(), amount: z.number().optional() })
    .default({}),
  /** How many it is for; all unless told. */
  times: z.number().int().positive().optional(),
  /** `lost_answer` does the work and answers 503; the others do nothing. */
  answer: z.enum(["busy", "server_error", "lost_answer", "refused"]).optional(),
  /** How it ends, and when. */
  end: z.enum(REFUND_ENDS).default("done"),
  after_ms: z.number().nonnegative().default(0),
  /** What really goes back, where that is not what was asked for. */
  gives: z.number().optional(),
  /** What a question is told instead of the truth, in the gateway's own words. */
  status: z.string().optional(),
  callback: z.strictObject({
    drop: z.boolean().default(false),
    delay_ms: z.number().nonnegative().default(0),
    duplicates: z.number().int().min(0).max(1_000).default(0),
  }).prefault({}),
  /** The list shows no notes. */
  hides_notes: z.boolean().default(false),
});
export type RefundScenario = z.infer<typeof RefundScenario>;

export const MAX_WRONG_PINS = 3;
/** Everybody's PIN. */
export const LOCAL_PIN = "1234";

/** The try that counts: the last one. */
export function lastTry({ tries }: Pick<Charge, "tries">): Try | undefined {
  return tries.at(-1);
}

/** How a charge stands. */
export function endOf(charge: Pick<Charge, "tries">): End {
  return lastTry(charge)?.end ?? "open";
}

/** The charge as its callback tells it, which need not be the truth. */
export function asTold(charge: Charge): Charge {
  const { end, amount } = charge.scenario?.callback ?? {};
  const tries = charge.tries.map((one) => ({
    ...one,
    end: end ?? one.end,
    amount: amount ?? one.amount,
  }));
  return { ...charge, tries };
}
