import type { Words } from "@/lib/i18n/mod.ts";
import { gatewayName, methodOf } from "@/lib/payments/methods.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { OrderFacts } from "../order_facts.ts";
import {
  lapsedLetter,
  lapsedSms,
  partLetter,
  partSms,
  reminderLetter,
  reminderSms,
} from "./parts.ts";
import { firstName, goods, keepLink, place, receipt, sums } from "./phrases.ts";
import { goodsLetters, goodsSms } from "./shopper_goods.ts";
import type { Letter, Links, ShopperTexts } from "./texts.ts";

/** How a shop greets: in its own words even where the rest is English. */
export interface Greetings {
  hello: string;
  thanks: string;
}

/** What shoppers are told, in these words. */
export function shopperTexts(words: Words, greetings: Greetings): ShopperTexts {
  return {
    language: words.language,
    sms: {
      order_received: (order, links) => receivedSms(order, links, words, greetings),
      order_part_paid: (order, links) => partSms(order, links, words),
      order_reminder: (order, links) => reminderSms(order, links, words),
      order_lapsed: (order, links) => lapsedSms(order, links, words),
      order_paid: (order, links) => paidSms(order, links, words, greetings),
      order_refunded: (order, links) => refundedSms(order, links, words),
      ...goodsSms(words),
    },
    email: {
      order_received: (order, links) => receivedLetter(order, links, words, greetings),
      order_part_paid: (order, links) => partLetter(order, links, words),
      order_reminder: (order, links) => reminderLetter(order, links, words),
      order_lapsed: (order, links) => lapsedLetter(order, links, words),
      order_paid: (order, links) => paidLetter(order, links, words, greetings),
      order_refunded: (order, links) => refundedLetter(order, links, words),
      ...goodsLetters(words),
    },
  };
}

function receivedSms(
  order: OrderFacts,
  links: Links,
  words: Words,
  { hello }: Greetings,
): string[] {
  const values = smsValues(order, links, words);
  const greeting = greet(hello, order, words);
  const isOpen = order.status === "pending" && order.hand_way !== "cash";
  return [
    words.plain(isOpen ? "message.smsReceivedPay" : "message.smsReceived", { ...values, greeting }),
    words.plain(isOpen ? "message.smsReceivedPayShort" : "message.smsReceivedShort", values),
    `${values.order}, ${values.total}: ${links.order}`,
  ];
}

function paidSms(order: OrderFacts, links: Links, words: Words, { thanks }: Greetings): string[] {
  const values = smsValues(order, links, words);
  const greeting = greet(thanks, order, words);
  const { plain } = words;
  if (order.has_files) {
    return [
      plain("message.smsPaidFiles", { ...values, greeting }),
      plain("message.smsPaidFilesShort", values),
      plain("message.smsPaidShortest", values),
    ];
  }
  return [
    plain("message.smsPaid", { ...values, greeting }),
    plain("message.smsPaidShort", values),
    plain("message.smsPaidShortest", values),
  ];
}

function smsValues(order: OrderFacts, links: Links, words: Words) {
  const total = words.money(order.total_minor, order.currency);
  return { store: order.store.name, order: order.label, total, link: links.order };
}

function receivedLetter(
  order: OrderFacts,
  links: Links,
  words: Words,
  { hello }: Greetings,
): Letter {
  const { say } = words;
  const isOpen = order.status === "pending" && order.hand_way !== "cash";
  const greeting = greet(hello, order, words);
  const time = heldUntil(order, words);
  const held = `${greeting} ${say("message.heldUntil", { time })}`;
  const isPending = order.status === "pending";
  return {
    subject: say("message.receivedSubject", { order: order.label, store: order.store.name }),
    title: say("message.received"),
    paragraphs: [isOpen ? held : greeting, ...isPending ? askToPay(order, words) : []],
    lines: goods(order, words),
    totals: sums(order, words),
    details: place(order, words),
    action: {
      label: isOpen ? say("message.payOrFollow") : say("message.follow"),
      url: links.order,
    },
    footer: keepLink(order, words),
  };
}

