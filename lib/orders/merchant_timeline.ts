import { formatMoney } from "@/lib/money.ts";
import type { Gateway } from "@/lib/enums.ts";
import { gatewayName, methodOf } from "@/lib/payments/methods.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { MerchantOrder, OrderEvent } from "./merchant_order.ts";
import { attemptWords, goesOutUnpaid } from "./merchant_words.ts";
import { changeWords } from "./change_words.ts";
import { refundWords } from "./refund_words.ts";

/** One line of what happened to an order. */
export interface Happening {
  title: string;
  detail: string;
  icon:
    | "orders"
    | "card"
    | "phone"
    | "clock"
    | "check"
    | "alert"
    | "chat"
    | "undo"
    | "close"
    | "box"
    | "truck"
    | "cash";
  state: "done" | "now" | "later";
}

/** What happened to an order, newest first, under what it waits for. */
export function timelineOf(order: MerchantOrder, at: (iso: string) => string): Happening[] {
  const past = order.events.map((event): Happening => {
    const { title, icon, isSetback } = describe(event, order);
    return { title, detail: at(event.at), icon, state: isSetback ? "later" : "done" };
  });
  const next = waitsFor(order);
  return next ? [next, ...past] : past;
}

function waitsFor(order: MerchantOrder): Happening | null {
  if (order.paymentStatus === "refunded") return null;
  if (order.status === "paid" && order.fulfilmentStatus === "unfulfilled") {
    const detail = order.deliveryMethod === "pickup" ? "For pick up" : order.deliveryPromise;
    return { title: "Waiting to be packed", detail, icon: "box", state: "now" };
  }
  if (goesOutUnpaid(order) && order.fulfilmentStatus === "unfulfilled") {
    return {
      title: "Waiting to be packed",
      detail: "Paid in cash when handed over",
      icon: "box",
      state: "now",
    };
  }
  if (order.status === "pending") {
    return { title: "Waiting for the money", detail: "", icon: "clock", state: "now" };
  }
  return null;
}

interface Description {
  title: string;
  icon: Happening["icon"];
  /** Something that did not work out; not ticked off. */
  isSetback?: boolean;
}

function describe({ kind, data }: OrderEvent, order: MerchantOrder): Description {
  const phone = typeof data.phone === "string" ? formatPhone(data.phone) : "the phone";
  switch (kind) {
    case "placed":
      return {
        title: data.is_by_shop ? "Written down by the shop" : "Order placed",
        icon: "orders",
      };
    case "prompt_sent":
      return { title: `Prompt sent to ${phone}`, icon: "phone" };
    case "prompt_failed": {
      const resultCode = typeof data.code === "string" ? data.code : null;
      const gateway = gatewayOf(data, order);
      const state = resultCode === "abandoned" ? "expired" : "failed";
      const what = methodOf(gateway).kind === "page" ? `${gatewayName(gateway)}:` : "Prompt ended.";
      const words = attemptWords({ gateway, state, resultCode });
      return { title: `${what} ${words}`, icon: "clock", isSetback: true };
    }
    case "page_opened":
      return { title: `Sent to ${gatewayName(gatewayOf(data, order))}'s page`, icon: "card" };
    case "payment_received":
      return { title: "Part of the money came", icon: "check" };
    case "paid":
      return { title: paidTitle(order), icon: "check" };
    case "paid_late":
      return { title: "Money came after the order closed", icon: "alert", isSetback: true };
    case "paid_again":
      return { title: "Paid once more", icon: "alert", isSetback: true };
    case "needs_review":
      return { title: "Needs your eyes", icon: "alert", isSetback: true };
    case "expired":
      return { title: "Not paid in time, goods back on the shelf", icon: "close", isSetback: true };
    case "pay_link_made":
      return {
        title: `${data.is_by_shop ? "The shop" : "The buyer"} made a link for somebody else to pay`,
        icon: "chat",
      };
    case "pay_link_ended": {
      const by = data.is_by_shop ? "the shop" : "the buyer";
      return { title: `The link for somebody else was ended by ${by}`, icon: "close" };
    }
    case "reopened":
      return { title: "Opened again", icon: "undo" };
    case "hand_way_chosen": {
      const way = data.hand_way === "cash" ? "in cash" : "by a transfer";
      return { title: `The buyer pays ${way}`, icon: "cash" };
    }
    case "packed":
    case "unpacked":
    case "shipped":
    case "delivered":
      return { title: `${GOODS[kind]!.title}${partOf(data, order)}`, icon: GOODS[kind]!.icon };
    case "edited":
    case "address_changed":
    case "return_requested":
    case "return_received":
    case "return_closed":
      return changeWords({ kind, data }, order.currency);
    case "hand_payment": {
      const amount = formatMoney(Number(data.amount_minor), order.currency);
      return { title: `${amount} came by hand: ${data.reference}`, icon: "check" };
    }
    case "money_placed": {
      const amount = formatMoney(Number(data.amount_minor), order.currency);
      return { title: `${amount} came by itself: ${data.receipt}`, icon: "check" };
    }
    case "refund_requested":
      return { title: `${refundOf(data, order)} asked for`, icon: "undo" };
    case "refund_sent":
      return { title: `${refundOf(data, order)} sent`, icon: "undo" };
    case "refunded":
      return { title: `${refundOf(data, order)} done`, icon: "check" };
    case "refund_failed": {
      const refund = order.refunds.find(({ id }) => id === data.refund_id);
      const why = refund?.state === "failed" ? ` ${refundWords(refund)}` : " It failed.";
      return { title: `${refundOf(data, order)}.${why}`, icon: "alert", isSetback: true };
    }
    case "disputed":
      return { title: "The buyer's bank wants the money back", icon: "alert", isSetback: true };
    case "dispute_won":
      return { title: "Dispute won, the money is yours again", icon: "check" };
    case "dispute_lost":
      return {
        title: data.taken_back
          ? "The payment was reversed, the money went back"
          : "Dispute lost, the money went back",
        icon: "alert",
        isSetback: true,
      };
    case "cancelled":
      return { title: cancelledTitle(data), icon: "close", isSetback: true };
    case "downloads_given":
      return { title: `More downloads given, ${data.product_title}`, icon: "undo" };
    case "pin_changed":
      return { title: `The buyer ${data.what} the pin on the map`, icon: "undo" };
    case "message_sent":
      return { title: messageTitle(data), icon: "chat" };
    default:
      return { title: kind.replaceAll("_", " "), icon: "clock" };
  }
}

