import { formatDay } from "@/lib/date_range.ts";
import { formatMoney } from "@/lib/money.ts";
import { gatewayName, methodOf } from "@/lib/payments/methods.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { OrderState } from "./merchant_list.ts";
import type { MerchantOrder, OrderAttempt } from "./merchant_order.ts";
import { refundTruth } from "./refund_words.ts";

/** A state in one to three words, with how much it wants to be seen. */
export interface Label {
  tone: "ok" | "info" | "warn" | "danger" | "plain";
  icon: "check" | "clock" | "alert" | "box" | "truck" | "close" | "undo";
  text: string;
}

/** What is true about the money of an order. */
export function paymentLabel(order: OrderState): Label {
  const { paymentStatus, currency, paidMinor, totalMinor } = order;
  if (order.needsReview) return { tone: "danger", icon: "alert", text: "Needs review" };
  if (paymentStatus === "paid") return { tone: "ok", icon: "check", text: "Paid" };
  if (paymentStatus === "overpaid") return { tone: "danger", icon: "alert", text: "Paid too much" };
  if (paymentStatus === "disputed") return { tone: "danger", icon: "alert", text: "Disputed" };
  if (paymentStatus === "refunded") return { tone: "plain", icon: "undo", text: "Refunded" };
  if (paymentStatus === "refunding") {
    return { tone: "info", icon: "undo", text: "Refund under way" };
  }
  if (paymentStatus === "partly_refunded") {
    return { tone: "plain", icon: "undo", text: "Partly refunded" };
  }
  if (paymentStatus === "partly_paid") {
    if (order.status === "pending" && isDepositPaid(order)) {
      return { tone: "info", icon: "clock", text: `Deposit paid, ${restOf(order)}` };
    }
    const total = formatMoney(totalMinor, currency).slice(currency.length + 1);
    return { tone: "warn", icon: "clock", text: `${formatMoney(paidMinor, currency)} of ${total}` };
  }
  if (order.status !== "pending") return { tone: "plain", icon: "close", text: "Not paid" };
  if (order.handWay === "transfer") {
    return { tone: "info", icon: "clock", text: "Waiting for transfer" };
  }
  if (order.handWay === "cash") {
    const text = order.deliveryMethod === "pickup" ? "Cash at pickup" : "Cash on delivery";
    return { tone: "info", icon: "clock", text };
  }
  switch (order.attemptState) {
    case "created":
    case "submitted":
    case "pending":
      return { tone: "info", icon: "clock", text: isOnPage(order) ? "Paying" : "Waiting for PIN" };
    case "unknown":
      return { tone: "info", icon: "clock", text: `Asking ${nameOf(order)}` };
    default:
      return { tone: "plain", icon: "clock", text: "To pay" };
  }
}

/** Whether as much came and stayed as was to be paid first. */
function isDepositPaid({ plan, totalMinor }: OrderState): boolean {
  return Boolean(plan) && totalMinor - plan!.leftMinor >= plan!.depositMinor;
}

/** "KES 4,000 left until 12 Dec". */
function restOf({ plan, currency }: OrderState): string {
  const today = new Date().toISOString();
  return `${formatMoney(plan!.leftMinor, currency)} left until ${formatDay(plan!.lastDay, today)}`;
}

function isOnPage({ attemptGateway }: OrderState): boolean {
  return attemptGateway !== null && methodOf(attemptGateway).kind === "page";
}

function nameOf({ attemptGateway }: OrderState): string {
  return attemptGateway ? gatewayName(attemptGateway) : "the gateway";
}

/** Whether its goods are packed and sent before the money is there. */
export function goesOutUnpaid({ status, handWay, fulfilmentStatus }: OrderState): boolean {
  return status === "pending" && (handWay === "cash" || fulfilmentStatus !== "unfulfilled");
}

