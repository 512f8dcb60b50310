import type { Words } from "@/lib/i18n/mod.ts";
import type { ShopperOrder } from "./shopper_order.ts";

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
  words: Words,
): OrderStep[] {
  const placed: OrderStep = {
    title: words.say("order.wasOrdered"),
    detail: at(order.placedAt),
    icon: "orders",
    state: "done",
  };
  const isStopped = order.status === "cancelled" || order.status === "expired";
  const isCash = order.handWay === "cash" || order.fulfilmentStatus !== "unfulfilled";
  if (isCash && !isStopped && !order.paidAt && order.paidMinor < order.totalMinor) {
    return [placed, ...deliverySteps(order, { pickupAddress }, words)];
  }
  if (isStopped || !order.paidAt) {
    return [placed, ...paidIfEver(order, at, words), unpaidStep(order, at, words)];
  }
  return [placed, ...deliverySteps(order, { paidAt: at(order.paidAt), pickupAddress }, words)];
}

/** A paid order may be cancelled. */
function paidIfEver(
  { paidAt }: ShopperOrder,
  at: (iso: string) => string,
  { say }: Words,
): OrderStep[] {
  return paidAt
    ? [{ title: say("order.paid"), detail: at(paidAt), icon: "check", state: "done" }]
    : [];
}

function unpaidStep(
  { status, paidMinor, totalMinor, endedAt, expiresAt }: ShopperOrder,
  at: (iso: string) => string,
  { say }: Words,
): OrderStep {
  const ended = endedAt ? at(endedAt) : "";
  if (status === "cancelled") {
    return { title: say("order.cancelled"), detail: ended, icon: "close", state: "now" };
  }
  if (paidMinor >= totalMinor) {
    return {
      title: say("order.paidLate"),
      detail: say("order.shopLooks"),
      icon: "clock",
      state: "now",
    };
  }
  if (status === "expired") {
    return { title: say("order.wasNotPaid"), detail: ended, icon: "clock", state: "now" };
  }
  const detail = say("order.heldUntil", { time: at(expiresAt) });
  return { title: say("order.waiting"), detail, icon: "clock", state: "now" };
}

/** How many steps are behind an order, by how far its goods are; paying, or the word to pay cash, is the first. */
const STEPS_DONE = { unfulfilled: 1, partly: 1, packed: 2, shipped: 3, delivered: 4 };

function deliverySteps(
  order: ShopperOrder,
  { paidAt, pickupAddress }: { paidAt?: string; pickupAddress: string },
  { say }: Words,
): OrderStep[] {
  const isPickup = order.deliveryMethod === "pickup";
  const steps: Omit<OrderStep, "state">[] = [
    paidAt === undefined
      ? { title: say("payment.cash"), detail: "", icon: "check" }
      : { title: say("order.paid"), detail: paidAt, icon: "check" },
    { title: say("order.packing"), detail: "", icon: "box" },
    ...(isPickup
      ? [
        { title: say("order.ready"), detail: order.deliveryPromise, icon: "store" as const },
        { title: say("order.pickedUp"), detail: pickupAddress, icon: "pin" as const },
      ]
      : [
        { title: say("order.onTheWay"), detail: order.deliveryPromise, icon: "truck" as const },
        { title: say("order.atLandmark"), detail: order.landmark ?? "", icon: "pin" as const },
      ]),
  ];
  const done = STEPS_DONE[order.fulfilmentStatus];
  return steps.map((step, index) => ({
    ...step,
    state: index < done ? "done" : index === done ? "now" : "later",
  }));
}
