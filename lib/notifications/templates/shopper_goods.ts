import type { Words } from "@/lib/i18n/mod.ts";
import { formatPhone } from "@/lib/phone.ts";
import type { OrderFacts } from "../order_facts.ts";
import { goods, keepLink, place, sums } from "./phrases.ts";
import type { Letter, ShopperTexts, Write } from "./texts.ts";

type GoodsTemplate = "order_shipped" | "order_ready" | "order_changed" | "order_cancelled";

/** What shoppers are told by SMS of where their goods are, and of what the shop does to their order. */
export function goodsSms(words: Words): Pick<ShopperTexts["sms"], GoodsTemplate> {
  const { plain, money } = words;
  const write =
    (say: (order: OrderFacts, link: string) => string): Write<string[]> => (order, links) => [
      say(order, links.order),
      `${order.label}: ${links.order}`,
    ];
  const values = (order: OrderFacts, link: string) => (
    { store: order.store.name, order: order.label, link }
  );
  return {
    order_shipped: write((order, link) => plain("message.smsShipped", values(order, link))),
    order_ready: write((order, link) => plain("message.smsReady", values(order, link))),
    order_changed: write((order, link) => {
      const leftMinor = leftToPay(order);
      return leftMinor > 0
        ? plain("message.smsChangedPay", {
          ...values(order, link),
          left: money(leftMinor, order.currency),
        })
        : plain("message.smsChanged", {
          ...values(order, link),
          total: money(order.total_minor, order.currency),
        });
    }),
    order_cancelled: write((order, link) => plain("message.smsCancelled", values(order, link))),
  };
}

/** The same as letters. */
export function goodsLetters(words: Words): Pick<ShopperTexts["email"], GoodsTemplate> {
  const { say } = words;
  const letter = (order: OrderFacts, link: string, told: Partial<Letter>): Letter => ({
    subject: "",
    title: "",
    paragraphs: [],
    lines: goods(order, words),
    totals: sums(order, words),
    details: place(order, words),
    action: { label: say("message.follow"), url: link },
    footer: keepLink(order, words),
    ...told,
  });
  const named = (order: OrderFacts) => ({ order: order.label, store: order.store.name });
  return {
    order_shipped: (order, links) =>
      letter(order, links.order, {
        subject: say("message.shippedSubject", named(order)),
        title: say("order.onTheWay"),
        details: [...onTheWay(order, words), ...place(order, words)],
      }),
    order_ready: (order, links) =>
      letter(order, links.order, {
        subject: say("message.readySubject", named(order)),
        title: say("order.ready"),
      }),
    order_changed: (order, links) =>
      letter(order, links.order, {
        subject: say("message.changedSubject", named(order)),
        title: say("message.changed"),
        totals: [...sums(order, words), ...left(order, words)],
        action: {
          label: leftToPay(order) > 0 ? say("message.payOrFollow") : say("message.follow"),
          url: links.order,
        },
      }),
    order_cancelled: (order, links) =>
      letter(order, links.order, {
        subject: say("message.cancelledSubject", named(order)),
        title: say("order.wasCancelled"),
        details: order.reason ? [[say("message.refundReason"), order.reason]] : [],
      }),
  };
}

function leftToPay({ status, left_minor }: OrderFacts): number {
  return status === "pending" ? Math.max(left_minor, 0) : 0;
}

function left(order: OrderFacts, { say, money }: Words): Letter["totals"] {
  const minor = leftToPay(order);
  return minor > 0 && order.paid_minor > 0
    ? [[say("order.left"), money(minor, order.currency)]]
    : [];
}

/** Only what somebody wrote: who brings the part that the message is about, and how it is followed. */
export function onTheWay({ fulfilment }: OrderFacts, { say }: Words): Letter["details"] {
  if (!fulfilment) return [];
  const rows: Letter["details"] = [
    [say("message.carrier"), fulfilment.carrier],
    [say("message.tracking"), fulfilment.tracking],
    [say("message.rider"), fulfilment.rider_phone ? formatPhone(fulfilment.rider_phone) : ""],
  ];
  return rows.filter(([, value]) => value !== "");
}