/** Where the goods of an order are. */
export function fulfilmentLabel(order: OrderState): Label {
  if (order.status === "pending" && !goesOutUnpaid(order)) {
    return { tone: "plain", icon: "clock", text: "On hold" };
  }
  if (order.status === "cancelled") return { tone: "plain", icon: "close", text: "Cancelled" };
  if (order.status === "expired") return { tone: "plain", icon: "close", text: "Closed" };
  switch (order.fulfilmentStatus) {
    case "unfulfilled":
      if (order.paymentStatus === "refunded") {
        return { tone: "plain", icon: "close", text: "Nothing to send" };
      }
      return { tone: "warn", icon: "box", text: "To pack" };
    case "partly":
      return { tone: "warn", icon: "box", text: "Partly packed" };
    case "packed":
      return order.deliveryMethod === "pickup"
        ? { tone: "warn", icon: "box", text: "Ready" }
        : { tone: "info", icon: "box", text: "Packed" };
    case "shipped":
      return { tone: "info", icon: "truck", text: "With rider" };
    case "delivered":
      return {
        tone: "ok",
        icon: "check",
        text: order.deliveryMethod === "download" ? "Files given" : "Delivered",
      };
  }
}

/** The money of an order in two sentences: what is so, and what it means. */
export function moneyTruth(order: MerchantOrder, at: (iso: string) => string): [string, string] {
  const { currency, totalMinor, paidMinor } = order;
  const money = (minor: number) => formatMoney(minor, currency);
  const back = refundTruth(order);
  if (back) return back;
  if (paidMinor > totalMinor) {
    return [
      "Paid too much.",
      `${money(paidMinor)} came for an order of ${money(totalMinor)}. ${
        money(paidMinor - totalMinor)
      } should go back.`,
    ];
  }
  if (paidMinor === totalMinor) {
    const last = order.payments.at(-1);
    const isByHand = order.ledger.findLast(({ from }) => from === "buyer")?.to === "hand";
    const by = order.attempts.find(({ id }) => id === last?.attemptId)?.gateway ?? "mpesa";
    const arrived = `${money(paidMinor)} arrived ${isByHand ? "by hand" : `by ${gatewayName(by)}`}${
      last ? `, ${at(last.receivedAt)}` : ""
    }.`;
    if (order.status === "expired" || order.status === "cancelled") {
      return [
        "Paid late.",
        `${arrived} The order was closed by then: see whether it can still go out.`,
      ];
    }
    return ["Paid in full.", arrived];
  }
  if (paidMinor > 0) {
    if (order.plan && order.status === "pending") {
      const deposit = `${money(order.plan.depositMinor)} is the deposit`;
      return isDepositPaid(order)
        ? [`${money(paidMinor)} paid.`, `${restOf(order)}. The goods are kept for it.`]
        : [
          `${money(paidMinor)} paid.`,
          `${deposit}: until it is there, the goods are kept for a day.`,
        ];
    }
    return [`${money(paidMinor)} paid.`, `${money(totalMinor - paidMinor)} is left to pay.`];
  }
  return unpaidTruth(order, at);
}

function unpaidTruth(order: MerchantOrder, at: (iso: string) => string): [string, string] {
  if (order.status === "cancelled") return ["Not paid.", "The order was cancelled."];
  if (order.status === "expired") {
    return ["Not paid.", "The order closed and its goods are back on the shelf."];
  }
  if (order.handWay === "transfer") {
    return ["Waiting for a transfer.", `The goods are held until ${at(order.expiresAt)}.`];
  }
  if (order.handWay === "cash") {
    const who = order.deliveryMethod === "pickup"
      ? "when picking it up"
      : "when the goods are handed over";
    return ["Cash on delivery.", `The buyer pays ${who}. Note the money then.`];
  }
  const last = order.attempts.at(-1);
  switch (order.attemptState) {
    case "created":
    case "submitted":
    case "pending":
      if (isOnPage(order)) {
        return ["Waiting for the payment.", `The buyer pays on ${nameOf(order)}'s page.`];
      }
      return ["Waiting for the PIN.", `A prompt is on its way to ${formatPhone(last!.phone)}.`];
    case "unknown":
      return ["Not known yet.", `${nameOf(order)} has not answered. We keep asking by ourselves.`];
    default:
      return ["Not paid yet.", `The goods are held until ${at(order.expiresAt)}.`];
  }
}

