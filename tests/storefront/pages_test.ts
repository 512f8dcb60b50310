import assert from "node:assert/strict";
import postgres from "postgres";
import { EMPTY_CART } from "@/lib/carts/mod.ts";
import {
  findVariant,
  readHomePage,
  readListPage,
  readProductPage,
  readShelfPage,
  searchProducts,
} from "@/lib/catalog/storefront.ts";
import { readCartPage, readCheckoutPage, readSharedCartPage } from "@/lib/checkout/mod.ts";
import { lists } from "@/lib/db/lists.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { readOrderPage } from "@/lib/orders/shopper.ts";
import { readAddressesPage, readOrdersPage } from "@/lib/shoppers/mod.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";

let database: TestDatabase;
/** As a visitor: what the pages of a shop read with. Remembers what it sent. */
let visitor: Sql;
let owner: postgres.Sql;
let shop: Shop;
let rival: Shop;
const sent: { query: string; parameters: unknown[] }[] = [];

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  owner = postgres(database.url, { max: 1, onnotice: () => {} });
  visitor = postgres(database.webUrl, {
    max: 1,
    connection: { role: "anon" },
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String }, ...lists },
    debug: (_connection, query, parameters) => {
      if (!/pg_catalog/.test(query)) sent.push({ query, parameters });
    },
  }) as unknown as Sql;
  shop = await makeShop(owner, { slug: "kikapu", stock: [3, 0] });
  rival = await makeShop(owner, { slug: "rival", merchant: CAST.rival });
});

Deno.test.afterAll(async () => {
  await visitor.end();
  await owner.end();
  await database.stop();
});

interface ProductOptions {
  slug: string;
  status?: "draft" | "published" | "archived";
  categoryId?: string;
  store?: Shop;
}

async function makeProduct(
  { slug, status = "published", categoryId, store = shop }: ProductOptions,
) {
  const [product] = await owner`
    insert into public.products (store_id, category_id, slug, title, status)
    values (${store.storeId}, ${categoryId ?? null}, ${slug}, ${slug}, ${status}) returning id`;
  const [variant] = await owner`
    insert into public.variants (store_id, product_id, price_minor)
    values (${store.storeId}, ${product!.id}, 100000) returning id`;
  return { id: product!.id as string, variantId: variant!.id as string };
}

async function makeCategory(slug: string): Promise<string> {
  const [category] = await owner`insert into public.categories (store_id, slug, name)
    values (${shop.storeId}, ${slug}, ${slug}) returning id`;
  return category!.id;
}

const inCart = (...ids: string[]) => ({
  lines: ids.map((variantId) => ({ variantId, quantity: 2 })),
  changedAt: 1,
});

Deno.test("a shop's front page shows its own published goods and nothing else", async () => {
  await makeProduct({ slug: "a-draft", status: "draft" });
  await makeProduct({ slug: "old", status: "archived" });
  await makeProduct({ slug: "of-the-rival", store: rival });

  const page = await readHomePage(visitor, { slug: "kikapu", cart: EMPTY_CART });

  const slugs = page!.newest.map(({ slug }) => slug);
  assert.ok(slugs.includes("basket"));
  for (const hidden of ["a-draft", "old", "of-the-rival"]) assert.ok(!slugs.includes(hidden));
  assert.equal(page!.store.name, "kikapu");
  assert.equal(page!.store.currency, "KES");
});

Deno.test("a card says the lowest price and what is left of all variants together", async () => {
  const page = await readHomePage(visitor, { slug: "kikapu", cart: EMPTY_CART });

  const card = page!.newest.find(({ slug }) => slug === "basket")!;
  assert.deepEqual([card.priceMinor, card.isOnePrice, card.stock], [245_000, true, 3]);
});

Deno.test("categories without goods are not in the navigation", async () => {
  await makeCategory("empty-shelf");
  const categoryId = await makeCategory("baskets");
  await makeProduct({ slug: "kiondo", categoryId });

  const page = await readHomePage(visitor, { slug: "kikapu", cart: EMPTY_CART });

  assert.deepEqual(page!.categories.map(({ slug }) => slug), ["baskets"]);
});

