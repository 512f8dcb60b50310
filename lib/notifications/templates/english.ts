import { formatMoney } from "@/lib/money.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { OrderFacts } from "../order_facts.ts";
import { gatewayName, methodOf } from "@/lib/payments/methods.ts";
import { firstName, goods, place, sums, timeOfDay } from "./phrases.ts";
import type { Letter, Links, Texts } from "./texts.ts";

/** Words that a shop's own language has even where the rest is English. */
export interface Greetings {
  hello: string;
  thanks: string;
}

/** English messages that greet as these words do. */
export function english(greetings: Greetings): Texts {
  return {
    language: "en",
    sms: {
      order_received: (order, links) => receivedSms(order, links, greetings),
      order_paid: (order, links) => paidSms(order, links, greetings),
    },
    email: {
      order_received: (order, links) => receivedLetter(order, links, greetings),
      order_paid: (order, links) => paidLetter(order, links, greetings),
      merchant_order_received: receivedByStore,
      merchant_order_paid: paidToStore,
    },
  };
}

function receivedSms(order: OrderFacts, links: Links, { hello }: Greetings): string[] {
  const what = `order ${order.label}, ${total(order)}`;
  const todo = order.status === "pending" ? "Pay or follow it" : "Follow it";
  return [
    `${order.store.name}: ${greet(hello, order)} We have your ${what}. ${todo}: ${links.order}`,
    `${order.store.name}: we have your ${what}. ${todo}: ${links.order}`,
    `${order.label}, ${total(order)}: ${links.order}`,
  ];
}

function paidSms(order: OrderFacts, links: Links, { thanks }: Greetings): string[] {
  const what = `${total(order)} paid for order ${order.label}`;
  const next = order.has_files ? "Your files" : "Follow it";
  return [
    `${order.store.name}: ${greet(thanks, order)} ${what}. ${next}: ${links.order}`,
    `${order.store.name}: ${what}. ${next}: ${links.order}`,
    `${order.label} paid, ${total(order)}: ${links.order}`,
  ];
}

function receivedLetter(order: OrderFacts, links: Links, { hello }: Greetings): Letter {
  const isOpen = order.status === "pending";
  const until = timeOfDay(order.expires_at, order.store.time_zone);
  const held = `${greet(hello, order)} We hold these for you until ${until}.`;
  return {
    subject: `Your order ${order.label} at ${order.store.name}`,
    title: "We have your order",
    paragraphs: isOpen ? [held, ...askToPay(order)] : [greet(hello, order)],
    lines: goods(order),
    totals: sums(order),
    details: place(order),
    action: { label: isOpen ? "Pay or follow your order" : "Follow your order", url: links.order },
    footer: keepLink(order),
  };
}

function askToPay({ attempt, currency, total_minor }: OrderFacts): string[] {
  if (!attempt) return [];
  const name = gatewayName(attempt.gateway);
  const amount = formatMoney(total_minor, currency);
  if (methodOf(attempt.gateway).kind === "page") {
    return [
      `Pay the ${amount} on ${name}'s page. If you left it, your order leads you back there.`,
    ];
  }
  const phone = formatPhone(attempt.phone);
  return [`We sent a prompt for ${amount} to ${phone}. Enter your ${name} PIN to pay.`];
}

function paidLetter(order: OrderFacts, links: Links, { thanks }: Greetings): Letter {
  return {
    subject: `Paid: your order ${order.label} at ${order.store.name}`,
    title: "Paid in full",
    paragraphs: [
      `${greet(thanks, order)} We have your ${total(order)}.`,
      ...(order.has_files ? ["Your files wait on the page of your order."] : []),
    ],
    lines: goods(order),
    totals: sums(order),
    details: [...receipt(order), ...place(order)],
    action: {
      label: order.has_files ? "Download your files" : "Follow your order",
      url: links.order,
    },
    footer: keepLink(order),
  };
}

function receivedByStore(order: OrderFacts, links: Links): Letter {
  const isOpen = order.status === "pending";
  const state = isOpen ? "waiting to be paid" : order.status;
  const until = timeOfDay(order.expires_at, order.store.time_zone);
  return {
    subject: `New order ${order.label}, ${total(order)}, ${state}`,
    title: `New order ${order.label}`,
    paragraphs: [
      `${order.contact_name} ordered for ${total(order)}.`,
      ...(isOpen && order.delivery_method !== "download"
        ? [`Do not pack it yet. The stock is held until ${until}.`]
        : []),
    ],
    ...forStore(order, links),
  };
}

function paidToStore(order: OrderFacts, links: Links): Letter {
  return {
    subject: `Paid: order ${order.label}, ${total(order)}`,
    title: `Order ${order.label} is paid`,
    paragraphs: [
      `${order.contact_name} paid ${total(order)}. ${
        order.delivery_method === "download"
          ? "The buyer has the files: there is nothing to do."
          : "It is yours to pack."
      }`,
    ],
    ...forStore(order, links),
    details: [...receipt(order), ...customer(order), ...place(order)],
  };
}

function forStore(order: OrderFacts, links: Links) {
  return {
    lines: goods(order),
    totals: sums(order),
    details: [...customer(order), ...place(order)],
    action: { label: "Open the order", url: links.dashboard },
    footer: `Sent to the contact address of ${order.store.name}.`,
  };
}

function customer(order: OrderFacts): Letter["details"] {
  const rows: Letter["details"] = [
    ["Customer", `${order.contact_name}, ${formatPhone(order.contact_phone)}`],
  ];
  if (order.note) rows.push(["Note", order.note]);
  return rows;
}

function receipt({ attempt, receipt }: OrderFacts): Letter["details"] {
  return attempt && receipt ? [[`${gatewayName(attempt.gateway)} receipt`, receipt]] : [];
}

function keepLink({ store }: OrderFacts): string {
  const call = store.phone ? ` Questions? Call ${formatPhone(store.phone)}.` : "";
  return `Keep this message: its link opens your order without a password.${call}`;
}

function greet(word: string, order: OrderFacts): string {
  const name = firstName(order.contact_name);
  return name ? `${word}, ${name}.` : `${word}.`;
}

function total({ total_minor, currency }: OrderFacts): string {
  return formatMoney(total_minor, currency);
}
