import assert from "node:assert/strict";
import fc from "fast-check";
import { NewStore, orderPrefixOf, suggestSlug } from "@/lib/tenants/mod.ts";

Deno.test("an address is suggested from the name", () => {
  const suggested: Record<string, string> = {
    "Kikapu & Kin": "kikapu-kin",
    "Mama Njeri's Baskets": "mama-njeris-baskets",
    "Côte d’Ivoire Mode": "cote-divoire-mode",
    "Zu": "zu-shop",
    "Admin": "admin-shop",
    "አዲስ": "my-shop",
    "The Very Long Name Of A Shop That Sells Everything": "the-very-long-name-of-a-shop-that-sells",
  };

  for (const [name, slug] of Object.entries(suggested)) assert.equal(suggestSlug(name), slug);
});

Deno.test("order numbers start with the letters of the name", () => {
  const prefixes: Record<string, string> = {
    "Kikapu & Kin": "KK",
    "Zuri": "ZUR",
    "Best Buys For Every Home": "BBFE",
    "9": "NO",
    "日本": "NO",
  };

  for (const [name, prefix] of Object.entries(prefixes)) assert.equal(orderPrefixOf(name), prefix);
});

Deno.test("whatever a shop is called, what is suggested is accepted", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 }), (name) => {
    assert.match(orderPrefixOf(name), /^[A-Z]{2,4}$/);
    const slug = NewStore.shape.slug.safeParse(suggestSlug(name));
    assert.ok(slug.success);
  }));
});

Deno.test("addresses of the platform, and of no alphabet, are refused", () => {
  for (const slug of ["admin", "a b", "ab", "-x-", "ünal", "x".repeat(41)]) {
    assert.ok(!NewStore.shape.slug.safeParse(slug).success, slug);
  }
});
