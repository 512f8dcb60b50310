import type { Gateway } from "@/lib/enums.ts";
import type { Currency } from "@/lib/money.ts";
import type { Logger } from "@/lib/observability/mod.ts";
import type { Receipts } from "./receipts.ts";

/** What a gateway says became of an attempt. Details are there when the gateway names them. */
export interface Outcome {
  /**
   * Pending is everything that is not final, so that a code nobody knows can never fail an attempt.
   * Open is a page on which nobody has paid yet, nor is about to.
   */
  state: "succeeded" | "failed" | "pending" | "open";
  /** The gateway's own result code. */
  code: string;
  text: string;
  /** False for a code that its documentation does not have: somebody should look. */
  isKnown: boolean;
  /** It was paid, and the gateway gave the money back to whoever paid. With the state failed. */
  isTakenBack?: true;
  amountMinor?: number;
  /** Of the amount, where the gateway names one. */
  currency?: Currency;
  /** What the gateway keeps of it, where it says so. */
  feeMinor?: number;
  receipt?: string;
  payerPhone?: string;
}

/** What came of asking for money. */
export type SubmitAnswer =
  /** The gateway took it and gave it a name. Not paid yet. */
  | { kind: "accepted"; gatewayRef: string }
  /** The gateway took it, and the payer goes on at this address of the gateway's. */
  | { kind: "redirect"; gatewayRef: string; pageUrl: string }
  /** It will not do it, and nobody was asked to pay. */
  | { kind: "refused"; code: string; text: string }
  /** It did nothing for the moment: sending the same again is safe. */
  | { kind: "busy"; code: string; text: string }
  /** It may have done it or not. Sending again could ask the payer twice. */
  | { kind: "unknown"; code: string; text: string };

/** What came of asking how an attempt stands. */
export type QueryAnswer =
  | { kind: "answered"; outcome: Outcome; body: Uint8Array }
  /** The gateway never heard of it. */
  | { kind: "absent"; code: string; text: string }
  | { kind: "unanswered"; code: string; text: string };

/** A payment as a gateway's own list has it. */
export interface ListedPayment {
  gatewayRef: string;
  receipt: string;
  amountMinor: number;
  currency: Currency;
  feeMinor?: number;
  payer?: string;
  payerName?: string;
  paidAt: Date | null;
}

/** One page of that list, newest first, of payments that succeeded. */
export type ListAnswer =
  | { kind: "answered"; payments: ListedPayment[]; hasMore: boolean }
  | { kind: "unanswered"; code: string; text: string };

/** What a gateway says became of a refund. */
export interface RefundOutcome {
  /** Pending is everything that is not final, so that a code nobody knows can never fail a refund. */
  state: "done" | "failed" | "pending";
  code: string;
  text: string;
  /** False for a code that its documentation does not have: somebody should look. */
  isKnown: boolean;
  /** What really went back, where the gateway says so. */
  amountMinor?: number;
  receipt?: string;
}

/** What came of asking to give money back. */
export type RefundAnswer =
  /** The gateway took it. The money may not have moved yet. */
  | { kind: "accepted"; gatewayRef: string }
  /** It will not do it. */
  | { kind: "refused"; code: string; text: string }
  /** It did nothing for the moment. */
  | { kind: "busy"; code: string; text: string }
  /** It may have done it or not. */
  | { kind: "unknown"; code: string; text: string };

/** What came of asking how a refund stands. */
export type RefundQueryAnswer =
  | { kind: "answered"; gatewayRef: string; outcome: RefundOutcome }
  /** The answer comes to the callback address. */
  | { kind: "asked" }
  /** The gateway has no such refund. */
  | { kind: "absent"; code: string; text: string }
  | { kind: "unanswered"; code: string; text: string };

/** What came of trying an account's keys. */
export type CheckAnswer =
  | { ok: true }
  /** refused: wrong keys. unreachable: nobody can tell. */
  | { ok: false; code: "not_configured" | "refused" | "unreachable" };

/** Whether money moves. */
export type Mode = "test" | "live";

/** What a gateway sent by itself. Unless it is signed, whoever knows the address can have sent it. */
export type Callback =
  | { kind: "charge"; gatewayRef: string; outcome: Outcome; mode?: Mode }
  /**
   * About a refund: of the refund's own reference, with what became of it; or of the payment's, or its
   * receipt, as a reason to ask.
   */
  | { kind: "refund"; gatewayRef: string; outcome?: RefundOutcome }
  /** A buyer's bank wants a payment back, or has decided: of the payment's reference, as a reason to ask. */
  | { kind: "dispute"; gatewayRef: string; disputeRef: string }
  /** A message of this gateway about something else: kept, and nothing comes of it. */
  | { kind: "other"; about: string };

/** A store's account with a gateway; each adapter reads its own settings and keys. */
export interface Account {
  settings: unknown;
  credentials: unknown;
}

export interface PaymentRequest {
  attemptId: string;
  /** Ours, for gateways that take one. */
  gatewayRef: string | null;
  amountMinor: number;
  currency: Currency;
  /** E.164. */
  phone: string;
  email: string | null;
  /** What the payer reads beside the amount: the order's label. */
  reference: string;
  callbackUrl: string;
  /** Where the payer comes back to from a page of the gateway's. */
  returnUrl: string;
}

