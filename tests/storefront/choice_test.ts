import assert from "node:assert/strict";
import {
  findByOptions,
  mostOffered,
  optionValues,
  scarceStock,
  startingOptions,
} from "@/lib/catalog/choice.ts";

const variants = ["Small", "Medium", "Large"].flatMap((size, row) =>
  ["Rust", "Indigo"].map((colour) => ({
    options: [size, colour],
    priceMinor: 165_000 + row * 80_000,
    stock: size === "Large" || (size === "Small" && colour === "Rust") ? 0 : 3,
  }))
);

Deno.test("a choice starts with what was asked for, then with the first in stock", () => {
  assert.deepEqual(startingOptions(variants), ["Small", "Indigo"]);
  assert.deepEqual(startingOptions(variants, ["Medium", "Rust"]), ["Medium", "Rust"]);
  assert.deepEqual(startingOptions(variants, ["Large", "Rust"]), ["Large", "Rust"]);
  assert.deepEqual(startingOptions(variants, ["Tiny", ""]), ["Small", "Indigo"]);
});

Deno.test("a product that is sold out still has a choice to show", () => {
  const gone = variants.map((variant) => ({ ...variant, stock: 0 }));

  assert.deepEqual(startingOptions(gone), ["Small", "Rust"]);
});

Deno.test("a product without options has its one variant chosen", () => {
  const one = [{ options: [], priceMinor: 100, stock: null }];

  assert.deepEqual(startingOptions(one), []);
  assert.equal(findByOptions(one, []), one[0]);
});

Deno.test("a chip says the price that it alone decides, and that it is sold out", () => {
  const [small, medium, large] = optionValues(variants, 0);

  assert.deepEqual([small!.priceMinor, medium!.priceMinor], [165_000, 245_000]);
  assert.deepEqual([small!.isOut, medium!.isOut, large!.isOut], [false, false, true]);
});

Deno.test("a chip says no price where another option decides it", () => {
  assert.deepEqual(optionValues(variants, 1).map(({ priceMinor }) => priceMinor), [null, null]);
});

Deno.test("chips say no price where all of them cost the same", () => {
  const alike = variants.map((variant) => ({ ...variant, priceMinor: 100 }));

  assert.ok(optionValues(alike, 0).every(({ priceMinor }) => priceMinor === null));
});

Deno.test("scarcity is said from three left, never of nothing and never of enough", () => {
  assert.deepEqual([null, 0, 1, 3, 4, 5].map(scarceStock), [null, null, 1, 3, null, null]);
});

Deno.test("the quantity field offers what there is, up to ten", () => {
  const most = (stock: number | null) => mostOffered([{ options: [], priceMinor: 1, stock }]);

  assert.deepEqual([null, 5, 4, 1, 0].map(most), [10, 10, 4, 1, 1]);
});
