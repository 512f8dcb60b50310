import { formatMoney } from "@/lib/money.ts";
import { gatewayName, methodOf } from "@/lib/payments/methods.ts";
import type { Country } from "@/lib/phone.ts";
import type { RetryRefusal, ShopperAttempt, ShopperOrder } from "./shopper_order.ts";

/** What the payment page says and offers. */
export interface PaymentScene {
  /** waiting: for the shopper. asking: for the gateway. stopped: for another try. done: see the order. */
  kind: "waiting" | "asking" | "stopped" | "done";
  title: string;
  /** Comes before the number that the prompt goes to. */
  lead?: string;
  sentence: string;
}

const NOTHING_CHARGED = "Nothing was charged.";
const SEND_AGAIN = "Send the prompt again?";
const NO_PIN = `No PIN was entered. ${NOTHING_CHARGED} ${SEND_AGAIN}`;
const NOT_SENT = `M-Pesa could not send the prompt. ${NOTHING_CHARGED} ${SEND_AGAIN}`;

const UNDER_WAY =
  "An earlier payment of this order is still being worked on. Wait for it: do not pay twice.";

/** By M-Pesa's result code, as documented for M-Pesa Express. */
const FAILURES: Record<string, string> = {
  "1": `M-Pesa says the balance is too low. ${NOTHING_CHARGED}`,
  "17": `M-Pesa did not allow this payment. ${NOTHING_CHARGED}`,
  "26": `M-Pesa is busy. ${NOTHING_CHARGED} ${SEND_AGAIN}`,
  "1001":
    `The phone is busy with another M-Pesa payment. ${NOTHING_CHARGED} Wait a minute, then send the prompt again.`,
  "1019": NO_PIN,
  "1032": `The prompt was cancelled on the phone. ${NOTHING_CHARGED} ${SEND_AGAIN}`,
  "1037": NO_PIN,
  "2001": `M-Pesa says the PIN was wrong. ${NOTHING_CHARGED} ${SEND_AGAIN}`,
  earlier_under_way: UNDER_WAY,
};

/** The same for pages, by the status that Paystack gives, or by what went wrong before. */
const PAGE_FAILURES: Record<string, string> = {
  failed: `The payment was declined. ${NOTHING_CHARGED} Try again, or pay another way.`,
  reversed: "The payment was taken back, and the money is on its way to you.",
  earlier_under_way: UNDER_WAY,
};

/** Where the payment of an order stands, in words. */
export function paymentScene(order: ShopperOrder): PaymentScene {
  const { status, attempt, paidMinor, totalMinor, currency } = order;
  if ((status !== "pending" && status !== "expired") || paidMinor >= totalMinor) {
    return { kind: "done", title: "", sentence: "" };
  }
  const scene = attempt ? attemptScene(attempt) : stopped(SEND_AGAIN);
  if (paidMinor === 0 || scene.kind !== "stopped") return scene;
  const money = (minor: number) => formatMoney(minor, currency);
  return stopped(
    `${money(paidMinor)} of ${money(totalMinor)} paid. ${money(totalMinor - paidMinor)} left.`,
    "Part of it is paid",
  );
}

function attemptScene(attempt: ShopperAttempt): PaymentScene {
  const { state, resultCode } = attempt;
  if (methodOf(attempt.gateway).kind === "page") return pageScene(attempt);
  switch (state) {
    case "created":
      return {
        kind: "waiting",
        title: "Sending the prompt",
        lead: "M-Pesa shows it in a moment on",
        sentence: "Have your PIN ready.",
      };
    case "submitted":
    case "pending":
      return {
        kind: "waiting",
        title: "Check your phone",
        lead: "We sent a prompt to",
        sentence: "Enter your M-Pesa PIN.",
      };
    case "unknown":
    case "succeeded":
      return {
        kind: "asking",
        title: "We have not heard from M-Pesa yet",
        sentence: "We ask again every 30 seconds. Do not pay twice.",
      };
    case "expired":
      return stopped(NO_PIN);
    case "failed":
      return stopped(FAILURES[resultCode ?? ""] ?? NOT_SENT);
  }
}

