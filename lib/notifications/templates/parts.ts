import type { Words } from "@/lib/i18n/mod.ts";
import type { OrderFacts } from "../order_facts.ts";
import { goods, keepLink, sums } from "./phrases.ts";
import type { Letter, Links } from "./texts.ts";

/** A part came: how much is there by now, and what is left. */
export function partSms(order: OrderFacts, links: Links, words: Words): string[] {
  const values = valuesOf(order, links, words);
  return [
    order.pay_by
      ? words.plain("message.smsPartBy", values)
      : words.plain("message.smsPart", values),
    words.plain("message.smsLeft", values),
    `${values.order}, ${values.left}: ${links.order}`,
  ];
}

/** The day comes near on which the rest is due. */
export function reminderSms(order: OrderFacts, links: Links, words: Words): string[] {
  const values = valuesOf(order, links, words);
  return [
    words.plain("message.smsRemind", values),
    words.plain("message.smsLeft", values),
    `${values.order}, ${values.left}: ${links.order}`,
  ];
}

/** The time to pay is over, and the shop has a part of the money. */
export function lapsedSms(order: OrderFacts, links: Links, words: Words): string[] {
  const values = valuesOf(order, links, words);
  return [
    words.plain("message.smsLapsed", values),
    words.plain("message.smsLapsedShort", values),
    `${values.order}, ${values.paid}: ${links.order}`,
  ];
}

export function partLetter(order: OrderFacts, links: Links, words: Words): Letter {
  const { say } = words;
  const values = valuesOf(order, links, words);
  const rest = order.pay_by ? [say("order.restBy", values)] : [];
  return {
    subject: say("message.partSubject", values),
    title: say("payment.partlyPaid"),
    paragraphs: [say("payment.paidOf", values), ...rest],
    ...common(order, words),
    action: { label: say("message.payOrFollow"), url: links.order },
  };
}

export function reminderLetter(order: OrderFacts, links: Links, words: Words): Letter {
  const { say } = words;
  const values = valuesOf(order, links, words);
  return {
    subject: say("message.remindSubject", values),
    title: say("payment.paidOf", values),
    paragraphs: [say("order.restBy", values)],
    ...common(order, words),
    action: { label: say("message.payOrFollow"), url: links.order },
  };
}

export function lapsedLetter(order: OrderFacts, links: Links, words: Words): Letter {
  const { say } = words;
  const values = valuesOf(order, links, words);
  return {
    subject: say("message.lapsedSubject", values),
    title: say("order.notInTime"),
    paragraphs: [say("order.lapsed", values)],
    ...common(order, words),
    action: { label: say("message.follow"), url: links.order },
  };
}

function common(order: OrderFacts, words: Words) {
  return {
    lines: goods(order, words),
    totals: sums(order, words),
    details: [],
    footer: keepLink(order, words),
  };
}

function valuesOf(order: OrderFacts, links: Links, words: Words) {
  const { total_minor, left_minor, pay_by, store } = order;
  const money = (minor: number) => words.money(minor, order.currency);
  return {
    store: store.name,
    order: order.label,
    total: money(total_minor),
    paid: money(total_minor - left_minor),
    left: money(left_minor),
    day: pay_by ? words.moment(pay_by, store.time_zone) : "",
    link: links.order,
  };
}
