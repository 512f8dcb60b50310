import assert from "node:assert/strict";
import fc from "fast-check";
import { toHtml, toText } from "@/lib/html.ts";

Deno.test("text that became HTML becomes the same text again", () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom(..."<>&;\n abp/", "&amp;", "<br>", "<p>", "&lt") }),
  ).map((one) => one.replace(/[\r\u00a0]/g, "").trim());
  fc.assert(fc.property(text, (text) => assert.equal(toText(toHtml(text)), text)));
});

Deno.test("of a page's HTML the text stays", () => {
  const html = `<style>p{color:red}</style><p>Woven in <b>Machakos</b> &amp; sold&nbsp;here.</p>
    <ul>\n<li>Sisal</li><li>Leather</li></ul><script>alert(1)</script><!-- no -->`;
  assert.equal(toText(html), "Woven in Machakos & sold here.\n\n- Sisal\n- Leather");
});

Deno.test("what only looks like a tag is text", () => {
  assert.equal(toText("5 < 6 & 7 > 2\nand so on"), "5 < 6 & 7 > 2\nand so on");
});
