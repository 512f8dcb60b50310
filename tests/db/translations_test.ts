import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { EMPTY_CART } from "@/lib/carts/mod.ts";
import { readProductPage, readSearch, searchProducts } from "@/lib/catalog/storefront.ts";
import { readCartPage } from "@/lib/checkout/mod.ts";
import { connect, type Db } from "@/lib/db/mod.ts";
import type { Language } from "@/lib/i18n/mod.ts";
import { loadOrderFacts } from "@/lib/notifications/order_facts.ts";
import { renderEmail } from "@/lib/notifications/render.ts";
import { readOrderPage } from "@/lib/orders/shopper.ts";
import {
  getSubject,
  KINDS,
  listProgress,
  listSubjects,
  listWords,
  saveTranslations,
  saveWords,
  type TranslatableKind,
} from "@/lib/translations/mod.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";

let database: TestDatabase;
let owner: postgres.Sql;
let db: Db;
let shop: Shop;
let rival: Shop;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  owner = postgres(database.url, { max: 2, onnotice: () => {} });
  db = connect({ url: database.webUrl, poolSize: 2 });
  shop = await makeShop(owner, { slug: "kikapu", merchant: CAST.merchant });
  rival = await makeShop(owner, { slug: "rival", merchant: CAST.rival });
  await owner`update stores set languages = '{en,fr,ar}' where id = ${shop.storeId}`;
  await owner`update products set tags = '{handmade}', option_names = '{Size}' where id = ${shop.productId}`;
});

Deno.test.afterAll(async () => {
  await db.close();
  await owner.end();
  await database.stop();
});

/** Runs as this member of a team. */
function as<T>(user: string, run: (sql: Db["own"]) => Promise<T>): Promise<T> {
  return db.asUser({ sub: user }, run);
}

/** Saves texts of the shop's product, or of something else, with the fingerprints of now. */
async function translate(
  texts: Record<string, string>,
  { kind = "product", id = shop.productId, language = "fr", user = CAST.merchant }: {
    kind?: TranslatableKind;
    id?: string;
    language?: Language;
    user?: string;
  } = {},
) {
  return await as(user, async (sql) => {
    const subject = await getSubject(sql, shop.storeId, { language, kind, id });
    const translations = Object.fromEntries(
      Object.entries(texts).map(([field, text]) => {
        const of = subject?.texts.find((one) => one.field === field)?.of ?? "00000000";
        return [field, { text, of }];
      }),
    );
    return await saveTranslations(sql, shop.storeId, { kind, id, language, translations });
  });
}

const productIn = async (language?: Language) =>
  (await readProductPage(db.public, {
    slug: "kikapu",
    cart: EMPTY_CART,
    product: "basket",
    language,
  }))!
    .product!;

Deno.test("a page shows what is translated, and the original of what is not", async () => {
  await translate({ title: "Panier en sisal" });
  assert.equal((await productIn("fr")).title, "Panier en sisal");
  assert.equal((await productIn("ar")).title, "Sisal basket");
  assert.equal((await productIn()).title, "Sisal basket");
  assert.deepEqual(await translate({ title: "" }), { ok: true, value: null });
  assert.equal((await productIn("fr")).title, "Sisal basket");
});

Deno.test("what is saved of some fields in one language is what is read, and nothing else changes", async () => {
  const { storeId, productId } = shop;
  await owner`update products set description = 'Strong.', seo_title = 'Baskets', seo_description = 'By hand'
    where id = ${productId}`;
  const fields = KINDS.product.fields.map(({ name }) => name);
  const text = fc.string({ maxLength: 100, unit: "grapheme" })
    .map((one) => one.replace(/[\p{Cc}\p{Cs}]/gu, "")).filter((one) => one === one.trim());
  const change = fc.record({
    language: fc.constantFrom<Language>("fr", "ar"),
    texts: fc.dictionary(fc.constantFrom(...fields), text, { noNullPrototype: true }),
  });
  await owner`update products set translations = '{}' where id = ${productId}`;
  const known: Record<string, Record<string, string>> = { fr: {}, ar: {} };
  await fc.assert(
    fc.asyncProperty(change, async ({ language, texts }) => {
      await translate(texts, { language });
      Object.assign(known[language]!, texts);
      for (const one of ["fr", "ar"] as const) {
        const subject = await as(
          CAST.merchant,
          (sql) => getSubject(sql, storeId, { language: one, kind: "product", id: productId }),
        );
        for (const { field, text, state } of subject!.texts) {
          assert.equal(text, known[one]![field] ?? "");
          assert.equal(state, text ? "done" : "missing");
        }
      }
    }),
    { numRuns: 30 },
  );
  await owner`update products set translations = '{}', description = '', seo_title = '', seo_description = ''
    where id = ${productId}`;
});

