import assert from "node:assert/strict";
import fc from "fast-check";
import { richHtml } from "@/lib/rich_text.ts";
import { richTextFromHtml } from "@/lib/rich_text_from_html.ts";

const mark = fc.constantFrom(
  ...["**", "_", "*", "__", "`", "- ", "* ", "1. ", "7) ", "> ", "\n", "\n\n", "  ", "    ", "\t"],
  ...["[mat](https://a.example/x?a=1&b=2)", '[mat](/p/mat "Mats")', "<https://b.example>"],
  ...["<b>", "&amp;", "&lt;", "\\", "#", "# ", "---", "+", "~", "|", "!", "[", "]", "(", ")", "<"],
  ...[">", "&", ";", "===\n", "é", "日", "😀", '"', "'", ":", "http://x.example", "a@b.example"],
  ...["word", "two words", "5. ", "."],
);
const description = fc.array(fc.oneof(mark, fc.string({ unit: "grapheme", maxLength: 8 })), {
  maxLength: 14,
})
  // Letters that nobody sees, and spaces of other scripts.
  .map((parts) => parts.join("").replace(/[^\S \n\t]|\p{C}(?<![\n\t])/gu, ""));

/** Without what makes no difference to the eye: spaces beside blocks, and marks around nothing. */
const seen = (html: string) =>
  html.replace(/\s+/g, " ").replace(/<code> | <\/code>/g, (tag) => tag.trim())
    .replace(/<code><\/code>|<a[^>]*> ?<\/a>/g, "").replace(/\s+/g, " ")
    .replace(/ ?(<\/?(?:p|ul|ol|li|blockquote|br|hr)\b[^>]*>) ?/g, "$1")
    .replace(/<(p|li)><\/\1>/g, "").trim();

Deno.test("whatever a description says, as HTML and back it looks the same", () => {
  fc.assert(
    fc.property(description, (text) => {
      const html = richHtml(text);
      assert.equal(seen(richHtml(richTextFromHtml(html))), seen(html));
    }),
    { numRuns: 2_000, examples: [["&lt;~a@b.example>"]] },
  );
});

Deno.test("what the marks of the form write comes back letter by letter", () => {
  const text = "Woven **by hand**\nin _Kitui_.\n\n- one\n- two\n\n[Wash](https://a.example) it";
  assert.equal(richTextFromHtml(richHtml(text)), text);
});

Deno.test("of another shop's HTML the words stay, and what descriptions have no place for goes", () => {
  const html = `<style>p{color:red}</style><h2 class="x">Size</h2>
    <p style="a">Woven in <b>Machakos</b> &amp; sold&nbsp;here.</p><ul>\n<li>Sisal</li><li>Leather</li></ul>
    <script>alert("1 < 2")</script><!-- no --><table><thead><tr><th>Small</th><th>Large</th></tr></thead>
    <tbody><tr><td>20 cm</td><td>30 cm</td></tr></tbody></table><img src="x" onerror="alert(1)">
    <p><a href="javascript:alert(1)">Wash</a> it, <a href="https://a.example">so</a></p>
    <div>one<div>two</div></div><svg><script>x</script><text>drawn</text></svg><form><input value="typed">3</form>`;
  assert.equal(
    richTextFromHtml(html),
    [
      ...["**Size**", "Woven in **Machakos** & sold\u00a0here.", "- Sisal\n- Leather"],
      ...["Small | Large", "20 cm | 30 cm", "Wash it, [so](https://a.example)", "one", "two", "3"],
    ].join("\n\n"),
  );
});

Deno.test("text without a tag is taken as it stands", () => {
  for (const text of ["5 < 6 & 7 > 2\nand so on", "**Woven**\n\n- by hand", "a &amp; b"]) {
    assert.equal(richTextFromHtml(`  ${text}\n`), text);
  }
});

Deno.test("HTML nested without end is read in no time to speak of", () => {
  const started = performance.now();
  for (const tag of ["<b>", "<p><b id=1>", "<ul><li>", "<div"]) {
    const html = tag.repeat(Math.floor(200_000 / tag.length));
    richTextFromHtml(`${html}<i>end</i>`);
  }
  const took = performance.now() - started;
  assert.ok(took < 15_000, `${took} ms`);
});
