import { wordsIn } from "@/lib/i18n/mod.ts";
import { formatMoney } from "@/lib/money.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { OrderFacts } from "../order_facts.ts";
import { goods, place, receipt, sums } from "./phrases.ts";
import type { Letter, Links, Texts } from "./texts.ts";

/** As the dashboard speaks, whatever the shopper reads. */
const english = wordsIn("en");

/** What the people of a store are told. */
export const merchantLetters: Texts["merchant"] = {
  merchant_order_received: receivedByStore,
  merchant_order_lapsed: lapsedToStore,
  merchant_order_paid: paidToStore,
  merchant_order_disputed: disputedToStore,
};

function receivedByStore(order: OrderFacts, links: Links): Letter {
  const isOpen = order.status === "pending";
  const state = isOpen ? waitingFor(order) : order.status;
  return {
    subject: `New order ${order.label}, ${total(order)}, ${state}`,
    title: `New order ${order.label}`,
    paragraphs: [
      `${order.contact_name} ordered for ${total(order)}.`,
      ...(isOpen && order.delivery_method !== "download" ? [whatNow(order)] : []),
    ],
    ...forStore(order, links),
  };
}

export function waitingFor({ hand_way }: OrderFacts): string {
  if (hand_way === "cash") return "cash on delivery";
  return hand_way === "transfer" ? "waiting for a transfer" : "waiting to be paid";
}

export function whatNow({ hand_way, expires_at, store }: OrderFacts): string {
  if (hand_way === "cash") {
    return "It is yours to pack: the buyer pays in cash when it is handed over. Note the money on the order’s page then.";
  }
  const { moment, time } = english;
  const until = (hand_way ? moment : time)(expires_at, store.time_zone);
  const look = hand_way ? " Note the money on the order’s page when it is in your account." : "";
  return `Do not pack it yet. The stock is held until ${until}.${look}`;
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
    details: [...receipt(order, english), ...customer(order), ...place(order, english)],
  };
}

function lapsedToStore(order: OrderFacts, links: Links): Letter {
  const money = (minor: number) => formatMoney(minor, order.currency);
  const paid = money(order.total_minor - order.left_minor);
  return {
    subject: `Not paid in full: order ${order.label}, ${paid} of ${total(order)} came`,
    title: `Time is up for order ${order.label}`,
    paragraphs: [
      `${order.contact_name} paid ${paid} of ${total(order)}. The goods are back on the shelf.`,
      "It is yours to decide: send the money back with one click, or call and take the rest.",
    ],
    ...forStore(order, links),
  };
}

function disputedToStore(order: OrderFacts, links: Links): Letter {
  return {
    subject: `Disputed: the payment of order ${order.label}`,
    title: `The payment of order ${order.label} is disputed`,
    paragraphs: [
      `The bank of ${order.contact_name} wants the money back, and the gateway holds it until it is decided.`,
      "Answer in the gateway's own dashboard, with what shows that the goods arrived. There are only a few days to do so.",
    ],
    ...forStore(order, links),
  };
}

function forStore(order: OrderFacts, links: Links) {
  return {
    lines: goods(order, english),
    totals: sums(order, english),
    details: [...customer(order), ...place(order, english)],
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

function total({ total_minor, currency }: OrderFacts): string {
  return formatMoney(total_minor, currency);
}
