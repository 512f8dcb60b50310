import { formatMoney } from "@/lib/money.ts";
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

/** "10:56" where the shop is. */
export function timeOfDay(time: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" })
    .format(time);
}

export function goods({ items, currency }: OrderFacts): Letter["lines"] {
  return items.map(({ title, variant, quantity, total_minor }) => ({
    name: title,
    detail: [variant, `× ${quantity}`].filter(Boolean).join(" "),
    amount: formatMoney(total_minor, currency),
  }));
}

export function sums(order: OrderFacts): Letter["totals"] {
  const { currency, delivery_method, delivery_minor, items_minor, tax_minor, total_minor } = order;
  const isIncluded = tax_minor > 0 && order.is_tax_included;
  const money = (minor: number) => formatMoney(minor, currency);
  const rows: Letter["totals"] = [["Items", money(items_minor)]];
  if (delivery_method === "delivery") rows.push(["Delivery", money(delivery_minor)]);
  if (tax_minor > 0 && !isIncluded) rows.push(["VAT", money(tax_minor)]);
  rows.push([isIncluded ? `Total with ${money(tax_minor)} VAT` : "Total", money(total_minor)]);
  return rows;
}

/** Where the goods and the shopper meet, and when. */
export function place(order: OrderFacts): Letter["details"] {
  if (order.delivery_method === "download") return [];
  const { store } = order;
  if (order.delivery_method === "pickup") {
    const place = order.pickup_place
      ? [order.pickup_place, order.pickup_hours]
      : [store.address, store.opening_hours];
    const where = [...place, store.pickup_note];
    return [["Pick up at", where.filter(Boolean).join(". ") || store.name]];
  }
  const where = [order.landmark, order.area, order.directions].filter(Boolean).join(", ");
  const rows: Letter["details"] = [["Delivery to", where]];
  if (order.delivery_promise) rows.push(["When", order.delivery_promise]);
  return rows;
}
