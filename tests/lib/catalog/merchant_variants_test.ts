import assert from "node:assert/strict";
import fc from "fast-check";
import { blankVariant } from "@/lib/catalog/merchant_draft.ts";
import { layOutVariants, type OptionDraft, type VariantDraft } from "@/lib/catalog/merchant.ts";
import { joinValues, splitValues } from "@/lib/catalog/merchant_variants.ts";

Deno.test("a value with a comma stands in quotes, and inches need none", () => {
  assert.deepEqual(splitValues('"KES 1,000", KES 500 , 12", "say ""hi"", twice", "open'), [
    "KES 1,000",
    "KES 500",
    '12"',
    'say "hi", twice',
    '"open',
  ]);
});

Deno.test("values that were joined are split into the same", () => {
  const value = fc.stringMatching(/^[a-z0-9"',;،、 ]{1,12}$/)
    .map((text) => text.trim().replace(/\s+/g, " ")).filter(Boolean);
  fc.assert(
    fc.property(fc.uniqueArray(value, { maxLength: 6 }), (values) => {
      assert.deepEqual(splitValues(joinValues(values)), values);
    }),
    { numRuns: 2_000 },
  );
});

function option(name: string, values: string, was: string[] = []): OptionDraft {
  return { name, values, was };
}

function variant(id: string, values: string[], more: Partial<VariantDraft> = {}): VariantDraft {
  return { ...blankVariant(id), values, ...more };
}

function ids() {
  let next = 0;
  return () => `new-${++next}`;
}

function summary(variants: VariantDraft[]) {
  return variants.map(({ id, values, price, stock }) => [id, values.join(" "), price, stock]);
}

Deno.test("values are split at commas, trimmed, and each kept once", () => {
  assert.deepEqual(splitValues(" Small, Medium ,,small,  Extra   large\nXXL "), [
    "Small",
    "Medium",
    "Extra large",
    "XXL",
  ]);
});

Deno.test("a product without options has one variant", () => {
  const only = variant("a", [], { price: "1,000", stock: "5" });

  assert.deepEqual(summary(layOutVariants([], [only], ids())), [["a", "", "1,000", "5"]]);
});

Deno.test("a first option keeps the stock with its first value and the price with all", () => {
  const only = variant("a", [], { price: "1,000", stock: "5" });

  const laid = layOutVariants([option("Size", "S, M")], [only], ids());

  assert.deepEqual(summary(laid), [["a", "S", "1,000", "5"], ["new-1", "M", "1,000", ""]]);
});

Deno.test("a second option multiplies the rows and keeps the first of each", () => {
  const options = [option("Size", "S, M", ["S", "M"]), option("Colour", "Rust, Indigo")];
  const rows = [
    variant("s", ["S"], { price: "10", stock: "1" }),
    variant("m", ["M"], { price: "20", stock: "2" }),
  ];

  assert.deepEqual(summary(layOutVariants(options, rows, ids())), [
    ["s", "S Rust", "10", "1"],
    ["new-1", "S Indigo", "10", ""],
    ["m", "M Rust", "20", "2"],
    ["new-2", "M Indigo", "20", ""],
  ]);
});

Deno.test("a value replaced in its place is the same variant under a new name", () => {
  const options = [option("Colour", "Rust, Forest", ["Red", "Forest"])];
  const rows = [
    variant("r", ["Red"], { stock: "3" }),
    variant("f", ["Forest"], { stock: "4" }),
  ];

  assert.deepEqual(summary(layOutVariants(options, rows, ids())), [
    ["r", "Rust", "", "3"],
    ["f", "Forest", "", "4"],
  ]);
});

Deno.test("values in another order keep their own rows", () => {
  const options = [option("Size", "M, S", ["S", "M"])];
  const rows = [variant("s", ["S"]), variant("m", ["M"])];

  assert.deepEqual(layOutVariants(options, rows, ids()).map(({ id }) => id), ["m", "s"]);
});

Deno.test("without the option again, the first variant for sale remains", () => {
  const options = [option("Size", "", ["S", "M"])];
  const rows = [variant("s", ["S"], { isOff: true }), variant("m", ["M"], { stock: "7" })];

  assert.deepEqual(summary(layOutVariants(options, rows, ids())), [["m", "", "", "7"]]);
});

Deno.test("too many combinations leave the variants as they are", () => {
  const many = Array.from({ length: 11 }, (_, i) => `v${i}`).join(",");
  const rows = [variant("a", [])];

  assert.equal(layOutVariants([option("A", many), option("B", many)], rows, ids()), rows);
});

Deno.test("laying out twice changes nothing more, and no variant appears twice", () => {
  const word = fc.constantFrom("S", "M", "L", "Rust", "Indigo");
  const lists = fc.array(fc.uniqueArray(word, { minLength: 1, maxLength: 4 }), { maxLength: 3 });
  fc.assert(fc.property(lists, lists, (before, after) => {
    const start = layOutVariants(
      before.map((v) => option("x", v.join())),
      [variant("a", [])],
      ids(),
    );
    const options = after.map((v, i) => option("x", v.join(), before[i]));
    const once = layOutVariants(options, start, ids());
    const twice = layOutVariants(after.map((v) => option("x", v.join(), v)), once, ids());

    assert.deepEqual(twice, once);
    assert.equal(new Set(once.map(({ values }) => values.join("|"))).size, once.length);
  }));
});
