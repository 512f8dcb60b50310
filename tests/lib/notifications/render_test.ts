import assert from "node:assert/strict";
import type { OrderFacts } from "@/lib/notifications/order_facts.ts";
import { LANGUAGE_CODES } from "@/lib/i18n/mod.ts";
import { countSms, fitsOneSms, toGsm7 } from "@/lib/notifications/gsm7.ts";
import { renderEmail, renderSms } from "@/lib/notifications/render.ts";

const SITE = "https://afrify.example";
const TOKEN = "0123456789abcdef0123456789abcdef";

const TEMPLATES = [
  "order_received",
  "order_part_paid",
  "order_reminder",
  "order_lapsed",
  "order_paid",
  "order_refunded",
  "order_shipped",
  "order_ready",
  "order_changed",
  "order_cancelled",
];

/** They say where the goods are, and nothing of money. */
const ABOUT_GOODS = ["order_shipped", "order_ready", "order_cancelled"];

function anOrder(overrides: Partial<OrderFacts> = {}): OrderFacts {
  return {
    number: 1042,
    label: "KK-1042",
    language: "en",
    token: TOKEN,
    status: "pending",
    currency: "KES",
    items_minor: 375_000,
    delivery_minor: 20_000,
    tax_minor: 54_483,
    is_tax_included: true,
    total_minor: 395_000,
    paid_minor: 0,
    left_minor: 395_000,
    deposit_minor: null,
    pay_by: null,
    contact_name: "Wanjiru Kamau",
    contact_phone: "+254712345678",
    delivery_method: "delivery",
    delivery_promise: "Tomorrow, 9:00 to 13:00",
    shown_promise: null,
    pickup_place: "",
    pickup_hours: "",
    area: "Kilimani, Nairobi",
    landmark: "Tumaini Chemist, Gitanga Rd",
    directions: null,
    note: "",
    expires_at: new Date("2026-11-23T07:56:00Z"),
    hand_way: null,
    has_files: false,
    fulfilment: null,
    reason: "",
    items: [
      {
        title: "Kitui sisal basket",
        variant: "Medium, Rust",
        shown_title: null,
        shown_variant: null,
        quantity: 1,
        total_minor: 245_000,
      },
      {
        title: "Enamel mug",
        variant: "",
        shown_title: null,
        shown_variant: null,
        quantity: 2,
        total_minor: 130_000,
      },
    ],
    attempt: { gateway: "mpesa", phone: "+254722000118" },
    receipt: null,
    refund: {
      amount_minor: 130_000,
      reason: "One mug was broken",
      gateway: "mpesa",
      phone: "+254722000118",
      hand_ref: null,
    },
    discounts: [],
    store: {
      slug: "demo",
      name: "Kikapu & Kin",
      country: "KE",
      languages: ["en", "fr", "sw", "ar", "pt", "ha", "yo", "am"],
      time_zone: "Africa/Nairobi",
      phone: "+254700100200",
      email: "hello@kikapu.example",
      address: "Kenyatta Market, stall 12",
      opening_hours: "Mon to Sat, 9:00 to 18:00",
      pickup_note: "",
      transfer_details: "Equity Bank\nKikapu Ltd\n0123456789",
    },
    ...overrides,
  };
}

function inStore(store: Partial<OrderFacts["store"]>): OrderFacts {
  const order = anOrder();
  return { ...order, store: { ...order.store, ...store } };
}

Deno.test("the SMS of an open order says who writes, what it costs and where to pay, in one message", () => {
  const text = renderSms("order_received", anOrder(), SITE);
  assert.equal(
    text,
    "Kikapu & Kin: Habari, Wanjiru. We have your order KK-1042, KES 3,950. " +
      `Pay or follow it: ${SITE}/s/demo/orders/${TOKEN}`,
  );
  assert.ok(fitsOneSms(text));
});

