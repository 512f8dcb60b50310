import type { Account, ListedPayment } from "./gateway.ts";

/** A payment that nothing told of, by the receipt that its payer has. */
export interface ReceiptQuestion {
  questionId: string;
  receipt: string;
  callbackUrl: string;
  /** Where the gateway says that it gave up waiting, which is no answer. */
  timeoutUrl: string;
}

/** What came of asking about one: the answer itself comes to the callback address. */
export type ReceiptAsked =
  | { kind: "asked" }
  | { kind: "refused" | "busy" | "unknown"; code: string; text: string };

export type ReceiptAnswer =
  | {
    kind: "found";
    payment: Pick<ListedPayment, "receipt" | "amountMinor" | "payer" | "payerName" | "paidAt">;
  }
  /** Nothing came to the account under this receipt, or nothing that stayed. */
  | { kind: "absent"; code: string; text: string };

/** How payments are found by their receipts. */
export interface Receipts {
  ask(account: Account, question: ReceiptQuestion): Promise<ReceiptAsked>;
  /** Null for what is no answer about this receipt. */
  read(account: Account, receipt: string, body: Uint8Array): ReceiptAnswer | null;
}