Deno.test("a translation whose original changed says so until it is saved for the new one", async () => {
  const { storeId, productId } = shop;
  await translate({ title: "Panier" });
  await owner`update products set title = 'Sisal shopper' where id = ${productId}`;
  const state = async () => {
    const request = { language: "fr", kind: "product", id: productId } as const;
    const subject = await as(CAST.merchant, (sql) => getSubject(sql, storeId, request));
    return subject!.texts.find(({ field }) => field === "title")!.state;
  };
  assert.equal(await state(), "changed");
  assert.equal((await productIn("fr")).title, "Panier");
  const progress = await as(
    CAST.merchant,
    (sql) => listProgress(sql, storeId, { language: "fr", kinds: ["product"] }),
  );
  assert.deepEqual([...progress], [{ kind: "product", total: 1, translated: 1, changed: 1 }]);
  await translate({ title: "Panier" });
  assert.equal(await state(), "done");
  await owner`update products set title = 'Sisal basket' where id = ${productId}`;
});

Deno.test("only fields, languages and lengths that there are can be saved, by who may change the original", async () => {
  const { storeId, productId } = shop;
  const raw = (
    input: unknown,
    { kind = "product", language = "fr", user = CAST.merchant as string } = {},
  ) =>
    as(user, async (sql) => {
      const [row] =
        await sql`select public.save_translations(${storeId}, ${kind}, ${productId}, ${language},
        ${sql.json(input as never)}) as answer`;
      return row!.answer;
    });
  const good = { title: { text: "Panier", of: "0123abcd" } };
  const bad = [
    { slug: { text: "panier", of: "0123abcd" } },
    { title: { text: "x".repeat(121), of: "0123abcd" } },
    { title: { text: "a\nb", of: "0123abcd" } },
    { title: { text: "Panier" } },
    { title: { text: 5, of: "0123abcd" } },
    { title: "Panier" },
    [],
    "x",
    null,
  ];
  const before = await owner`select translations from products where id = ${productId}`;
  for (const input of bad) {
    await assert.rejects(raw(input), { code: "AF422" }, JSON.stringify(input));
  }
  await assert.rejects(raw(good, { kind: "variant" }), { code: "AF422" });
  await assert.rejects(raw(good, { user: CAST.rival }), { code: "AF404" });
  assert.equal((await raw(good, { language: "en" })).code, "language_not_offered");
  assert.equal((await raw(good, { language: "sw" })).code, "language_not_offered");
  assert.deepEqual(await owner`select translations from products where id = ${productId}`, before);
  const answer = await as(CAST.rival, (sql) =>
    saveTranslations(sql, rival.storeId, {
      ...{ kind: "product", id: productId, language: "fr", translations: good },
    }));
  assert.equal(answer.ok, false);
});

Deno.test("names and values of options and tags are translated once for all products", async () => {
  const { storeId } = shop;
  const words = { Size: "Taille", "Size 0": "Petit", handmade: "fait main" };
  const save = (sql: Db["own"]) => saveWords(sql, storeId, { language: "fr", words });
  assert.deepEqual(await as(CAST.merchant, save), { ok: true, value: null });
  await assert.rejects(as(CAST.rival, save), { code: "AF404" });
  const page = await as(
    CAST.merchant,
    (sql) => listWords(sql, storeId, { language: "fr", after: null }),
  );
  assert.deepEqual([page.total, page.translated, page.next], [3, 3, null]);
  assert.deepEqual((await productIn("fr")).words, { Size: "Taille", "Size 0": "Petit" });
  assert.equal((await productIn()).words, null);
  const cart = { ...EMPTY_CART, lines: [{ variantId: shop.variantIds[0]!, quantity: 1 }] };
  const read = async (language?: Language) =>
    (await readCartPage(db.public, { slug: "kikapu", cart, code: "", language }))!.lines[0]!.goods!
      .variantTitle;
  assert.deepEqual([await read("fr"), await read("ar"), await read()], [
    "Petit",
    "Size 0",
    "Size 0",
  ]);
});