Deno.test("the cart's total counts this shop's goods and no other's", async () => {
  const cart = inCart(shop.variantIds[0]!, rival.variantIds[0]!, crypto.randomUUID());

  const page = await readHomePage(visitor, { slug: "kikapu", cart });

  assert.equal(page!.cartMinor, 2 * 245_000);
});

Deno.test("an unknown shop and a suspended one are no shop at all", async () => {
  await makeShop(owner, { slug: "suspended-shop" });
  await owner`update public.stores set status = 'suspended' where slug = 'suspended-shop'`;

  for (const slug of ["nobody", "suspended-shop", "", "';--"]) {
    assert.equal(await readHomePage(visitor, { slug, cart: EMPTY_CART }), null, slug);
    const about = { slug, product: "basket", cart: EMPTY_CART };
    assert.equal(await readProductPage(visitor, about), null, slug);
  }
});

Deno.test("a list leads through all goods, page by page, each of them once", async () => {
  const store = await makeShop(owner, { slug: "big-shop" });
  for (let i = 0; i < 54; i++) await makeProduct({ slug: `thing-${i}`, store });
  // Several published at the same moment: the id decides among them.
  await owner`update public.products set published_at = date_trunc('minute', published_at)
    where store_id = ${store.storeId}`;

  const seen: string[] = [];
  const sizes: number[] = [];
  let after: string | undefined;
  do {
    const page = await readListPage(visitor, { slug: "big-shop", cart: EMPTY_CART, after });
    seen.push(...page!.products.map(({ slug }) => slug));
    sizes.push(page!.products.length);
    after = page!.next ?? undefined;
  } while (after);

  assert.deepEqual(sizes, [24, 24, 7]);
  assert.equal(new Set(seen).size, 55);
});

Deno.test("a category's list holds its goods; an unknown category is none", async () => {
  const categoryId = await makeCategory("cloth");
  await makeProduct({ slug: "shuka", categoryId });
  const list = (shelf: string) =>
    readShelfPage(visitor, { slug: "kikapu", cart: EMPTY_CART, shelf });

  const cloth = await list("cloth");
  assert.deepEqual(cloth!.products.map(({ slug }) => slug), ["shuka"]);
  assert.equal((await list("nothing"))!.shelf, null);
});

Deno.test("a product that the shop does not show is not found, its page's frame is", async () => {
  await makeProduct({ slug: "hidden", status: "draft" });

  for (const product of ["hidden", "nothing", "of-the-rival"]) {
    const page = await readProductPage(visitor, { slug: "kikapu", product, cart: EMPTY_CART });
    assert.equal(page!.product, null, product);
    assert.equal(page!.store.slug, "kikapu");
  }
});

Deno.test("a product's variants say what is left, and archived ones are gone", async () => {
  const { id } = await makeProduct({ slug: "mug" });
  await owner`insert into public.variants (store_id, product_id, option_values, price_minor, archived_at)
    values (${shop.storeId}, ${id}, '{Old}', 1, now())`;

  const mug = await readProductPage(visitor, { slug: "kikapu", product: "mug", cart: EMPTY_CART });
  assert.equal(mug!.product!.variants.length, 1);
  const basket = await readProductPage(visitor, {
    slug: "kikapu",
    product: "basket",
    cart: EMPTY_CART,
  });
  assert.deepEqual(basket!.product!.variants.map(({ stock }) => stock), [3, 0]);
});

Deno.test("a variant is found by its options within its product and shop only", async () => {
  const find = (slug: string, options: string[]) =>
    findVariant(visitor, { slug, product: "basket", options });

  assert.equal((await find("kikapu", ["Size 0"]))?.id, shop.variantIds[0]);
  assert.equal(await find("kikapu", ["Size 9"]), null);
  assert.equal(await find("kikapu", []), null);
  assert.notEqual((await find("rival", ["Size 0"]))?.id, shop.variantIds[0]);
});

