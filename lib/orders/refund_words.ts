import type { Gateway, LedgerBook, LedgerKind, RefundState } from "@/lib/enums.ts";
import { formatMoney } from "@/lib/money.ts";
import { gatewayName } from "@/lib/payments/methods.ts";
import type { MerchantOrder } from "./merchant_order.ts";

/** Money on its way back, or there. Times are ISO 8601. */
export interface OrderRefund {
  id: string;
  number: number;
  /** Null: by hand. */
  gateway: Gateway | null;
  /** Of whoever had paid; null by hand. */
  phone: string | null;
  state: RefundState;
  amountMinor: number;
  reason: string;
  handRef: string | null;
  receipt: string | null;
  resultCode: string | null;
  resultText: string | null;
  createdAt: string;
}

/** A transfer from one book to another. */
export interface LedgerLine {
  kind: LedgerKind;
  from: LedgerBook;
  to: LedgerBook;
  amountMinor: number;
  currency: MerchantOrder["currency"];
  gateway: Gateway | null;
  transactionRef: string | null;
  note: string;
  at: string;
}

/** What became of a refund, or where it stands. */
export function refundWords(refund: OrderRefund): string {
  const { gateway, state, handRef, receipt } = refund;
  if (!gateway) return `By hand: ${handRef}.`;
  const name = gatewayName(gateway);
  switch (state) {
    case "requested":
    case "sending":
      return "Being sent.";
    case "pending":
      return refund.resultCode === "needs-attention"
        ? `${name} needs the buyer's bank details: add them in your ${name} dashboard.`
        : `Sent, waiting for ${name}.`;
    case "unknown":
      return `No answer from ${name} yet. We keep asking by ourselves.`;
    case "done":
      return receipt ? `Done. ${name} calls it ${receipt}.` : "Done.";
    case "failed":
      return whyFailed(refund);
  }
}

/** By the codes of M-Pesa's payments out, MTN's and Paystack's refunds, and our own. */
const FAILURES = new Map([
  ["1", "The account that pays out has too little in it."],
  ["2", "The amount is below the least that M-Pesa pays out."],
  ["3", "The amount is above the most that M-Pesa pays out."],
  ["4", "The account that pays out reached its limit for today."],
  ["8", "The buyer's M-Pesa account would hold too much."],
  ["20", "M-Pesa does not know the initiator. See Settings, Payments."],
  ["21", "The initiator may not pay out. See Settings, Payments."],
  ["26", "M-Pesa was too busy. Try again later."],
  ["2001", "The initiator's credential is wrong. See Settings, Payments."],
  ["2028", "The short code may not pay out. See Settings, Payments."],
  ["2040", "The buyer's number is not with M-Pesa."],
  ["insufficient_balance", "The Paystack balance is too low."],
  ["NOT_ENOUGH_FUNDS", "The account that pays out has too little in it."],
  ["NOT_ALLOWED", "MTN lets this account give no refunds in its country: give it by hand."],
  ["PAYEE_NOT_FOUND", "The buyer's number is not with MTN MoMo."],
  ["not_configured", "The account has no keys to pay out with. See Settings, Payments."],
  ["not_payable", "The gateway cannot pay this amount to this phone."],
]);

function whyFailed({ resultCode, resultText, gateway }: OrderRefund): string {
  const known = FAILURES.get(resultCode ?? "");
  if (known) return `It failed. ${known}`;
  return resultText
    ? `It failed. ${gateway ? gatewayName(gateway) : "The gateway"} says: ${resultText}`
    : "It did not go through.";
}

/** What a line of the ledger says, and how it changes what the shop has: "+", "-" or "". */
export function ledgerWords(line: LedgerLine): { title: string; sign: "+" | "-" | "" } {
  const name = line.gateway ? gatewayName(line.gateway) : "the gateway";
  switch (`${line.from}>${line.to}`) {
    case "buyer>gateway":
      return { title: `Came by ${name}`, sign: "+" };
    case "buyer>hand":
      return { title: `By hand: ${line.note || "no reference"}`, sign: "+" };
    case "gateway>fees":
      return { title: `Kept by ${name} as a fee`, sign: "-" };
    case "gateway>returning":
      return { title: "Set aside for a refund", sign: "" };
    case "returning>buyer":
      return { title: `Went back by ${name}`, sign: "-" };
    case "returning>gateway":
      return { title: "Refund failed, no longer set aside", sign: "" };
    case "hand>buyer":
      return { title: "Given back by hand", sign: "-" };
    case "gateway>buyer":
      return { title: `Went back by ${name} after all`, sign: "-" };
    case "gateway>disputed":
      return { title: `Held back by ${name} for a dispute`, sign: "" };
    case "disputed>gateway":
      return { title: "Dispute won", sign: "" };
    case "disputed>buyer":
      return { title: "Dispute lost", sign: "-" };
    default:
      return { title: line.note || line.kind, sign: "" };
  }
}

/** The money of an order of which some went back, is on its way, or is disputed; null of any other. */
export function refundTruth(order: MerchantOrder): [string, string] | null {
  const { currency, totalMinor, paidMinor, refundedMinor } = order;
  const money = (minor: number) => formatMoney(minor, currency);
  switch (order.paymentStatus) {
    case "disputed":
      return ["Disputed.", `${money(order.disputedMinor)} is held back until it is decided.`];
    case "refunding":
      return ["Refund under way.", `${money(order.refundingMinor)} is on its way to the buyer.`];
    case "refunded":
      return ["Refunded.", `${money(refundedMinor)} went back to the buyer.`];
    case "partly_refunded":
      return ["Partly refunded.", `${money(refundedMinor)} of ${money(paidMinor)} went back.`];
    case "paid":
      if (refundedMinor === 0) return null;
      return ["Paid in full.", `${money(refundedMinor)} that came on top went back.`];
    case "overpaid":
      if (refundedMinor === 0) return null;
      return [
        "Paid too much.",
        `${money(paidMinor - refundedMinor - totalMinor)} more should go back.`,
      ];
    default:
      return null;
  }
}

/** Whether something came that did not go back yet. */
export function isRefundable(
  { paidMinor, refundedMinor, refundingMinor, disputedMinor }: MerchantOrder,
): boolean {
  return paidMinor - refundedMinor - refundingMinor - disputedMinor > 0;
}

/** Whether somebody may note money that came past every gateway. */
export function isPayableByHand(order: MerchantOrder): boolean {
  return (order.status === "pending" || order.status === "expired") && leftMinor(order) > 0;
}

/** What is left to pay: what went back, or is about to, is paid no more. */
export function leftMinor(
  { totalMinor, paidMinor, refundedMinor, refundingMinor }: MerchantOrder,
): number {
  return Math.max(0, totalMinor - (paidMinor - refundedMinor - refundingMinor));
}
