import assert from "node:assert/strict";
import { products } from "@/lib/demo/catalog.ts";

import { drawEditorial, drawHero, drawProduct, SLUGS } from "@/lib/demo/pictures/mod.ts";

Deno.test("every product has a drawing, and every drawing a product", () => {
  assert.deepEqual([...SLUGS].sort(), products.map(({ slug }) => slug).sort());
});

Deno.test("every picture is drawn the same each time", () => {
  for (const product of products) {
    for (const view of product.pictures) {
      assert.ok(drawProduct(product, view) === drawProduct(product, view), product.slug);
    }
  }
  assert.ok(drawHero() === drawHero());
  assert.ok(drawEditorial() === drawEditorial());
});

Deno.test("no two pictures in the shop are the same", () => {
  const drawn = products.flatMap((product) =>
    product.pictures.map((view) => drawProduct(product, view))
  );

  assert.equal(new Set(drawn).size, drawn.length);
});

Deno.test("a drawing needs nothing from outside: no font, no link, no picture, no number that is not one", () => {
  for (const product of products) {
    for (const view of product.pictures) {
      const svg = drawProduct(product, view);
      assert.doesNotMatch(svg, /<text|<image|href=|font-|NaN|Infinity|undefined/, product.slug);
      const named = new Set([...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
      const used = [...svg.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id);
      assert.deepEqual(used.filter((id) => !named.has(id)), [], product.slug);
    }
  }
});

Deno.test("a slug that nobody has drawn is a mistake that names itself", () => {
  assert.throws(() => drawProduct({ slug: "moon-basket" }, { crop: "whole" }), /"moon-basket"/);
});
