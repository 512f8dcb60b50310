import assert from "node:assert/strict";
import fc from "fast-check";
import { LANGUAGE_CODES } from "@/lib/i18n/mod.ts";
import { countSms } from "@/lib/notifications/gsm7.ts";
import { checkWords, readWords } from "@/lib/notifications/own_words/form.ts";
import { KIND_NAMES, kindOf, startWords } from "@/lib/notifications/own_words/kinds.ts";
import { previewOf, sampleEmail, sampleValues } from "@/lib/notifications/own_words/sample.ts";
import { sampleOrder, type SampleStore } from "@/lib/notifications/own_words/samples.ts";
import { fillSms, MOST_PARTS, type OwnWords } from "@/lib/notifications/own_words/text.ts";
import { shopperValues } from "@/lib/notifications/own_words/values.ts";
import { linksTo, renderEmail, renderSms } from "@/lib/notifications/render.ts";
import { textsOf } from "@/lib/notifications/templates/mod.ts";

const SITE = "https://afrify.example";
const STORE: SampleStore = {
  slug: "demo",
  name: "Kikapu & Kin",
  country: "KE",
  languages: [...LANGUAGE_CODES],
  time_zone: "Africa/Nairobi",
  phone: "+254700100200",
  email: "hello@kikapu.example",
  address: "Kenyatta Market, stall 12",
  opening_hours: "Mon to Sat",
  pickup_note: "",
  transfer_details: "",
  currency: "KES",
  orderPrefix: "KK",
};
const own = (body: string, subject = "", heading = ""): OwnWords => ({ subject, heading, body });

Deno.test("every kind of message about an order can be put in own words", () => {
  const { shopper, merchant } = textsOf(sampleOrder(STORE, "order_paid", "en"));
  const sent = [
    ...Object.keys(shopper.sms).map((kind) => [kind, "sms"]),
    ...[...Object.keys(shopper.email), ...Object.keys(merchant)].map((kind) => [kind, "email"]),
  ];
  for (const [kind, channel] of sent) {
    const name = KIND_NAMES.find((one) => one === kind);
    assert.ok(name, `${kind} is sent, and has no words of its own`);
    assert.ok(kindOf(name).channels.some((one) => one === channel), `${kind} by ${channel}`);
  }
});

Deno.test("the platform's words are sound to start from, in every language, and can be said of the sample", () => {
  for (const kind of KIND_NAMES) {
    for (const channel of kindOf(kind).channels) {
      for (const language of kindOf(kind).to === "staff" ? ["en" as const] : LANGUAGE_CODES) {
        const words = startWords(kind, channel, language);
        assert.deepEqual(checkWords(kind, channel, words), {}, `${kind} ${channel} ${language}`);
        const ask = { kind, channel, language, words, store: STORE, publicUrl: SITE };
        assert.ok(previewOf(ask), `${kind} ${channel} ${language}`);
        const known = Object.keys(sampleValues(ask));
        for (const name of kindOf(kind).variables) {
          assert.ok(known.includes(name), `${kind} ${name}`);
        }
      }
    }
  }
});

Deno.test("own words take the place of ours, with the facts of the order", () => {
  const order = sampleOrder(STORE, "order_paid", "en");
  const words = own("Asante {name}! {order_number} is paid, {total}. {link}");
  assert.equal(
    renderSms("order_paid", order, SITE, words),
    `Asante Wanjiru! KK-1042 is paid, KES 3,950. ${SITE}/s/demo/orders/${order.token}`,
  );
  const letter = own(
    "Dear {name}, thank you.\n\n{files}\nJane",
    "Thanks for {order_number}",
    "Hey",
  );
  const { subject, text, html } = renderEmail("order_paid", order, SITE, letter);
  assert.equal(subject, "Thanks for KK-1042");
  assert.match(text, /^Hey\n\nDear Wanjiru, thank you\.\nJane\n\nSisal basket × 1: KES 2,450/);
  assert.match(html, /<p[^>]*>Jane<\/p>/);
  const toStaff = own("{customer} paid.", "Money: {total}", "Hey");
  const staff = renderEmail("merchant_order_paid", order, SITE, toStaff);
  assert.match(staff.text, /^Hey\n\nWanjiru Kamau paid\.\n/);
});

Deno.test("words that cannot be said of an order give way to ours", () => {
  const order = sampleOrder(STORE, "order_paid", "en");
  const ours = renderSms("order_paid", order, SITE);
  for (
    const body of [
      "{receipt} {nonsense} {link}",
      "{amount} {link}",
      "no link",
      "",
      `${"long ".repeat(200)}{link}`,
    ]
  ) {
    assert.equal(renderSms("order_paid", order, SITE, own(body)), ours, body);
  }
  const refunded = { ...order, refund: null };
  assert.match(
    renderEmail("order_paid", refunded, SITE, own("{how_refunded}", "x", "y")).text,
    /^Paid in full/,
  );
});