/** How one try to be paid ended, or where it stands. */
export function attemptWords(
  { gateway, state, resultCode }: Pick<OrderAttempt, "gateway" | "state" | "resultCode">,
): string {
  const isPage = methodOf(gateway).kind === "page";
  switch (state) {
    case "created":
    case "submitted":
      return "Being sent.";
    case "pending":
      return isPage ? "The page is open." : "Waiting for the PIN.";
    case "succeeded":
      return "Paid.";
    case "expired":
      return isPage ? "Nobody paid there in time." : "No answer in time.";
    case "unknown":
      return `No answer from ${gatewayName(gateway)} yet.`;
    case "failed":
      return (isPage ? PAGE_FAILURES : FAILURES).get(resultCode ?? "") ?? "It did not go through.";
  }
}

/** The statuses of gateways with pages, and what went wrong before there was one. */
const PAGE_FAILURES = new Map([
  ["earlier_under_way", "An earlier payment was under way."],
  ["failed", "The payment was declined."],
  ["http_401", "The gateway does not know the keys. See Settings, Payments."],
  ["invalid_Key", "Paystack does not know the key. See Settings, Payments."],
  ["not_sent", "The gateway could not be reached."],
  ["order_closed", "The order was paid or closed by then."],
  ["page_lost", "The page could not be opened."],
  ["reversed", "The payment was taken back."],
  ["unsupported_currency", "The account does not take this currency."],
]);

/** What prompts end with. Daraja's codes are numbers, MTN's words; Airtel's begin with DP or T. */
const FAILURES = new Map([
  ["1", "The balance was too low."],
  ["1001", "Another prompt was open on the phone."],
  ["1019", "It timed out."],
  ["1025", "The prompt could not be sent."],
  ["1032", "Refused on the phone."],
  ["1037", "No PIN was entered."],
  ["17", "A limit of the account was reached."],
  ["2001", "The PIN was wrong."],
  ["26", "M-Pesa was too busy."],
  ["9999", "The prompt could not be sent."],
  ["APPROVAL_REJECTED", "Refused on the phone."],
  ["COULD_NOT_PERFORM_TRANSACTION", "It was approved too late."],
  ["DP00800001002", "The PIN was wrong."],
  ["DP00800001003", "A limit of the account was reached."],
  ["DP00800001005", "No PIN was entered."],
  ["DP00800001007", "The balance was too low."],
  ["DP00800001008", "Refused on the phone."],
  ["DP00800001010", "The shop's account cannot be paid. Ask Airtel."],
  ["DP00800001024", "It timed out."],
  ["DP00800001029", "No PIN was entered."],
  ["EXPIRED", "No PIN was entered."],
  ["INTERNAL_PROCESSING_ERROR", "MTN could not do it. Often the balance is too low."],
  ["NOT_ALLOWED", "The payer's account does not allow it."],
  ["NOT_ENOUGH_FUNDS", "The balance was too low."],
  ["PAYER_LIMIT_REACHED", "A limit of the account was reached."],
  ["PAYER_NOT_FOUND", "The number has no account."],
  ["SERVICE_UNAVAILABLE", "The network was too busy."],
  ["TE", "No PIN was entered."],
  ["TR", "The payment was taken back."],
  ["earlier_under_way", "An earlier payment was under way."],
  ["http_401", "The gateway does not know the keys. See Settings, Payments."],
  ["not_payable", "That number or amount cannot be asked for."],
  ["not_sent", "The gateway could not be reached."],
  ["order_closed", "The order was paid or closed by then."],
]);
