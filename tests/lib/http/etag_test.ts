import assert from "node:assert/strict";
import { etagOf, hasEtag } from "@/lib/http/etag.ts";

Deno.test("a tag is one for each text", () => {
  assert.match(etagOf("page"), /^W\/"[\w-]{22}"$/);
  assert.equal(etagOf("page"), etagOf("page"));
  assert.notEqual(etagOf("page"), etagOf("page "));
});

Deno.test("a tag is found among those that a browser has, strong or weak", () => {
  const tag = 'W/"abc"';
  for (const header of ['W/"abc"', '"abc"', '"x", W/"abc"', '"x","abc" ', "*"]) {
    assert.equal(hasEtag(header, tag), true, header);
  }
  for (const header of [null, "", '"ab"', "abc", 'W/"abcd", "x"', '"*"']) {
    assert.equal(hasEtag(header, tag), false, String(header));
  }
});