export interface PaymentQuestion {
  attemptId: string;
  gatewayRef: string;
  currency: Currency;
}

/** A refund and the payment that it gives back, for sending it and for asking about it. */
export interface RefundRequest {
  refundId: string;
  /** Ours, where the gateway takes one; else the gateway's own, once it is known. */
  gatewayRef: string | null;
  /** Names that the gateway gave to other refunds of this payment. */
  otherRefs: string[];
  amountMinor: number;
  currency: Currency;
  reason: string;
  /** What the buyer reads beside the amount: the order's label. */
  reference: string;
  payment: {
    gatewayRef: string | null;
    receipt: string | null;
    /** E.164, of whoever paid. */
    phone: string;
    /** All of it, of which this may be a part. */
    amountMinor: number;
  };
  /** When it was asked for. */
  since: Date;
  callbackUrl: string;
  /** Where the gateway says that it gave up waiting, which is no answer. */
  timeoutUrl: string;
}

/** How a gateway gives money back. Same promises as `submit` and `query`. */
export interface Refunds {
  /**
   * A reference by which the gateway knows the same refund again, so that sending it once more is safe.
   * Null where there is no such thing: then a lost answer is asked about, and never sent again before
   * the gateway says that it has nothing of it.
   */
  chooseRef(refundId: string): string | null;
  send(account: Account, request: RefundRequest): Promise<RefundAnswer>;
  query(account: Account, request: RefundRequest): Promise<RefundQueryAnswer>;
}

/** A payment that the buyer's bank wants back. */
export interface Dispute {
  ref: string;
  /** Of the payment. */
  gatewayRef: string;
  state: "open" | "won" | "lost";
  /** What is held back. */
  amountMinor: number;
  currency: Currency;
}

export type DisputeAnswer =
  | { kind: "answered"; dispute: Dispute }
  | { kind: "unanswered"; code: string; text: string };

/** Amounts as a gateway writes them. Exact or refused: nothing is rounded on the way out. */
export interface WireAmounts {
  /** Null for an amount or a currency that the gateway does not take. */
  toWire(amountMinor: number, currency: Currency): number | string | null;
  /** Null for what is not an amount of this currency. */
  fromWire(wire: unknown, currency: Currency): number | null;
}

/** The part of a gateway that edge functions use: it needs neither network nor database. */
export interface CallbackReader {
  name: Gateway;
  /** The edge function that receives its callbacks. */
  functionName: string;
  /** Where callbacks go: to an address of each attempt, or to one of the account, set at the gateway. */
  callbacksTo: "attempt" | "account";
  /** How they are sent, where it is not by POST alone. */
  methods?: readonly string[];
  /** True when the account's secret proves the very bytes. Only where the gateway signs. */
  verify?(message: { headers: Headers; body: Uint8Array }, credentials: unknown): Promise<boolean>;
  /** Null for what is not a message of this gateway. Never throws. */
  parseCallback(body: Uint8Array): Callback | null;
  /** The answer in the gateway's own words, to this message where it was read. */
  answerCallback(status: number, text: string, body?: Uint8Array): Response;
}

/**
 * A way to be paid. Amounts are minor units on this side of it and whatever the gateway wants on the
 * other. `submit`, `query` and `check` throw only for faults of the program: that a gateway is slow,
 * wrong or gone is an answer.
 */
export interface GatewayAdapter extends CallbackReader {
  /** Null when the account's keys or settings are not complete. */
  modeOf(account: Account): Mode | null;
  /**
   * The reference that we choose for an attempt, where the gateway lets us. Stored before it is sent,
   * so that an attempt whose answer was lost can be asked about. Null where the gateway chooses.
   */
  chooseRef(attemptId: string): string | null;
  submit(account: Account, request: PaymentRequest): Promise<SubmitAnswer>;
  query(account: Account, question: PaymentQuestion): Promise<QueryAnswer>;
  /** Tries the account's keys with a call that moves nothing. */
  check(account: Account): Promise<CheckAnswer>;
  /**
   * Tells the gateway where to tell of payments that people make to the account by hand. Left out where
   * there are none.
   */
  registerTill?(
    account: Account,
    addresses: { confirmationUrl: string; validationUrl: string },
  ): Promise<CheckAnswer>;
  /**
   * Payments that were begun since then, whoever began them; pages count from 1. Left out where the
   * gateway has no list.
   */
  list?(account: Account, asked: { from: Date; page: number }): Promise<ListAnswer>;
  /** Left out where money cannot go back by this gateway. */
  refunds?: Refunds;
  /** Left out where nobody can be asked about a receipt. */
  receipts?: Receipts;
  /** How a dispute stands. Left out where the gateway knows none. */
  queryDispute?(account: Account, disputeRef: string): Promise<DisputeAnswer>;
}

export interface ConnectOptions {
  /** Replaces the gateway's own hosts, for tests and local work. */
  baseUrl: string | null;
  log: Logger;
  /** How long the gateway may take to say that it took an attempt. */
  submitTimeoutMs?: number;
}

/** All there is of one gateway, as the registry lists it. */
export interface GatewayKind {
  reader: CallbackReader;
  amounts: WireAmounts;
  connect(options: ConnectOptions): GatewayAdapter;
}

export type Gateways = Record<Gateway, GatewayAdapter>;