Deno.test("who pays in cash is not asked to pay, and who sends a transfer reads where to", () => {
  for (const language of LANGUAGE_CODES) {
    const cash = anOrder({ language, hand_way: "cash", attempt: null });
    assert.doesNotMatch(renderEmail("order_received", cash, SITE).text, /Equity Bank/, language);
    const transfer = anOrder({ language, hand_way: "transfer", attempt: null });
    const { text } = renderEmail("order_received", transfer, SITE);
    assert.match(text, /Equity Bank\s+Kikapu Ltd\s+0123456789/, language);
    assert.match(text, /KK-1042/);
  }
  const sms = renderSms("order_received", anOrder({ hand_way: "cash", attempt: null }), SITE);
  assert.doesNotMatch(sms, /Pay/);
});

Deno.test("a shop reads whether to pack what is paid by hand", () => {
  const told = (order: Partial<OrderFacts>) =>
    renderEmail("merchant_order_received", anOrder({ attempt: null, ...order }), SITE);
  assert.match(told({ hand_way: "cash" }).subject, /cash on delivery/);
  assert.match(told({ hand_way: "cash" }).text, /It is yours to pack/);
  assert.match(told({ hand_way: "transfer" }).text, /Do not pack it yet[^]*in your account/);
});

Deno.test("the SMS of an order that was paid meanwhile does not ask to pay", () => {
  const text = renderSms("order_received", anOrder({ status: "paid" }), SITE);
  assert.doesNotMatch(text, /Pay/);
});

Deno.test("where people greet in Swahili, English messages do", () => {
  for (const store of [{ country: "KE" }, { country: "TZ" }]) {
    const text = renderSms("order_paid", inStore(store), SITE);
    assert.match(text, /^Kikapu & Kin: Asante, Wanjiru\. KES 3,950 paid for order KK-1042\./);
  }
});

Deno.test("elsewhere they greet in English", () => {
  assert.match(renderSms("order_paid", inStore({ country: "NG" }), SITE), /Thank you, Wanjiru\./);
});

Deno.test("the SMS of an order is one message, two in other scripts, and leads to the page in that language", () => {
  for (const language of LANGUAGE_CODES) {
    const prefix = language === "en" ? "" : `/${language}`;
    for (const template of TEMPLATES) {
      const text = renderSms(template, anOrder({ language }), SITE);
      assert.equal(countSms(text), ["ar", "am"].includes(language) ? 2 : 1, text);
      assert.ok(text.startsWith("Kikapu & Kin"), text);
      assert.equal(text.includes("KES"), !ABOUT_GOODS.includes(template), text);
      assert.ok(text.endsWith(`${SITE}/s/demo${prefix}/orders/${TOKEN}`), text);
    }
  }
});

Deno.test("where a language is written in Latin letters its SMS carry 160 of them", () => {
  for (const language of ["en", "fr", "sw", "pt", "ha", "yo"] as const) {
    for (const template of TEMPLATES) {
      const text = renderSms(template, anOrder({ language }), SITE);
      assert.equal(toGsm7(text), text);
      assert.match(text, /^[\x20-\x7eàéèìòùÉ£¥§¿¡ÄÖÑÜäöñü]+$/, language);
    }
  }
});

Deno.test("the email of a shopper speaks their language and runs its way, the store's stays English", () => {
  const order = anOrder({ language: "ar" });
  const { html, text } = renderEmail("order_received", order, SITE);
  assert.match(html, /<html lang="ar" dir="rtl">/);
  assert.match(text, /وصلنا طلبكم/);
  assert.match(text, /\u20680722 000 118\u2069/);
  assert.match(renderEmail("merchant_order_paid", order, SITE).html, /<html lang="en" dir="ltr">/);
});

