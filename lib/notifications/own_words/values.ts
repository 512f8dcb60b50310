import { formatMoney } from "@/lib/money.ts";
import { formatPhone } from "@/lib/phone.ts";
import { type Words, wordsIn } from "@/lib/i18n/mod.ts";
import { asShopperReads, type OrderFacts } from "../order_facts.ts";
import type { MessageFacts } from "../message_facts.ts";
import type { StockFacts } from "../stock_facts.ts";
import { waitingFor, whatNow } from "../templates/merchant.ts";
import { greetingsIn, type Links } from "../templates/mod.ts";
import { firstName, place, receipt } from "../templates/phrases.ts";
import { onTheWay } from "../templates/shopper_goods.ts";
import { askToPay, greet, heldUntil, howItWentBack } from "../templates/shopper.ts";
import { cleanFacts, type Values } from "./text.ts";

/** What words to a shopper may name of an order. Sentences that say nothing now are empty. */
export function shopperValues(facts: OrderFacts, { order: link }: Links): Values {
  const order = cleanFacts(asShopperReads(facts));
  const { label, store } = order;
  const words = wordsIn(order.language);
  const { hello, thanks } = greetingsIn(order.language, store.country);
  return {
    ...refundValues(order, words),
    ...partValues(order, words),
    ...goodsValues(order, words),
    store: store.name,
    name: firstName(order.contact_name),
    hello: greet(hello, order, words),
    thanks: greet(thanks, order, words),
    order_number: label,
    total: words.money(order.total_minor, order.currency),
    items: order.items.map(({ title, quantity }) => `${quantity} × ${title}`).join(", "),
    where: pairs(place(order, words)),
    shop_phone: store.phone ? formatPhone(store.phone) : "",
    link,
    hold: holdOf(order, words),
    how_to_pay: order.status === "pending" ? askToPay(order, words).join("\n") : "",
    receipt: pairs(receipt(order, words)),
    files: order.has_files ? words.say("message.filesWait") : "",
  };
}

function holdOf(order: OrderFacts, words: Words): string {
  if (order.status !== "pending" || order.hand_way === "cash") return "";
  return words.say("message.heldUntil", { time: heldUntil(order, words) });
}

function partValues(order: OrderFacts, words: Words): Values {
  const { currency, left_minor, pay_by, store, total_minor } = order;
  return {
    paid: words.money(total_minor - left_minor, currency),
    left_to_pay: words.money(left_minor, currency),
    pay_by: pay_by ? words.moment(pay_by, store.time_zone) : "",
  };
}

function goodsValues(order: OrderFacts, words: Words): Values {
  const { carrier = "", tracking = "", rider_phone = null } = order.fulfilment ?? {};
  return {
    carrier,
    tracking,
    rider_phone: rider_phone ? formatPhone(rider_phone) : "",
    on_the_way: pairs(onTheWay(order, words)),
    why: order.reason,
  };
}

function refundValues(order: OrderFacts, words: Words): Values {
  if (!order.refund) return {};
  return {
    amount: words.money(order.refund.amount_minor, order.currency),
    reason: order.refund.reason,
    how_refunded: howItWentBack(order, words),
  };
}

/** What words to the people of a shop may name of an order. */
export function staffValues(facts: OrderFacts, { dashboard }: Links): Values {
  const order = cleanFacts(facts);
  const english = wordsIn("en");
  const isOpen = order.status === "pending";
  return {
    store: order.store.name,
    order_number: order.label,
    total: formatMoney(order.total_minor, order.currency),
    paid: formatMoney(order.total_minor - order.left_minor, order.currency),
    customer: order.contact_name,
    customer_phone: formatPhone(order.contact_phone),
    items: order.items.map(({ title, quantity }) => `${quantity} × ${title}`).join(", "),
    where: pairs(place(order, english)),
    note: order.note,
    state: isOpen ? waitingFor(order) : order.status,
    what_now: order.delivery_method === "download" || !isOpen ? "" : whatNow(order),
    receipt: pairs(receipt(order, english)),
    link: dashboard,
  };
}

export function stockValues(facts: StockFacts, publicUrl: string): Values {
  const { available, sku, store, title, variant, variantId } = cleanFacts(facts);
  return {
    store: store.name,
    product: variant ? `${title}, ${variant}` : title,
    left: String(available),
    sku: sku ?? "",
    link: `${publicUrl}/dashboard/${store.slug}/inventory/${variantId}`,
  };
}

export function messageValues(facts: MessageFacts, publicUrl: string): Values {
  const { name, phone, email, body, store } = cleanFacts(facts);
  return {
    store: store.name,
    customer: name,
    contact: phone ? formatPhone(phone) : email ?? "",
    message: body,
    link: `${publicUrl}/dashboard/${store.slug}/messages`,
  };
}

export function codeValues(code: string, store: string): Values {
  return { code, store: cleanFacts(store) };
}

function pairs(rows: [label: string, value: string][]): string {
  return rows.map(([label, value]) => `${label}: ${value}`).join(". ");
}
