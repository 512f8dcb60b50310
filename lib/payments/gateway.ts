import type { Gateway } from "@/lib/enums.ts";
import type { Currency } from "@/lib/money.ts";

/** What a gateway says became of an attempt. Details are there when the gateway names them. */
export interface Outcome {
  /** Pending is everything that is not final, so that a code nobody knows can never fail an attempt. */
  state: "succeeded" | "failed" | "pending";
  /** The gateway's own result code. */
  code: string;
  text: string;
  /** False for a code that its documentation does not have: somebody should look. */
  isKnown: boolean;
  amountMinor?: number;
  receipt?: string;
  payerPhone?: string;
}

/** What came of asking for money. */
export type SubmitAnswer =
  /** The gateway took it and gave it a name. Not paid yet. */
  | { kind: "accepted"; gatewayRef: string }
  /** It will not do it, and nobody was asked to pay. */
  | { kind: "refused"; code: string; text: string }
  /** It did nothing for the moment: sending the same again is safe. */
  | { kind: "busy"; code: string; text: string }
  /** It may have done it or not. Sending again could ask the payer twice. */
  | { kind: "unknown"; code: string; text: string };

/** What came of asking how an attempt stands. */
export type QueryAnswer =
  | { kind: "answered"; outcome: Outcome; body: Uint8Array }
  | { kind: "unanswered"; code: string; text: string };

/** What a gateway sent by itself. Nothing of it is proven: whoever knows the address can send it. */
export interface Callback {
  gatewayRef: string;
  outcome: Outcome;
}

/** A store's account with a gateway, as stored; each adapter reads its own settings and keys. */
export interface Account {
  settings: unknown;
  credentials: unknown;
}

export interface PaymentRequest {
  attemptId: string;
  amountMinor: number;
  currency: Currency;
  /** E.164. */
  phone: string;
  /** What the payer reads beside the amount: the order's label. */
  reference: string;
  callbackUrl: string;
}

export interface PaymentQuestion {
  attemptId: string;
  gatewayRef: string;
}

/**
 * A way to be paid. Amounts are minor units on this side of it and whatever the gateway wants on the
 * other. `submit` and `query` throw only for faults of the program: that a gateway is slow, wrong or
 * gone is an answer.
 */
export interface GatewayAdapter {
  name: Gateway;
  /** The edge function that receives its callbacks, at `/<token>/<ref>` below. */
  functionName: string;
  submit(account: Account, request: PaymentRequest): Promise<SubmitAnswer>;
  query(account: Account, question: PaymentQuestion): Promise<QueryAnswer>;
  /** Null for what is not a message of this gateway. Never throws. */
  parseCallback(body: Uint8Array): Callback | null;
}

export type Gateways = Record<Gateway, GatewayAdapter>;