Deno.test("a name that stands for nothing, an empty field and a missing link are said at the field", () => {
  assert.match(checkWords("order_paid", "sms", own("{totl} {link}")).body!, /\{totl\}/);
  assert.match(checkWords("order_paid", "sms", own("Paid.")).body!, /\{link\}/);
  assert.match(checkWords("shopper_code", "sms", own("Hi {store}")).body!, /\{code\}/);
  assert.deepEqual(
    Object.keys(checkWords("order_paid", "email", own(" "))),
    ["subject", "heading", "body"],
  );
  assert.match(checkWords("order_paid", "sms", own("x".repeat(481))).body!, /under 480/);
  assert.deepEqual(
    readWords({ subject: " a\r\nBcc: b ", heading: "x", body: "a\u202eb" }, "email"),
    {
      subject: "a Bcc: b",
      heading: "x",
      body: "ab",
    },
  );
});

const NASTY = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "\r\nBcc: all@example.com\r\n\r\n",
  "\u202eevil\u2066",
  "\u2069\u2069\u202c",
  "{link}",
  "{order_number}",
  "$&$1",
  "\u0000\u001b[2J",
  "ሰላም ".repeat(60),
  "&amp;&lt;",
  "</title></head>",
];
const nasty = fc.array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: "binary" })), {
  minLength: 1,
  maxLength: 4,
}).map((parts) => parts.join(""));
const names = fc.constantFrom("{name}", "{total}", "{items}", "{where}", "{link}", "{reason}", " ");
const template = fc.array(fc.oneof(names, nasty), { maxLength: 8 }).map((parts) => parts.join(""));

Deno.test("no words and no facts break out of a message, in any language", () => {
  const facts = fc.record({
    title: nasty,
    contact_name: nasty,
    landmark: nasty,
    reason: nasty,
    store: nasty,
    language: fc.constantFrom(...LANGUAGE_CODES),
  });
  fc.assert(
    fc.property(facts, template, template, template, (fact, subject, heading, body) => {
      const sample = sampleOrder({ ...STORE, name: fact.store }, "order_refunded", fact.language);
      const order = {
        ...sample,
        contact_name: fact.contact_name,
        landmark: fact.landmark,
        items: [{ ...sample.items[0]!, title: fact.title }],
        refund: { ...sample.refund!, reason: fact.reason },
      };
      const words = { subject, heading, body };
      const sms = renderSms("order_refunded", order, SITE, words);
      const said = fillSms(words, shopperValues(order, linksTo(order, SITE)));
      if (said !== null) assert.ok(countSms(said) <= MOST_PARTS, said);
      assertContained(sms);

      const email = renderEmail("order_refunded", order, SITE, words);
      assert.doesNotMatch(email.subject, /[\r\n]/);
      for (const text of [email.subject, email.text]) assertContained(text);
      assert.doesNotMatch(email.html, /<(script|img)|onerror=[^&]*>/i);
      const tags = email.html.match(/<[^>]*>/g)!.map((tag) => /^<\/?!?(\w+)/.exec(tag)?.[1]);
      const known = "doctype html head meta title body div h1 p table tr td br span a".split(" ");
      assert.deepEqual(tags.filter((tag) => !known.includes(tag ?? "")), []);
      // What merchants type as names stays what it is inside of facts.
      if (fact.title.includes("{link}")) assert.match(email.text, /\{link\}/);
    }),
    { numRuns: 300 },
  );
});

/** No control characters but line breaks; direction turned only by pairs that end within their line. */
function assertContained(text: string): void {
  // deno-lint-ignore no-control-regex
  assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  for (const line of text.split("\n")) {
    let depth = 0;
    for (const character of line) {
      if (character === "\u2068") depth++;
      if (character === "\u2069") depth--;
      assert.ok(depth >= 0 && depth < 4, line);
    }
    assert.equal(depth, 0, line);
  }
}

Deno.test("a sample letter of every kind has its goods, its button and no name left in braces", () => {
  for (const kind of KIND_NAMES) {
    if (!kindOf(kind).channels.some((one) => one === "email")) continue;
    const words = startWords(kind, "email", "en");
    const ask = {
      kind,
      channel: "email" as const,
      language: "en" as const,
      words,
      store: STORE,
      publicUrl: SITE,
    };
    const sample = sampleEmail(ask);
    assert.ok(sample.ok, kind);
    assert.doesNotMatch(sample.value.text + sample.value.subject, /\{\w+\}/, kind);
    assert.match(sample.value.html, /<a href="https:\/\/afrify\.example/, kind);
  }
});