/** A prompt is paid within the hour; by hand, or by the link of an order that the shop wrote down, it takes days. */
export function heldUntil(order: OrderFacts, words: Words): string {
  const at = order.hand_way || !order.attempt ? words.moment : words.time;
  return at(order.expires_at, order.store.time_zone);
}

export function askToPay(order: OrderFacts, words: Words): string[] {
  const { attempt, currency, hand_way, label } = order;
  // What is asked for first where the rest may follow.
  const amount = words.money(order.deposit_minor ?? order.total_minor, currency);
  if (hand_way === "cash") return [words.say("payment.haveReady", { amount })];
  if (hand_way === "transfer") {
    const account = order.store.transfer_details.split(/\n+/);
    return [words.say("payment.sendAmount", { amount, order: label }), ...account];
  }
  if (!attempt) return [];
  const gateway = gatewayName(attempt.gateway);
  if (methodOf(attempt.gateway).kind === "page") {
    return [words.say("message.payOnPage", { amount, gateway })];
  }
  return [words.say("message.promptSent", { amount, phone: formatPhone(attempt.phone), gateway })];
}

function paidLetter(
  order: OrderFacts,
  links: Links,
  words: Words,
  { thanks }: Greetings,
): Letter {
  const { say } = words;
  const total = words.money(order.total_minor, order.currency);
  return {
    subject: say("message.paidSubject", { order: order.label, store: order.store.name }),
    title: say("message.paid"),
    paragraphs: [
      `${greet(thanks, order, words)} ${say("message.haveTotal", { total })}`,
      ...(order.has_files ? [say("message.filesWait")] : []),
    ],
    lines: goods(order, words),
    totals: sums(order, words),
    details: [...receipt(order, words), ...place(order, words)],
    action: {
      label: order.has_files ? say("message.getFiles") : say("message.follow"),
      url: links.order,
    },
    footer: keepLink(order, words),
  };
}

function refundedSms(order: OrderFacts, links: Links, words: Words): string[] {
  const amount = words.money(refundOf(order).amount_minor, order.currency);
  const values = { store: order.store.name, order: order.label, amount, link: links.order };
  return [
    words.plain("message.smsRefunded", values),
    words.plain("message.smsRefundedShortest", values),
  ];
}

function refundedLetter(order: OrderFacts, links: Links, words: Words): Letter {
  const { say } = words;
  const { reason } = refundOf(order);
  return {
    subject: say("message.refundedSubject", { order: order.label, store: order.store.name }),
    title: say("message.refunded"),
    paragraphs: [howItWentBack(order, words)],
    lines: goods(order, words),
    totals: sums(order, words),
    details: [[say("message.refundReason"), reason]],
    action: { label: say("message.follow"), url: links.order },
    footer: keepLink(order, words),
  };
}

export function howItWentBack(order: OrderFacts, { say, money }: Words): string {
  const refund = refundOf(order);
  const amount = money(refund.amount_minor, order.currency);
  if (!refund.gateway) {
    return say("message.refundedByHand", { amount, reference: refund.hand_ref ?? "" });
  }
  const gateway = gatewayName(refund.gateway);
  return methodOf(refund.gateway).kind === "page"
    ? say("message.refundedThrough", { amount, gateway })
    : say("message.refundedBy", { amount, gateway, phone: formatPhone(refund.phone ?? "") });
}

function refundOf({ refund, label }: OrderFacts) {
  if (!refund) throw new Error(`The message about ${label} names no refund`);
  return refund;
}

export function greet(greeting: string, order: OrderFacts, { plain }: Words): string {
  const name = firstName(order.contact_name);
  return name
    ? plain("message.greetName", { greeting, name })
    : plain("message.greet", { greeting });
}
