import assert from "node:assert/strict";
import { XMLParser } from "fast-xml-parser";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;
let ids: { product: string; category: string; zone: string; store: string };

const BASE = "/dashboard/demo/translations";
const SHOP = "/s/demo/fr";
const PRODUCT = "kitui-sisal-basket";

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
  await sql`update stores set languages = '{en,fr,ar}' where slug = 'demo'`;
  const [row] = await sql`
    select p.id as product, p.category_id as category, s.id as store,
      (select z.id from delivery_zones as z where z.store_id = s.id order by z.position limit 1) as zone
    from products as p join stores as s on s.id = p.store_id and s.slug = 'demo'
    where p.slug = ${PRODUCT}`;
  ids = row as unknown as typeof ids;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

/** The hidden fields and texts of a form as its page has them. */
async function fieldsOf(path: string, who = merchant): Promise<Record<string, string>> {
  const { text } = await who.get(path);
  const inputs = [
    ...text.matchAll(/<input type="hidden" name="(of\.\w+|word\.\d+)" value="([^"]*)"/g),
  ];
  return Object.fromEntries(inputs.map(([, name, value]) => [name!, value!]));
}

async function translate(path: string, texts: Record<string, string>, who = merchant) {
  return await who.post(path, { ...await fieldsOf(path, who), ...texts });
}

async function shopPage(path: string): Promise<string> {
  return await (await fetch(platform.url + path)).text();
}

Deno.test("what is saved is in the shop with the next page, and only in its language", async () => {
  const path = `${BASE}/product/${ids.product}?language=fr`;
  await shopPage(`${SHOP}/p/${PRODUCT}`);
  const saved = await translate(path, {
    title: "  Panier de Kitui ",
    description: "Fait **main** <b>ici</b>.",
    seo_title: "",
  });
  assert.deepEqual(
    [saved.status, saved.location],
    [303, `${BASE}/product/${ids.product}?language=fr&saved=1`],
  );
  const french = await shopPage(`${SHOP}/p/${PRODUCT}`);
  assert.match(french, /<h1><span dir="auto">Panier de Kitui<\/span>/);
  assert.match(french, /Fait <strong>main<\/strong> &lt;b&gt;ici/);
  assert.match(french, /<title>Panier de Kitui/);
  const data = [...french.matchAll(/<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/gs)]
    .flatMap(([, json]) => JSON.parse(json!));
  assert.equal(data.find((one) => one["@type"] === "Product").name, "Panier de Kitui");
  assert.match(french, /hreflang="en"/);
  for (const prefix of ["/s/demo", "/s/demo/ar"]) {
    const other = await shopPage(`${prefix}/p/${PRODUCT}`);
    assert.doesNotMatch(other, /Panier de Kitui/);
  }
  const list = await shopPage(`${SHOP}/c/baskets`);
  assert.match(list, /Panier de Kitui/);
});