Deno.test("long shop names cost words, never the link or a second message", () => {
  const order = inStore({ name: "The Very Long Name of a Shop That Sells ".padEnd(80, "x") });
  for (const template of TEMPLATES) {
    const text = renderSms(template, order, SITE);
    assert.ok(fitsOneSms(text), text);
    assert.ok(text.endsWith(`${SITE}/s/demo/orders/${TOKEN}`));
  }
});

Deno.test("what is not a name is not carried to somebody's phone", () => {
  for (const name of ["evil.example/win", "WIN1000000", "x".repeat(40), "http://evil.example"]) {
    const order = anOrder({ contact_name: `${name} Kamau` });
    assert.doesNotMatch(renderSms("order_received", order, SITE), new RegExp(name.slice(0, 8)));
    assert.doesNotMatch(renderEmail("order_paid", order, SITE).text, new RegExp(name.slice(0, 8)));
  }
});

Deno.test("the email of an open order tells the prompt's phone and how long goods are held", () => {
  const { subject, text } = renderEmail("order_received", anOrder(), SITE);
  assert.equal(subject, "Your order KK-1042 at Kikapu & Kin");
  assert.match(text, /We hold these for you until 10:56\./);
  assert.match(
    text,
    /We sent a prompt for KES 3,950 to 0722 000 118\. Enter your M-Pesa PIN to pay\./,
  );
  assert.match(text, /Kitui sisal basket Medium, Rust × 1: KES 2,450/);
  assert.match(text, /Enamel mug × 2: KES 1,300/);
  assert.match(text, /Delivery: KES 200/);
  assert.match(text, /Total with KES 544\.83 VAT: KES 3,950/);
  assert.match(text, /Delivery to: Tumaini Chemist, Gitanga Rd, Kilimani, Nairobi/);
  assert.match(text, /When: Tomorrow, 9:00 to 13:00/);
});

Deno.test("the email of a paid order carries the gateway's receipt", () => {
  const order = anOrder({ status: "paid", receipt: "SJK4H7T2QX" });
  assert.match(renderEmail("order_paid", order, SITE).text, /M-Pesa receipt: SJK4H7T2QX/);
});

Deno.test("an order to pick up tells where and when, and no delivery", () => {
  const order = anOrder({
    delivery_method: "pickup",
    delivery_minor: 0,
    area: null,
    landmark: null,
    delivery_promise: "",
  });
  const { text } = renderEmail("order_paid", order, SITE);
  assert.match(text, /Pick up at: Kenyatta Market, stall 12\. Mon to Sat, 9:00 to 18:00/);
  assert.doesNotMatch(text, /Delivery/);
});

Deno.test("the store learns who ordered and gets a link into its dashboard, not the shopper's", () => {
  const { subject, text } = renderEmail(
    "merchant_order_received",
    anOrder({ note: "Call me" }),
    SITE,
  );
  assert.equal(subject, "New order KK-1042, KES 3,950, waiting to be paid");
  assert.match(text, /Customer: Wanjiru Kamau, 0712 345 678/);
  assert.match(text, /Note: Call me/);
  assert.match(text, new RegExp(`${SITE}/dashboard/demo/orders/1042\n`));
  assert.doesNotMatch(text, new RegExp(TOKEN));
});

Deno.test("what people typed cannot become markup", () => {
  const order = anOrder({
    contact_name: '<script>alert("1")</script>',
    landmark: "<img src=x onerror=alert(1)>",
    note: '"><b>',
  });
  const { html } = renderEmail("merchant_order_paid", order, SITE);
  assert.doesNotMatch(html, /<script|<img|<b>/);
  assert.match(html, /&lt;script&gt;/);
});

Deno.test("a template that does not exist is a mistake, not an empty message", () => {
  assert.throws(() => renderSms("merchant_order_paid", anOrder(), SITE), /no template/);
  assert.throws(() => renderEmail("toString", anOrder(), SITE), /no template/);
});