Deno.test("a cart keeps its order and says which lines are gone", async () => {
  const cart = inCart(shop.variantIds[1]!, rival.variantIds[0]!, shop.variantIds[0]!);

  const page = await readCartPage(visitor, { slug: "kikapu", cart, code: "" });

  assert.deepEqual(page!.lines.map(({ variantId }) => variantId), [
    shop.variantIds[1],
    rival.variantIds[0],
    shop.variantIds[0],
  ]);
  assert.deepEqual(page!.lines.map(({ goods }) => goods?.stock), [0, undefined, 3]);
  assert.equal(page!.lines[2]!.goods!.variantTitle, "Size 0");
});

Deno.test("checkout knows the zones, and whether the shop can be paid", async () => {
  const checkout = async () =>
    (await readCheckoutPage(visitor, { slug: "kikapu", cart: EMPTY_CART, code: "", token: null }))!;

  assert.equal((await checkout()).zones[0]!.feeMinor, 20_000);
  assert.deepEqual((await checkout()).ways, ["mpesa"]);
  await owner`update public.payment_accounts set is_enabled = false where store_id = ${shop.storeId}`;
  assert.deepEqual((await checkout()).ways, []);
  await owner`update public.payment_accounts set is_enabled = true where store_id = ${shop.storeId}`;
});

Deno.test("an order is seen by who holds its token, in its own shop only", async () => {
  const placed = await placeOrder(owner, "kikapu", orderInput(shop.variantIds[0]!));
  const read = (slug: string, token: string) =>
    readOrderPage(visitor, { slug, token, cart: EMPTY_CART });

  const page = await read("kikapu", placed.token);
  assert.equal(page!.order!.label, placed.label);
  assert.equal(page!.order!.items[0]!.productTitle, "Sisal basket");
  assert.equal(page!.order!.attempt!.state, "created");
  assert.equal((await read("rival", placed.token))!.order, null);
  assert.equal((await read("kikapu", placed.token.slice(1)))!.order, null);
  assert.equal((await read("kikapu", "%ff' or true"))!.order, null);
});

const cart = inCart(crypto.randomUUID());
const PAGES: Record<string, () => Promise<unknown>> = {
  home: () => readHomePage(visitor, { slug: "kikapu", cart }),
  list: () => readListPage(visitor, { slug: "kikapu", cart, after: "basket" }),
  category: () => readShelfPage(visitor, { slug: "kikapu", cart, shelf: "cloth", after: "shuka" }),
  search: () =>
    searchProducts(visitor, {
      slug: "kikapu",
      cart,
      request: { query: "sisal baskit", sort: "price_up", tags: ["gift"], after: "basket" },
    }),
  product: () => readProductPage(visitor, { slug: "kikapu", product: "basket", cart }),
  cart: () => readCartPage(visitor, { slug: "kikapu", cart, code: "" }),
  checkout: () => readCheckoutPage(visitor, { slug: "kikapu", cart, code: "", token: null }),
  "cart after buying again": () =>
    readCartPage(visitor, { slug: "kikapu", cart, code: "KARIBU", again: "none" }),
  "shared cart": () => readSharedCartPage(visitor, { slug: "kikapu", cart, token: "none" }),
  account: () => readOrdersPage(visitor, { slug: "kikapu", cart, token: "none" }),
  addresses: () => readAddressesPage(visitor, { slug: "kikapu", cart, token: "none" }),
  "checkout of somebody signed in": () =>
    readCheckoutPage(visitor, { slug: "kikapu", cart, code: "KARIBU", token: "none" }),
  order: () => readOrderPage(visitor, { slug: "kikapu", token: "none", cart }),
};

for (const [name, read] of Object.entries(PAGES)) {
  Deno.test(`the ${name} page is one statement, and indexes serve all of it`, async () => {
    await read();
    sent.length = 0;
    await read();

    assert.equal(sent.length, 1);
    const { query, parameters } = sent[0]!;
    const scanned = await owner.begin(async (sql) => {
      await sql`set local enable_seqscan = off`;
      await sql`set local role anon`;
      const rows = await sql.unsafe(`explain ${query}`, parameters as string[]);
      return rows.map((row) => row["QUERY PLAN"]).filter((line) => /Seq Scan/.test(line));
    });
    assert.deepEqual(scanned, []);
  });
}
