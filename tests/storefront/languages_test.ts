import assert from "node:assert/strict";
import postgres from "postgres";
import { type Language, LANGUAGE_CODES, LANGUAGES } from "@/lib/i18n/mod.ts";
import { englishTexts, textsOf } from "@/tests/fixtures/page_texts.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { createShopper, delivery, type Shopper } from "@/tests/fixtures/shopper.ts";

let platform: Platform;
let sql: postgres.Sql;
/** What merchants wrote; it is theirs, in whatever language. */
let written: Set<string>;
let variants: { basket: string; scarce: string };

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  written = await readWritten();
  variants = await pickVariants();
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

async function readWritten(): Promise<Set<string>> {
  const rows = await sql<{ text: string }[]>`
    select unnest(array[title, description, seo_description] || option_names || tags) as text from products
    union select unnest(option_values) from variants
    union select array_to_string(option_values, ', ') from variants
    union select alt from product_images
    union select name from categories union select unnest(array[title, description]) from collections
    union select unnest(array[name, tagline, address, opening_hours, pickup_note]) from stores
    union select unnest(array[name, promise] || areas) from delivery_zones`;
  return new Set(rows.map(({ text }) => text.trim()));
}

async function pickVariants() {
  const [basket] = await sql`select v.id from variants as v
    join products as p on p.id = v.product_id and p.slug = 'market-basket-indigo'`;
  const [scarce] = await sql`select v.id, v.stock_hint from variants as v
    join stores as s on s.id = v.store_id and s.slug = 'demo'
    where v.stock_hint between 1 and 3 and v.archived_at is null order by v.id limit 1`;
  return { basket: basket!.id as string, scarce: scarce!.id as string };
}

/** Where the demo shop speaks this language. */
function shopIn(language: Language): string {
  return language === "en" ? "demo" : `demo/${language}`;
}

async function read(answer: Promise<Response>): Promise<{ status: number; html: string }> {
  const response = await answer;
  return { status: response.status, html: await response.text() };
}

/** Every kind of page that a shopper of the demo shop meets, by name. */
async function* visit(language: Language): AsyncGenerator<[name: string, html: string]> {
  const shopper = createShopper(platform.url, shopIn(language));
  const get = async (path: string) => (await read(shopper.get(path))).html;
  for (
    const path of [
      ...[
        "",
        "/p",
        "/p?after=nothing-like-it",
        "/c/baskets",
        "/c/nothing",
        "/contactless",
        "/contact",
      ],
      ...["/search", "/search?q=baskit&tag=leather&price=0-100", "/search?q=qqqqqq", "/cart"],
      ...["/p/kitui-sisal-basket", "/p/kitui-sisal-basket?problem=gone", "/cart?problem=cart_full"],
    ]
  ) yield [path, await get(path)];
  const post = await shopper.post("/contact", { id: crypto.randomUUID(), reply: "x", body: "" });
  yield ["contact errors", (await read(Promise.resolve(post))).html];
  yield* buy(shopper, language);
}

async function* buy(
  shopper: Shopper,
  language: Language,
): AsyncGenerator<[name: string, html: string]> {
  const form = async (path: string, fields: Record<string, string>) =>
    (await read(shopper.post(path, fields))).html;
  const get = async (path: string) => (await read(shopper.get(path))).html;
  await form("/cart/items", { variant: variants.scarce, quantity: "9" });
  const hidden = await shopper.openCheckout(variants.basket);
  yield ["cart", await get("/cart")];
  yield ["checkout", await get("/checkout")];
  yield ["errors", await form("/checkout", { ...hidden, shownTotal: "1", country: "KE" })];
  const phone = `0712 345 7${10 + LANGUAGE_CODES.indexOf(language)}`;
  const fields = { ...hidden, ...delivery(phone) };
  yield ["total", await form("/checkout", { ...fields, shownTotal: "" })];
  yield ["changed", await form("/checkout", { ...fields, shownTotal: "100" })];
  const token = await createShopper(platform.url, shopIn(language)).buy(variants.basket, phone);
  const [order] = await sql`select language from orders where token = ${token}`;
  assert.equal(order!.language, language === "en" ? null : language, "kept with the order");
  yield ["pay", await get(`/orders/${token}/pay?other=1`)];
  yield ["retry", await form(`/orders/${token}/pay`, { phone: "12" })];
  yield ["order", await get(`/orders/${token}`)];
  await sql`update orders set status = 'paid', paid_at = now() where token = ${token}`;
  yield ["paid order", await get(`/orders/${token}`)];
  yield ["receipt", await get(`/orders/${token}/receipt`)];
  yield ["again", await get(`/cart?again=${token}`)];
  yield ["sign-in", await get("/account")];
  yield ["no phone", await form("/account/code", { ticket: crypto.randomUUID(), phone: "12" })];
  await shopper.signIn(phone, platform.mailbox_url);
  const pages = ["", "/addresses", "/addresses/new", "/profile", "?missing=99"];
  for (const page of pages) yield [`account${page}`, await get(`/account${page}`)];
  yield ["no such cart", await get(`/cart/shared/${"0".repeat(20)}`)];
  yield ["review", await get(`/orders/${token}/review`)];
  yield ["no stars", await form(`/orders/${token}/review`, { productId: crypto.randomUUID() })];
  yield ["a broken form", await form("/cart/items", { quantity: "x".repeat(70_000) })];
}

