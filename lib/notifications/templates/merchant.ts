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
  merchant_order_paid: paidToStore,
  merchant_order_disputed: disputedToStore,
};

function receivedByStore(order: OrderFacts, links: Links): Letter {
  const isOpen = order.status === "pending";
  const state = isOpen ? "waiting to be paid" : order.status;
  const until = english.time(order.expires_at, order.store.time_zone);
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
    details: [...receipt(order, english), ...customer(order), ...place(order, english)],
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