Deno.test("whoever gets money back reads how much, where and why, in their language", () => {
  const text = renderSms("order_refunded", anOrder(), SITE);
  assert.equal(
    text,
    "Kikapu & Kin: KES 1,300 refunded, order KK-1042. " +
      `See it: ${SITE}/s/demo/orders/${TOKEN}`,
  );
  const letter = renderEmail("order_refunded", anOrder(), SITE).text;
  assert.match(letter, /We sent KES 1,300 back to 0722 000 118 by M-Pesa\./);
  assert.match(letter, /One mug was broken/);
  const refund = anOrder().refund!;
  const byHand = { ...refund, gateway: null, phone: null, hand_ref: "Cash at the stall" };
  const onPage = { ...refund, gateway: "paystack" as const };
  const mail = (change: Partial<OrderFacts>) =>
    renderEmail("order_refunded", anOrder(change), SITE).text;
  assert.match(mail({ refund: byHand }), /gave KES 1,300 back to you: Cash at the stall/);
  assert.match(mail({ refund: onPage }), /the way you paid, through Paystack/);
  assert.match(mail({ language: "sw" }), /Tumerudisha KES 1,300 kwa 0722 000 118/);
  assert.throws(() => renderSms("order_refunded", anOrder({ refund: null }), SITE), /no refund/);
});

Deno.test("letters to the shopper and to the shop say what was taken off, by name and code", () => {
  const discounts = [
    { name: "Karibu", code: "KARIBU", amount_minor: 37_500 },
    { name: "Free delivery week", code: null, amount_minor: 20_000 },
  ];
  const order = anOrder({ discounts, total_minor: 337_500, status: "paid" });

  for (const template of ["order_paid", "merchant_order_paid"]) {
    const { text } = renderEmail(template, order, SITE);
    assert.match(text, /Karibu KARIBU\D*−KES 375\b/, template);
    assert.match(text, /Free delivery week\D*−KES 200\b/, template);
  }
});

Deno.test("a part that came is told with what is left, and until when", () => {
  const part = { paid_minor: 120_000, left_minor: 275_000 };
  const by = { ...part, pay_by: new Date("2025-12-12T20:59:00Z"), deposit_minor: 120_000 };
  const link = `${SITE}/s/demo/orders/${TOKEN}`;
  assert.equal(
    renderSms("order_part_paid", anOrder(part), SITE),
    `Kikapu & Kin: KES 1,200 of KES 3,950 paid for KK-1042. Left: KES 2,750. ${link}`,
  );
  assert.equal(
    renderSms("order_part_paid", anOrder(by), SITE),
    `Kikapu & Kin: KES 1,200 of KES 3,950 paid for KK-1042. Pay KES 2,750 by 12 Dec 2025: ${link}`,
  );
  assert.match(
    renderSms("order_reminder", anOrder(by), SITE),
    /pay KES 2,750 for order KK-1042 by 12 Dec 2025/,
  );
  const letter = renderEmail("order_part_paid", anOrder(by), SITE).text;
  assert.match(letter, /KES 1,200 of KES 3,950 paid\. KES 2,750 left\./);
  assert.match(letter, /Pay the rest by 12 Dec 2025/);
});

Deno.test("an order that was not paid in full in time is told to both, with what was paid", () => {
  const order = anOrder({ status: "expired", paid_minor: 120_000, left_minor: 275_000 });
  assert.match(renderSms("order_lapsed", order, SITE), /The shop calls you about your KES 1,200/);
  const { subject, text } = renderEmail("merchant_order_lapsed", order, SITE);
  assert.equal(subject, "Not paid in full: order KK-1042, KES 1,200 of KES 3,950 came");
  assert.match(text, /The goods are back on the shelf/);
});

Deno.test("the email of an order that is paid in parts asks for its deposit", () => {
  const order = anOrder({ deposit_minor: 120_000, pay_by: new Date("2026-12-12T20:59:00Z") });
  assert.match(renderEmail("order_received", order, SITE).text, /a prompt for KES 1,200 to/);
});
