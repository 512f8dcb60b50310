import assert from "node:assert/strict";
import fc from "fast-check";
import { plainText, richHtml } from "@/lib/rich_text.ts";
import { applyMark, type Mark, withoutMarks } from "@/lib/rich_text_edit.ts";

Deno.test("a few marks are shown, and line breaks stay", () => {
  assert.equal(
    richHtml("Woven **by hand**\nin _Kitui_.\n\n- one\n- two\n\n[Wash](https://a.example) it"),
    "<p>Woven <strong>by hand</strong><br />\nin <em>Kitui</em>.</p>\n<ul>\n<li>one</li>\n" +
      '<li>two</li>\n</ul>\n<p><a href="https://a.example">Wash</a> it</p>',
  );
  assert.equal(plainText("**Woven** & <b>dyed</b>\n\n- one"), "Woven & <b>dyed</b> one");
});

Deno.test("whatever is written, nothing of it runs or loads", () => {
  const part = fc.constantFrom(
    ...[
      "<script>",
      "<img src=x onerror=alert(1)>",
      "[a](javascript:alert(1))",
      "![b](http://x/y.png)",
    ],
    ...[
      "[c](data:text/html,x)",
      "<a href='vbscript:x'>",
      "# ",
      "> ",
      "- ",
      "`",
      "```\n",
      "**",
      "_",
      "\n",
    ],
    ...[
      "[d]: javascript:x\n",
      "[d]",
      "&lt;",
      "&#60;script&#62;",
      "\0",
      "<!--",
      "]]>",
      '"onclick="x',
    ],
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string()), { maxLength: 20 }), (parts) => {
      const html = richHtml(parts.join(""));
      for (const [tag] of html.matchAll(/<[^>]*>/g)) {
        assert.match(
          tag,
          /^<\/?(p|br|strong|em|ul|ol|li|blockquote|hr|code|a)( href="(https?:|mailto:|[^":]*")[^"]*"?| start="\d+")?( title="[^"]*")? ?\/?>$/,
        );
      }
    }),
    { numRuns: 1_000 },
  );
});

const mark = (field: string, mark: Mark) => {
  const start = field.indexOf("|");
  const end = field.lastIndexOf("|") - (start === field.lastIndexOf("|") ? 0 : 1);
  const done = applyMark({ text: field.replaceAll("|", ""), start, end }, mark);
  return `${done.text.slice(0, done.start)}|${done.text.slice(done.start, done.end)}|${
    done.text.slice(done.end)
  }`;
};

Deno.test("a mark goes on what is chosen, and comes off again", () => {
  assert.equal(mark("a |basket| here", "bold"), "a **|basket|** here");
  assert.equal(mark("a **|basket|** here", "bold"), "a |basket| here");
  assert.equal(mark("a |basket|", "italic"), "a _|basket|_");
  assert.equal(mark("one\ntw|o\nth|ree", "list"), "one\n|- two\n- three|");
  assert.equal(mark("|- two\n- three|", "list"), "|two\nthree|");
  assert.equal(mark("see |us|", "link"), "see [us](|https://|)");
});

Deno.test("bold and list twice give back what was there", () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), fc.nat(), (text, one, other) => {
      const [start, end] = [one % (text.length + 1), other % (text.length + 1)].sort((a, b) =>
        a - b
      );
      const field = { text: text.replace(/[*\r-]/g, ""), start: 0, end: 0 };
      Object.assign(field, {
        start: Math.min(start!, field.text.length),
        end: Math.min(end!, field.text.length),
      });
      assert.deepEqual(applyMark(applyMark(field, "bold"), "bold"), field);
      assert.equal(applyMark(applyMark(field, "list"), "list").text, field.text);
    }),
  );
});

Deno.test("without its marks a text has the words that the shop shows", () => {
  const text =
    "Woven **by hand** in _Kitui_.\n\n- one\n- snake_case\n\n[Wash](https://a.example) it";
  assert.equal(withoutMarks(text).replace(/\s+/g, " "), plainText(text));
});
