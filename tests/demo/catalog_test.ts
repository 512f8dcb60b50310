import assert from "node:assert/strict";
import { categories, collections, type DemoProduct, products } from "@/lib/demo/catalog.ts";

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

Deno.test("the demo shop has at least 40 products in at least 6 categories", () => {
  const used = new Set(products.map(({ category }) => category));

  assert.ok(products.length >= 40, `${products.length} products`);
  assert.ok(used.size >= 6, `${used.size} categories`);
  assert.deepEqual([...used].sort(), categories.map(({ slug }) => slug).sort());
});

Deno.test("every slug and every SKU is there once", () => {
  const slugs = products.map(({ slug }) => slug);
  const skus = products.flatMap(({ variants }) => variants.map(({ sku }) => sku));

  for (const slug of slugs) assert.match(slug, SLUG);
  assert.deepEqual(repeated(slugs), []);
  assert.deepEqual(repeated(skus), []);
});

Deno.test("prices are whole shillings, above what the thing costs and below what it was", () => {
  for (const { sku, priceMinor, costMinor, compareAtMinor } of allVariants()) {
    for (const amount of [priceMinor, costMinor, compareAtMinor ?? 0]) {
      assert.ok(Number.isSafeInteger(amount) && amount % 100 === 0, `${sku}: ${amount}`);
    }
    assert.ok(costMinor >= 0 && costMinor < priceMinor, `${sku} costs ${costMinor}`);
    assert.ok(compareAtMinor === undefined || compareAtMinor > priceMinor, `${sku} was less`);
  }
});

Deno.test("every variant names one value of every option, and no combination comes twice", () => {
  for (const { slug, options, variants } of products) {
    assert.ok(
      variants.length >= 1 && variants.length <= 12,
      `${slug}: ${variants.length} variants`,
    );
    for (const { sku, values } of variants) {
      assert.equal(values.length, options.length, sku);
      values.forEach((value, i) =>
        assert.ok(options[i]?.values.includes(value), `${sku}: ${value}`)
      );
    }
    assert.deepEqual(repeated(variants.map(({ values }) => values.join("/"))), [], slug);
  }
});

Deno.test("the shelf shows every state of stock: plenty, low, a variant gone, a product gone", () => {
  const tracked = products.filter(({ digital }) => !digital);
  const gone = tracked.filter(({ variants }) => variants.every(({ stock }) => stock === 0));
  const partly = tracked.filter((product) =>
    !gone.includes(product) && soldOut(product).length > 0
  );
  const low = tracked.flatMap(({ variants }) => variants)
    .filter(({ stock, lowStockAt }) => stock > 0 && stock <= lowStockAt);

  assert.deepEqual(gone.map(({ slug }) => slug), ["winnowing-tray-40"]);
  assert.ok(partly.length >= 1);
  assert.ok(low.length >= 3);
});

Deno.test("what is sent as a code weighs nothing, what is sent as a parcel weighs something", () => {
  for (const { slug, digital, variants } of products) {
    for (const { weightGrams } of variants) assert.equal(weightGrams === 0, Boolean(digital), slug);
  }
});

Deno.test("collections name products that exist, each once", () => {
  const known = new Set(products.map(({ slug }) => slug));

  for (const { slug, products: shelf } of collections) {
    assert.deepEqual(shelf.filter((product) => !known.has(product)), [], slug);
    assert.deepEqual(repeated(shelf), [], slug);
  }
});

Deno.test("everything under Small gifts starts below KES 1,300", () => {
  const shelf = collections.find(({ slug }) => slug === "small-gifts")?.products ?? [];
  const prices = products.filter(({ slug }) => (shelf as readonly string[]).includes(slug))
    .map(({ variants }) => Math.min(...variants.map(({ priceMinor }) => priceMinor)));

  assert.ok(prices.length > 0);
  assert.ok(Math.max(...prices) < 130_000);
});

Deno.test("every product is described for people, for search engines and for those who cannot see it", () => {
  for (const { slug, title, description, seoDescription, pictures } of products) {
    assert.ok(title.length <= 60, slug);
    assert.ok(description.length >= 60 && description.length <= 400, slug);
    assert.ok(seoDescription.length >= 30 && seoDescription.length <= 160, slug);
    assert.ok(!`${title} ${description}`.includes("!"), `${slug} shouts`);
    assert.ok(pictures.length >= 1, slug);
    for (const { alt } of pictures) {
      assert.ok(alt.length >= 15 && alt.length <= 120, `${slug}: ${alt}`);
    }
  }
});

Deno.test("a picture in a colour shows a colour that can be bought", () => {
  for (const { slug, options, pictures } of products) {
    for (const { colour } of pictures) {
      if (colour === undefined) continue;
      const colours = options.find(({ name }) => name === "Colour")?.values ?? [];
      assert.ok(colours.includes(colour), `${slug}: ${colour}`);
    }
  }
});

function allVariants() {
  return products.flatMap(({ variants }) => variants);
}

function soldOut({ variants }: DemoProduct) {
  return variants.filter(({ stock }) => stock === 0);
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, i) => values.indexOf(value) !== i);
}