/** Addresses of links and forms, but for those that change the language. */
function linksOf(html: string): string[] {
  return (html.match(/<(?:a|form)\b[^>]*>/g) ?? []).filter((tag) => !tag.includes("hreflang"))
    .flatMap((tag) => / (?:href|action)="(\/[^"]*)"/.exec(tag)?.[1] ?? []);
}

for (const language of LANGUAGE_CODES) {
  Deno.test(`every page of a shop speaks ${LANGUAGES[language].name} and nothing else`, async () => {
    const { dir } = LANGUAGES[language];
    const english = language === "en" ? [] : englishTexts(language);
    for await (const [name, html] of visit(language)) {
      assert.match(html, new RegExp(`<html lang="${language}" dir="${dir}">`), name);
      const texts = textsOf(html).filter((text) => !written.has(text));
      assert.ok(texts.length > 3, name);
      const left = texts.flatMap((text) =>
        english.filter(([, pattern]) => pattern.test(text)).map(([key]) => `${key}: ${text}`)
      );
      assert.deepEqual(left, [], `${language} ${name}`);
      const lost = linksOf(html).filter((href) =>
        href !== "/" && !href.startsWith(`/s/${shopIn(language)}`)
      );
      assert.deepEqual(lost, [], `links of ${name} leave ${language}`);
    }
  });
}

Deno.test("each page names itself in every language, once", async () => {
  for (const path of ["", "/p", "/c/baskets", "/p/kitui-sisal-basket"]) {
    const seen = new Set<string>();
    for (const language of LANGUAGE_CODES) {
      const { html } = await read(createShopper(platform.url, shopIn(language)).get(path));
      const [, canonical] = /<link rel="canonical" href="([^"]*)"/.exec(html)!;
      const alternates = new Map(
        [...html.matchAll(/<link rel="alternate" hreflang="([^"]*)" href="([^"]*)"/g)]
          .map(([, code, url]) => [code!, url!]),
      );
      assert.equal(canonical, alternates.get(language), path);
      assert.equal(alternates.get("x-default"), alternates.get("en"));
      assert.equal(alternates.size, LANGUAGE_CODES.length + 1);
      assert.match(new URL(canonical!).host, /^demo\.localhost/);
      seen.add(JSON.stringify([...alternates]));
    }
    assert.equal(seen.size, 1, `all languages of ${path} name the same addresses`);
  }
});

Deno.test("a shop's first language has no prefix, and languages that it does not speak no page", async () => {
  const { status, headers } = await fetch(`${platform.url}/s/demo/en/p?after=x`, {
    redirect: "manual",
  });
  assert.deepEqual([status, headers.get("location")], [302, "/s/demo/p?after=x"]);
  for (
    const path of ["/s/demo/de", "/s/zuri/fr", "/s/zuri/ar/p", "/s/demo~fr/p", "/s/demo/fr/fr"]
  ) {
    const { status, html } = await read(fetch(platform.url + path));
    assert.equal(status, 404, path);
    if (path.startsWith("/s/zuri")) assert.match(html, /<html lang="en" dir="ltr">/);
  }
});

Deno.test("a shop can speak another language first, without a word of English", async () => {
  await sql`update stores set languages = '{sw,fr}' where slug = 'zuri'`;
  const { html } = await read(fetch(`${platform.url}/s/zuri`));
  assert.match(html, /<html lang="sw" dir="ltr">/);
  const { status } = await fetch(`${platform.url}/s/zuri/fr`);
  const english = await fetch(`${platform.url}/s/zuri/en`);
  assert.deepEqual([status, english.status], [200, 404]);
  await english.body?.cancel();
  await sql`update stores set languages = '{en}' where slug = 'zuri'`;
});

Deno.test("the front page offers what the browser reads, and moves nobody", async () => {
  const front = async (headers: Record<string, string>, path = "") => {
    const response = await fetch(`${platform.url}/s/demo${path}`, { headers, redirect: "manual" });
    assert.equal(response.status, 200);
    assert.match(response.headers.get("vary") ?? "", /accept-language/);
    return await response.text();
  };
  const offer = /<a[^>]*href="\/s\/demo\/sw"[^>]*>Duka hili/;
  assert.match(await front({ "accept-language": "sw-KE,en;q=0.5" }), offer);
  assert.doesNotMatch(await front({ "accept-language": "en-GB,sw;q=0.5" }), /Duka hili/);
  assert.doesNotMatch(await front({ "accept-language": "sw" }, "/sw"), /Duka hili/);
  assert.doesNotMatch(await front({}), /Duka hili/);
  const inside = { "accept-language": "sw", "sec-fetch-site": "same-origin" };
  assert.doesNotMatch(await front(inside), /Duka hili/);
  assert.match(
    await front({ "accept-language": "en" }, "/fr"),
    /<a[^>]*href="\/s\/demo"[^>]*>This shop is also/,
  );
});

Deno.test("where there is no shop, the browser's language is spoken", async () => {
  const { status, html } = await read(
    fetch(`${platform.url}/s/nobody`, { headers: { "accept-language": "fr" } }),
  );
  assert.equal(status, 404);
  assert.match(html, /<html lang="fr" dir="ltr">[\s\S]*Il n’y a pas de boutique/);
});

Deno.test("the cart is the same in every language", async () => {
  const shopper = createShopper(platform.url, "demo/ar");
  const added = await shopper.post("/cart/items", { variant: variants.basket, quantity: "2" });
  assert.match(added.headers.get("set-cookie") ?? "", /; Path=\/s\/demo;/);
  assert.equal(added.headers.get("location"), "/s/demo/ar/cart");
  await added.body?.cancel();
});