Deno.test("goods are found by their title and tags in any language of the shop, also misspelt", async () => {
  await translate({ title: "Corbeille tressée" });
  const find = async (query: string, language: Language = "fr") => {
    const request = readSearch(new URLSearchParams({ q: query }));
    const page = await searchProducts(db.public, {
      slug: "kikapu",
      cart: EMPTY_CART,
      language,
      request,
    });
    return page!.products.map(({ title }) => title);
  };
  assert.deepEqual(await find("tressee"), ["Corbeille tressée"]);
  assert.deepEqual(await find("tresée"), ["Corbeille tressée"]);
  assert.deepEqual(await find("fait main"), ["Corbeille tressée"]);
  assert.deepEqual(await find("sisal"), ["Corbeille tressée"]);
  assert.deepEqual(await find("sisal", "ar"), ["Sisal basket"]);
  await as(
    CAST.merchant,
    (sql) => saveWords(sql, shop.storeId, { language: "fr", words: { handmade: "artisanal" } }),
  );
  assert.deepEqual(await find("artisanal"), ["Corbeille tressée"]);
  await translate({ title: "Panier" });
  assert.deepEqual(await find("tressee"), []);
});

Deno.test("an order keeps the merchant's words, and beside them those that its shopper read", async () => {
  await translate({ title: "Panier" });
  const [zone] = await owner`select id from delivery_zones where store_id = ${shop.storeId}`;
  await translate({ promise: "Demain" }, { kind: "zone", id: zone!.id });
  const place = (language?: string) =>
    placeOrder(db.public as unknown as postgres.Sql, "kikapu", {
      ...orderInput(shop.variantIds[0]!),
      ...(language && { language }),
    });
  const placed = await place("fr");
  await translate({ title: "Un autre nom" });
  const [item] = await owner`select product_title, variant_title, shown_title, shown_variant
    from order_items where order_id = ${placed.order_id}`;
  assert.deepEqual({ ...item }, {
    ...{ product_title: "Sisal basket", variant_title: "Size 0" },
    ...{ shown_title: "Panier", shown_variant: "Petit" },
  });
  const page = await readOrderPage(db.public, {
    slug: "kikapu",
    token: placed.token,
    cart: EMPTY_CART,
  });
  const { items: [line], deliveryPromise } = page!.order!;
  assert.deepEqual(
    [line!.productTitle, line!.variantTitle, deliveryPromise],
    ["Panier", "Petit", "Demain"],
  );
  const facts = await loadOrderFacts(owner as never, placed.order_id);
  const shopper = renderEmail("order_paid", facts, "http://localhost").text;
  assert.match(shopper, /Panier/);
  assert.match(shopper, /Demain/);
  assert.match(renderEmail("merchant_order_paid", facts, "http://localhost").text, /Sisal basket/);
  const plain = await place();
  const [same] =
    await owner`select shown_title from order_items where order_id = ${plain.order_id}`;
  assert.equal(same!.shown_title, null);
});

Deno.test("lists of what is to be done say how far each is, and go on page by page", async () => {
  const { storeId } = shop;
  await owner`insert into products (store_id, slug, title, status)
    select ${storeId}, 'mat-' || n, 'Mat ' || n, 'draft' from generate_series(1, 60) as n`;
  const list = (after: string | null, isToDo: boolean) =>
    as(
      CAST.merchant,
      (sql) => listSubjects(sql, storeId, { language: "fr", kind: "product", isToDo, after }),
    );
  const first = await list(null, true);
  const second = await list(first.next, true);
  assert.deepEqual([first.subjects.length, second.subjects.length, second.next], [50, 10, null]);
  assert.equal((await list(first.next, false)).subjects.length, 11);
});

Deno.test("the fields of forms are those that the database takes, as long as it takes them", async () => {
  for (const [kind, { fields }] of Object.entries(KINDS)) {
    const [row] = await owner`select private.translatable_fields(${kind}) as fields,
      private.translatable_table(${kind}) as table`;
    const expected = Object.fromEntries(fields.map(({ name, max }) => [name, max]));
    assert.deepEqual([row!.fields, row!.table], [expected, KINDS[kind as TranslatableKind].table]);
  }
});
