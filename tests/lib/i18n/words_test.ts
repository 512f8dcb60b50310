import assert from "node:assert/strict";
import fc from "fast-check";
import { isLanguage, LANGUAGE_CODES, LANGUAGES, preferredOf, wordsIn } from "@/lib/i18n/mod.ts";
import { readAcceptLanguage } from "@/lib/i18n/languages.ts";

Deno.test("numbers choose the form that their language has for them", () => {
  const items = (language: (typeof LANGUAGE_CODES)[number]) =>
    [0, 1, 2, 3, 11, 100].map((count) =>
      wordsIn(language).count("frame.items", count).replace(/[\u2068\u2069]/g, "")
    );
  assert.deepEqual(items("en"), [
    "0 items",
    "1 item",
    "2 items",
    "3 items",
    "11 items",
    "100 items",
  ]);
  assert.deepEqual(items("fr").slice(0, 3), ["0 article", "1 article", "2 articles"]);
  assert.deepEqual(items("ar"), [
    "لا توجد قطع",
    "قطعة واحدة",
    "قطعتان",
    "3 قطع",
    "11 قطعة",
    "100 قطعة",
  ]);
});

Deno.test("amounts are written as the language writes them, the currency never apart", () => {
  assert.equal(wordsIn("en").money(245_050, "KES"), "KES 2,450.50");
  assert.equal(wordsIn("fr").money(245_000, "XOF"), "245\u202f000\u00a0XOF");
  assert.equal(wordsIn("pt").money(245_050, "KES"), "2\u00a0450,50\u00a0KES");
  assert.equal(wordsIn("ar").money(245_000, "EGP"), "EGP 2,450");
  assert.equal(wordsIn("am").money(245_000, "ETB"), "ETB 2,450");
});

Deno.test("no language loses a digit of any amount", () => {
  const amounts = fc.record({
    language: fc.constantFrom(...LANGUAGE_CODES),
    minor: fc.integer({ min: 0, max: 1_000_000_000_000 }),
    currency: fc.constantFrom("KES", "XOF", "NGN", "ETB", "MAD"),
  });
  fc.assert(fc.property(amounts, ({ language, minor, currency }) => {
    const code = currency as "KES" | "XOF" | "NGN" | "ETB" | "MAD";
    const digits = wordsIn(language).money(minor, code).replace(/\D/g, "");
    const scale = code === "XOF" ? 0 : 2;
    const whole = String(minor).padStart(scale + 1, "0");
    assert.equal(digits, scale && minor % 100 === 0 ? whole.slice(0, -2) : whole);
  }));
});

Deno.test("what is put among letters that run the other way keeps its own direction", () => {
  const text = wordsIn("ar").say("message.questions", { phone: "0712 345 678" });
  assert.ok(text.includes("\u20680712 345 678\u2069"), text);
  assert.doesNotMatch(
    wordsIn("fr").say("message.questions", { phone: "0712 345 678" }),
    /[\u2066-\u2069]/,
  );
  const sms = { store: "Duka", order: "KK-1", total: "KES 5", link: "https://x", greeting: "" };
  assert.doesNotMatch(wordsIn("ar").plain("message.smsPaid", sms), /[\u2066-\u2069]/);
});

Deno.test("a name with braces in it is a name", () => {
  const text = wordsIn("en").say("order.readFirst", { store: "{count} {store}" });
  assert.equal(text, "{count} {store} reads it first, then it is in the shop.");
});

Deno.test("days and months are named also where Intl has no names for them", () => {
  const zone = "Africa/Lagos";
  const said = (language: (typeof LANGUAGE_CODES)[number], at: string) =>
    wordsIn(language).moment(new Date(at), zone);
  assert.match(said("ha", "2020-02-03T10:00:00Z"), /^3 Fab 2020$/);
  assert.match(said("yo", "2020-02-03T10:00:00Z"), /^3 Èrèlè 2020$/);
  assert.match(said("fr", "2020-02-03T10:00:00Z"), /^3 févr\. 2020$/);
  assert.match(said("am", "2020-02-03T10:00:00Z"), /^ፌብ\p{L}* 3 2020$/u);
  assert.match(said("ar", "2020-02-03T10:00:00Z"), /3 فبراير 2020/);
  const yesterday = new Date(Date.now() - 2 * 86_400_000);
  assert.match(wordsIn("ha").moment(yesterday, zone), /^(Lah|Lit|Tal|Lar|Alh|Jum|Asa) \d\d:\d\d$/);
});

Deno.test("an error is said in the language of the page, and what is no text of ours stays", () => {
  const { error } = wordsIn("sw");
  assert.equal(error("Fill this in."), "Jaza hapa.");
  assert.equal(error("toString"), "toString");
  assert.deepEqual(wordsIn("en").errors({ phone: "Fill this in." }), { phone: "Fill this in." });
});

Deno.test("the browser's first choice that the shop speaks wins", () => {
  const offered = ["en", "sw", "fr"] as const;
  const cases: [header: string | null, language: string | undefined][] = [
    [null, undefined],
    ["", undefined],
    ["sw", "sw"],
    ["sw-KE,en;q=0.8", "sw"],
    ["de-DE,de;q=0.9,fr;q=0.3,en;q=0.5", "en"],
    ["fr;q=0,en;q=0.1", "en"],
    ["*", undefined],
    ["FR-ci", "fr"],
    ["de", undefined],
    ["en;q=x,sw;q=0.1", "sw"],
  ];
  for (const [header, language] of cases) {
    assert.equal(preferredOf(header, offered), language, header ?? "");
  }
});

Deno.test("no header breaks the reading of languages", () => {
  fc.assert(fc.property(fc.string({ maxLength: 400 }), (header) => {
    for (const code of readAcceptLanguage(header)) assert.match(code, /^[a-z]{2,3}$/);
  }));
});

Deno.test("every language is called as its speakers call it, and runs where it runs", () => {
  assert.deepEqual(LANGUAGE_CODES.filter((code) => LANGUAGES[code].dir === "rtl"), ["ar"]);
  assert.ok(!isLanguage("constructor") && isLanguage("ha"));
});
