import type { Words } from "@/lib/i18n/mod.ts";
import { gatewayName } from "@/lib/payments/methods.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { OrderFacts } from "../order_facts.ts";
import type { Letter } from "./texts.ts";

/**
 * The first name, or nothing when it does not look like one: anyone can order to anyone's phone, and
 * the shop shall not carry what they typed there as an advertisement.
 */
export function firstName(name: string): string {
  const [first = ""] = name.trim().split(/\s+/);
  return /^[\p{L}\p{M}'’-]{1,24}$/u.test(first) ? first : "";
}

export function goods({ items, currency }: OrderFacts, { money }: Words): Letter["lines"] {
  return items.map(({ title, variant, quantity, total_minor }) => ({
    name: title,
    detail: [variant, `× ${quantity}`].filter(Boolean).join(" "),
    amount: money(total_minor, currency),
  }));
}

export function sums(order: OrderFacts, words: Words): Letter["totals"] {
  const { currency, delivery_method, delivery_minor, items_minor, tax_minor, total_minor } = order;
  const isIncluded = tax_minor > 0 && order.is_tax_included;
  const { say } = words;
  const money = (minor: number) => words.money(minor, currency);
  const rows: Letter["totals"] = [[say("message.items"), money(items_minor)]];
  if (delivery_method === "delivery") {
    rows.push([say("message.delivery"), money(delivery_minor)]);
  }
  for (const { name, code, amount_minor } of order.discounts) {
    rows.push([[name, code].filter(Boolean).join(" "), `−${money(amount_minor)}`]);
  }
  if (tax_minor > 0 && !isIncluded) rows.push([say("checkout.tax"), money(tax_minor)]);
  const total = isIncluded
    ? say("message.totalWithTax", { tax: money(tax_minor) })
    : say("message.total");
  rows.push([total, money(total_minor)]);
  return rows;
}

/** Where the goods and the shopper meet, and when. */
export function place(order: OrderFacts, { say }: Words): Letter["details"] {
  if (order.delivery_method === "download") return [];
  const { store } = order;
  if (order.delivery_method === "pickup") {
    const place = order.pickup_place
      ? [order.pickup_place, order.pickup_hours]
      : [store.address, store.opening_hours];
    const where = [...place, store.pickup_note];
    return [[say("message.pickUpAt"), where.filter(Boolean).join(". ") || store.name]];
  }
  const where = [order.landmark, order.area, order.directions].filter(Boolean).join(", ");
  const rows: Letter["details"] = [[say("message.deliveryTo"), where]];
  if (order.delivery_promise) rows.push([say("message.when"), order.delivery_promise]);
  return rows;
}

/** What proves the payment, once there is something. */
export function receipt({ attempt, receipt }: OrderFacts, { say }: Words): Letter["details"] {
  if (!attempt || !receipt) return [];
  return [[say("message.receipt", { gateway: gatewayName(attempt.gateway) }), receipt]];
}

/** How a buyer finds the order again, and whom they ask. */
export function keepLink({ store }: OrderFacts, { say }: Words): string {
  const call = store.phone ? say("message.questions", { phone: formatPhone(store.phone) }) : "";
  return [say("message.keep"), call].filter(Boolean).join(" ");
}