/** What it cost then is known while nobody changed it. */
function paidTitle({ events, totalMinor, currency }: MerchantOrder): string {
  const isChanged = events.some(({ kind }) => kind === "edited" || kind === "address_changed");
  return isChanged ? "Paid in full" : `Paid ${formatMoney(totalMinor, currency)}`;
}

const GOODS: Record<string, Description> = {
  packed: { title: "Packed", icon: "box" },
  unpacked: { title: "Unpacked again", icon: "undo" },
  shipped: { title: "With the rider", icon: "truck" },
  delivered: { title: "Handed over", icon: "check" },
};

/** ", parcel 2" where there is more than one. */
function partOf(data: OrderEvent["data"], { fulfilments }: MerchantOrder): string {
  return fulfilments.length > 1 && data.fulfilment ? `, parcel ${data.fulfilment}` : "";
}

function cancelledTitle(data: OrderEvent["data"]): string {
  const what = data.fulfilment_status === "shipped" ? "Did not arrive" : "Cancelled";
  const goods = data.is_restocked === false
    ? "goods not back on the shelf"
    : "goods back on the shelf";
  return `${what}, ${goods}${data.reason ? `: ${data.reason}` : ""}`;
}

/** "Refund of KES 500". */
function refundOf(data: OrderEvent["data"], { refunds, currency }: MerchantOrder): string {
  const refund = refunds.find(({ id }) => id === data.refund_id);
  return refund ? `Refund of ${formatMoney(refund.amountMinor, currency)}` : "Refund";
}

/** Of the attempt that an event is about. */
function gatewayOf(data: OrderEvent["data"], { attempts }: MerchantOrder): Gateway {
  return attempts.find(({ id }) => id === data.attempt_id)?.gateway ?? "mpesa";
}

const ABOUT: Record<string, string> = {
  order_paid: "paid",
  order_refunded: "money is back",
  order_part_paid: "a part came",
  order_reminder: "the rest is due soon",
  order_lapsed: "time to pay is over",
  order_shipped: "on its way",
  order_ready: "ready to pick up",
  order_changed: "order changed",
  order_cancelled: "order cancelled",
  order_disputed: "payment disputed",
};

function messageTitle({ channel, template }: Record<string, unknown>): string {
  const name = String(template);
  const means = channel === "sms" ? "SMS" : "Email";
  const about = ABOUT[name.replace(/^merchant_/, "")] ?? "order received";
  return name.startsWith("merchant_")
    ? `${means} sent to you: ${about}`
    : `${means} sent to the buyer: ${about}`;
}