Deno.test("names of categories and promises of delivery are translated wherever the shop says them", async () => {
  await translate(`${BASE}/category/${ids.category}?language=fr`, { name: "Paniers" });
  await translate(`${BASE}/zone/${ids.zone}?language=fr`, { promise: "Demain matin" });
  await translate(`${BASE}/store/${ids.store}?language=fr`, { tagline: "Fait au Kenya" });
  const home = await shopPage(SHOP);
  assert.match(home, /Paniers/);
  assert.match(home, /Demain matin/);
  assert.match(home, /<h1><span dir="auto">Fait au Kenya/);
  assert.match(
    await shopPage(`${SHOP}/search?q=kitui`),
    /<option[^>]*value="baskets"[^>]*>Paniers \(/,
  );
  assert.doesNotMatch(await shopPage("/s/demo"), /Paniers|Demain matin|Fait au Kenya/);
});

Deno.test("options and tags have one word for all products, and the form still sends the original", async () => {
  const path = `${BASE}/words?language=fr`;
  const fields = await fieldsOf(path);
  const place = Object.entries(fields).find(([, word]) => word === "Medium")![0].slice(5);
  const saved = await merchant.post(path, { ...fields, [`text.${place}`]: "Moyen" });
  assert.equal(saved.status, 303);
  const page = await shopPage(`${SHOP}/p/${PRODUCT}`);
  assert.match(page, /value="Medium"/);
  assert.match(page, />Moyen</);
  const shopper = visit(platform.url);
  const [variant] = await sql`select v.option_values from variants as v
    where v.product_id = ${ids.product} and 'Medium' = any (v.option_values) and v.stock_hint is distinct from 0
    order by v.position limit 1`;
  const options = Object.fromEntries(
    (variant!.option_values as string[]).map((value, i) => [`o${i}`, value]),
  );
  await shopper.post(`${SHOP}/cart/items`, { product: PRODUCT, quantity: "1", ...options });
  const cart = await shopper.get(`${SHOP}/cart`);
  assert.match(cart.text, /Panier de Kitui/);
  assert.match(cart.text, /Moyen/);
});

Deno.test("the feed of products speaks the language of its address", async () => {
  const read = async (path: string) => {
    const { rss } = new XMLParser().parse(await shopPage(path));
    return rss.channel.item as { "g:title": string; "g:link": string; "g:product_type": string }[];
  };
  const items = await read(`${SHOP}/feeds/google.xml`);
  const item = items.find((one) => one["g:title"].startsWith("Panier de Kitui, Moyen"))!;
  assert.match(item["g:link"], /\/fr\/p\/kitui-sisal-basket\?o0=Medium/);
  assert.equal(item["g:product_type"], "Paniers");
  assert.ok(
    !(await read("/s/demo/feeds/google.xml")).some((one) => one["g:title"].includes("Panier")),
  );
});

Deno.test("what is too long is refused at its field and changes nothing", async () => {
  const path = `${BASE}/product/${ids.product}?language=fr`;
  const before = await sql`select translations from products where id = ${ids.product}`;
  const refused = await translate(path, { title: "x".repeat(121) });
  assert.equal(refused.status, 422);
  assert.match(refused.text, /Keep title under 120 letters/);
  assert.match(refused.text, /id="title-error"/);
  assert.deepEqual(await sql`select translations from products where id = ${ids.product}`, before);
});

Deno.test("a changed original is marked, stays marked when another text is saved, and not once it fits", async () => {
  const path = `${BASE}/product/${ids.product}?language=fr`;
  await sql`update products set title = 'Kitui market basket' where id = ${ids.product}`;
  assert.match((await merchant.get(path)).text, /The original changed/);
  assert.match((await merchant.get(`${BASE}?language=fr`)).text, /Original changed/);
  await translate(path, { title: "Panier de Kitui", description: "Autre." });
  assert.match((await merchant.get(path)).text, /The original changed/);
  await translate(path, { title: "Panier de Kitui", "fits.title": "1" });
  assert.doesNotMatch((await merchant.get(path)).text, /The original changed/);
  await sql`update products set title = 'Kitui sisal basket' where id = ${ids.product}`;
});

Deno.test("a text of 20,000 Amharic letters is taken, as a translation and as a page", async () => {
  const body = "ሰ".repeat(20_000);
  const form = { title: "About", slug: "long", body: "About us.", isPublished: "1", kind: "page" };
  const pages = "/dashboard/demo/settings/pages";
  const id = crypto.randomUUID();
  const made = await merchant.post(`${pages}/new`, { ...form, id, shown: "", body });
  assert.equal(made.status, 303);
  const [page] = await sql`select id from store_pages where slug = 'long'`;
  const saved = await translate(`${BASE}/page/${page!.id}?language=ar`, { body });
  assert.equal(saved.status, 303);
  assert.match(await shopPage("/s/demo/ar/pages/long"), /ሰሰሰ/);
});

Deno.test("the forms of what can be translated lead there, and a shop of one language says what to do", async () => {
  const product = await merchant.get(`/dashboard/demo/products/${ids.product}`);
  assert.match(product.text, new RegExp(`${BASE}/product/${ids.product}\\?language=ar`));
  const category = await merchant.get(`/dashboard/demo/products/categories/${ids.category}`);
  assert.match(category.text, new RegExp(`${BASE}/category/${ids.category}`));
  await sql`update stores set languages = '{en}' where slug = 'demo'`;
  assert.match((await merchant.get(BASE)).text, /Your shop speaks one language/);
  assert.equal((await merchant.get(`${BASE}/words`)).status, 404);
  await sql`update stores set languages = '{en,fr,ar}' where slug = 'demo'`;
});

Deno.test("staff without the permission and owners of other shops translate nothing", async () => {
  const staff = visit(platform.url);
  await signIn(staff, "staff@afrify.test");
  const rival = visit(platform.url);
  await signIn(rival, "rival@afrify.test");
  const path = `${BASE}/product/${ids.product}?language=fr`;
  const form = { ...await fieldsOf(path), title: "Volé" };
  const before = await sql`select translations from products where id = ${ids.product}`;
  assert.equal((await staff.post(path, form)).status, 403);
  assert.equal((await rival.post(path, form)).status, 404);
  assert.equal((await rival.get(BASE)).status, 404);
  assert.equal((await merchant.get(`${BASE}/product/${crypto.randomUUID()}`)).status, 404);
  assert.equal((await merchant.get(`${BASE}/order/${ids.product}`)).status, 404);
  assert.deepEqual(await sql`select translations from products where id = ${ids.product}`, before);
});