function pageScene({ gateway, state, resultCode }: ShopperAttempt): PaymentScene {
  const name = gatewayName(gateway);
  switch (state) {
    case "created":
    case "submitted":
      return {
        kind: "waiting",
        title: `Opening ${name}`,
        sentence: `One moment: you pay on a safe page of ${name}, then come back here.`,
      };
    case "pending":
      return {
        kind: "waiting",
        title: "Waiting for your payment",
        sentence: `Pay on ${name}'s page. This page notices by itself when you have paid.`,
      };
    case "unknown":
    case "succeeded":
      return {
        kind: "asking",
        title: `We have not heard from ${name} yet`,
        sentence: "We ask again every 30 seconds. Do not pay twice.",
      };
    case "expired":
      return stopped(`Nobody paid on ${name}'s page in time. ${NOTHING_CHARGED} Pay now?`);
    case "failed":
      return stopped(
        PAGE_FAILURES[resultCode ?? ""] ??
          `${name}'s page could not be opened. ${NOTHING_CHARGED} Try again, or pay another way.`,
      );
  }
}

function stopped(sentence: string, title = "Not paid yet"): PaymentScene {
  return { kind: "stopped", title, sentence };
}

/** Why no other prompt was sent; null when the order page says it better. */
export function sayRetryRefusal(code: RetryRefusal, retryAfterS = 0): string | null {
  if (code === "prompt_live") {
    return `A prompt may still be on the phone. You can send another in ${retryAfterS} seconds.`;
  }
  if (code === "payment_not_available") {
    return `This shop cannot be paid that way any more. ${NOTHING_CHARGED} Choose another.`;
  }
  if (code === "lines_unavailable") {
    return `Someone bought the last of it while this order was closed. ${NOTHING_CHARGED}`;
  }
  return null;
}

/** "Wanjiru" of "Wanjiru Kamau". */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? "";
}

/** How one says thanks to a shopper of a shop in this country. */
export function thanksIn(country: Country): string {
  return country === "KE" || country === "TZ" ? "Asante" : "Thank you";
}

/** One step of an order's way to the shopper. */
export interface OrderStep {
  title: string;
  detail: string;
  icon: "check" | "box" | "truck" | "store" | "pin" | "orders" | "clock" | "close";
  state: "done" | "now" | "later";
}

/** What has happened to an order and what comes, oldest first. `at` puts a moment into words. */
export function orderSteps(
  order: ShopperOrder,
  { at, pickupAddress }: { at: (iso: string) => string; pickupAddress: string },
): OrderStep[] {
  const placed: OrderStep = {
    title: "Ordered",
    detail: at(order.placedAt),
    icon: "orders",
    state: "done",
  };
  const isStopped = order.status === "cancelled" || order.status === "expired";
  if (isStopped || !order.paidAt) return [placed, ...paidIfEver(order, at), unpaidStep(order, at)];
  return [placed, ...deliverySteps(order, { paidAt: at(order.paidAt), pickupAddress })];
}

/** A paid order may be cancelled. */
function paidIfEver({ paidAt }: ShopperOrder, at: (iso: string) => string): OrderStep[] {
  return paidAt ? [{ title: "Paid", detail: at(paidAt), icon: "check", state: "done" }] : [];
}

function unpaidStep(
  { status, paidMinor, totalMinor, endedAt, expiresAt }: ShopperOrder,
  at: (iso: string) => string,
): OrderStep {
  const ended = endedAt ? at(endedAt) : "";
  if (status === "cancelled") {
    return { title: "Cancelled", detail: ended, icon: "close", state: "now" };
  }
  if (paidMinor >= totalMinor) {
    return { title: "Paid late", detail: "The shop looks at it", icon: "clock", state: "now" };
  }
  if (status === "expired") {
    return { title: "Not paid in time", detail: ended, icon: "clock", state: "now" };
  }
  const detail = `Held for you until ${at(expiresAt)}`;
  return { title: "Waiting for payment", detail, icon: "clock", state: "now" };
}

/** How many steps are behind an order, by how far its goods are; paying is the first. */
const STEPS_DONE = { unfulfilled: 1, packed: 2, shipped: 3, delivered: 4 };

function deliverySteps(
  order: ShopperOrder,
  { paidAt, pickupAddress }: { paidAt: string; pickupAddress: string },
): OrderStep[] {
  const isPickup = order.deliveryMethod === "pickup";
  const steps: Omit<OrderStep, "state">[] = [
    { title: "Paid", detail: paidAt, icon: "check" },
    { title: "Packing", detail: "", icon: "box" },
    ...(isPickup
      ? [
        { title: "Ready to pick up", detail: order.deliveryPromise, icon: "store" as const },
        { title: "Picked up", detail: pickupAddress, icon: "pin" as const },
      ]
      : [
        { title: "On the way", detail: order.deliveryPromise, icon: "truck" as const },
        { title: "At your landmark", detail: order.landmark ?? "", icon: "pin" as const },
      ]),
  ];
  const done = STEPS_DONE[order.fulfilmentStatus];
  return steps.map((step, index) => ({
    ...step,
    state: index < done ? "done" : index === done ? "now" : "later",
  }));
}
