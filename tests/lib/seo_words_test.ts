import assert from "node:assert/strict";
import fc from "fast-check";
import { lengthAdvice, seoWords } from "@/lib/seo_words.ts";

const SOURCE = { name: "Basket", shop: "Kikapu", seoTitle: "", seoDescription: "", plain: "" };

Deno.test("words written for search engines go first, then the page's own", () => {
  assert.deepEqual(seoWords(SOURCE), {
    title: "Basket · Kikapu",
    description: "Basket from Kikapu.",
  });
  assert.equal(seoWords({ ...SOURCE, plain: "Woven." }).description, "Woven.");
  const written = { ...SOURCE, seoTitle: "Sisal", seoDescription: "By hand.", plain: "Woven." };
  assert.deepEqual(seoWords(written), { title: "Sisal", description: "By hand." });
});

Deno.test("a description is cut between words, and never over what a search shows", () => {
  fc.assert(
    fc.property(fc.lorem({ maxCount: 60 }), (plain) => {
      const { description } = seoWords({ ...SOURCE, plain });
      assert.ok(description.length <= 156);
      const kept = description.replace(/…$/, "");
      assert.ok(plain.startsWith(kept));
      assert.ok(kept.length === plain.length || /[\s]/.test(plain[kept.length]!));
    }),
  );
});

Deno.test("a length is told with what fits", () => {
  assert.match(lengthAdvice("title", " "), /^Made of the name/);
  assert.equal(lengthAdvice("title", "x"), "1 letter. About 60 fit.");
  assert.equal(lengthAdvice("text", "x".repeat(155)), "155 letters. About 155 fit.");
  assert.equal(lengthAdvice("text", "x".repeat(156)), "156 letters. The end is cut after 155.");
});
