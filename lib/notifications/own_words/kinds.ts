import { type Words, wordsIn } from "@/lib/i18n/mod.ts";
import { ABOUT_ORDER, FOR_STAFF, letter, type MessageKind, sms, staffLetter } from "./kind.ts";
import { GOODS_KINDS } from "./goods_kinds.ts";
import { PART_KINDS } from "./part_kinds.ts";
import type { MessageChannel, OwnWords } from "./text.ts";

export type { MessageKind } from "./kind.ts";

export const MESSAGE_KINDS = {
  order_received: {
    name: "Order received",
    when: "When somebody has ordered.",
    to: "shopper",
    channels: ["sms", "email"],
    variables: [...ABOUT_ORDER, "hold", "how_to_pay"],
    needs: { sms: ["link"] },
    isOptional: true,
    start: {
      sms: ({ raw }) => sms(raw("message.smsReceived").replace("{greeting}", "{hello}")),
      email: ({ raw }) =>
        letter(
          raw("message.receivedSubject"),
          raw("message.received"),
          "{hello} {hold}\n{how_to_pay}",
        ),
    },
  },
  order_paid: {
    name: "Order paid",
    when: "When an order is paid in full.",
    to: "shopper",
    channels: ["sms", "email"],
    variables: [...ABOUT_ORDER, "receipt", "files"],
    needs: { sms: ["link"] },
    isOptional: true,
    start: {
      sms: ({ raw }) => sms(raw("message.smsPaid").replace("{greeting}", "{thanks}")),
      email: ({ raw }) =>
        letter(
          raw("message.paidSubject"),
          raw("message.paid"),
          `{thanks} ${raw("message.haveTotal")}\n{files}`,
        ),
    },
  },
  ...PART_KINDS,
  ...GOODS_KINDS,
  order_refunded: {
    name: "Money sent back",
    when: "When a refund is done.",
    to: "shopper",
    channels: ["sms", "email"],
    variables: [...ABOUT_ORDER, "amount", "reason", "how_refunded"],
    needs: {},
    isOptional: true,
    start: {
      sms: ({ raw }) => sms(raw("message.smsRefunded")),
      email: ({ raw }) =>
        letter(raw("message.refundedSubject"), raw("message.refunded"), "{how_refunded}"),
    },
  },
  shopper_code: {
    name: "Code to sign in",
    when: "When a buyer asks for a code. It always goes out.",
    to: "shopper",
    channels: ["sms"],
    variables: ["code", "store"],
    needs: { sms: ["code"] },
    isOptional: false,
    start: { sms: ({ raw }) => sms(raw("message.smsCode")) },
  },
  order_chat: {
    name: "Writing about an order",
    when: "When you press WhatsApp on the page of an order. You send it yourself.",
    to: "shopper",
    channels: ["whatsapp"],
    variables: ["store", "name", "hello", "order_number", "total", "link"],
    needs: {},
    isOptional: false,
    start: {
      whatsapp: ({ raw }) => sms(`{hello} ${raw("message.chatAboutOrder")} `),
    },
  },
  merchant_order_received: {
    name: "New order",
    when: "To your contact email, when somebody has ordered.",
    to: "staff",
    channels: ["email"],
    variables: [...FOR_STAFF, "state", "what_now"],
    needs: {},
    isOptional: true,
    start: staffLetter(
      "New order {order_number}, {total}, {state}",
      "New order {order_number}",
      "{customer} ordered for {total}.\n{what_now}",
    ),
  },
  merchant_order_paid: {
    name: "Order paid",
    when: "To your contact email, when an order is paid in full.",
    to: "staff",
    channels: ["email"],
    variables: [...FOR_STAFF, "receipt"],
    needs: {},
    isOptional: true,
    start: staffLetter(
      "Paid: order {order_number}, {total}",
      "Order {order_number} is paid",
      "{customer} paid {total}.",
    ),
  },
  merchant_order_disputed: {
    name: "Payment disputed",
    when: "To your contact email, when a bank wants a payment back.",
    to: "staff",
    channels: ["email"],
    variables: [...FOR_STAFF, "receipt"],
    needs: {},
    isOptional: true,
    start: staffLetter(
      "Disputed: the payment of order {order_number}",
      "The payment of order {order_number} is disputed",
      "The bank of {customer} wants the money back, and the gateway holds it until it is decided.\n" +
        "Answer in the gateway’s own dashboard within a few days.",
    ),
  },
  merchant_low_stock: {
    name: "Running low",
    when: "To your contact email, when a product falls to the level that you set.",
    to: "staff",
    channels: ["email"],
    variables: ["store", "product", "left", "sku", "link"],
    needs: {},
    isOptional: true,
    start: staffLetter(
      "Running low: {product}, {left} left",
      "{product} is running low",
      "There are {left} left to sell.",
    ),
  },
  merchant_message: {
    name: "Message from a visitor",
    when: "To your contact email, when somebody writes on your contact page.",
    to: "staff",
    channels: ["email"],
    variables: ["store", "customer", "contact", "message", "link"],
    needs: {},
    isOptional: true,
    start: staffLetter("Message from {customer}", "{customer} wrote to {store}", "{message}"),
  },
} as const satisfies Record<string, MessageKind>;

export type KindName = keyof typeof MESSAGE_KINDS;

export const KIND_NAMES = Object.keys(MESSAGE_KINDS) as KindName[];

export function isKind(name: string): name is KindName {
  return Object.hasOwn(MESSAGE_KINDS, name);
}

export function kindOf(name: KindName): MessageKind {
  return MESSAGE_KINDS[name];
}

/** The platform's words for a kind, with names in braces where facts go. Throws for other channels. */
export function startWords(
  name: KindName,
  channel: MessageChannel,
  language: Words["language"],
): OwnWords {
  const start = kindOf(name).start[channel];
  if (!start) throw new Error(`"${name}" does not go by ${channel}`);
  return start(wordsIn(language));
}
