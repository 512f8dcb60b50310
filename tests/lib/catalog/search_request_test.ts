import assert from "node:assert/strict";
import fc from "fast-check";
import {
  readSearch,
  searchParams,
  type SearchRequest,
  SORTS,
} from "@/lib/catalog/search_request.ts";

const word = fc.stringMatching(/^[a-zé ]{1,20}$/).map((text) => text.trim()).filter(Boolean);
const option = fc.tuple(word, word).map((both) => both.join(": "));
const slug = fc.stringMatching(/^[a-z0-9]{1,20}$/);
const minor = fc.nat({ max: 1_000_000 });

const band = (from: fc.Arbitrary<number | null>, below: fc.Arbitrary<number | null>) =>
  fc.record({ from, below }, { noNullPrototype: true });

const request: fc.Arbitrary<SearchRequest> = fc.record({
  query: fc.oneof(word, fc.constant("")),
  sort: fc.constantFrom(...SORTS),
  category: slug,
  price: fc.oneof(
    band(minor, minor),
    band(minor, fc.constant(null)),
    band(fc.constant(null), minor),
  ),
  isAvailable: fc.constant(true),
  options: fc.uniqueArray(option, { minLength: 1, maxLength: 4 }),
  tags: fc.uniqueArray(word, { minLength: 1, maxLength: 4 }),
  after: slug,
}, { requiredKeys: ["query", "sort"], noNullPrototype: true });

Deno.test("whatever an address says, it is read as a request that the database takes", () => {
  const names = fc.constantFrom("q", "sort", "category", "price", "available", "option", "tag");
  const pairs = fc.array(fc.tuple(names, fc.string({ unit: "binary", maxLength: 200 })));
  fc.assert(fc.property(pairs, (pairs) => {
    const { query, sort, price, options = [], tags = [] } = readSearch(new URLSearchParams(pairs));

    for (const text of [query, ...options, ...tags]) {
      assert.ok(text.length <= 120 && !text.includes("\0"));
    }
    assert.ok(SORTS.includes(sort));
    assert.ok(options.length <= 10 && tags.length <= 10);
    for (const end of [price?.from, price?.below]) {
      assert.ok(end == null || Number.isSafeInteger(end));
    }
  }));
});

Deno.test("a request survives its own address", () => {
  fc.assert(fc.property(request, (request) => {
    assert.deepEqual(readSearch(new URLSearchParams(searchParams(request))), request);
  }));
});

Deno.test("an address says no more than was asked", () => {
  assert.equal(searchParams({ query: "", sort: "relevance" }), "");
  assert.equal(searchParams({ query: "a b", sort: "newest" }), "?q=a+b&sort=newest");
});
