/** What stands in the source of a shop's pages and should stand in the catalogues. */
import assert from "node:assert/strict";
import { closureOf, readSources } from "@/tests/fixtures/import_graph.ts";

const sources = await readSources(new URL("../../../", import.meta.url));

/** Names that are the same everywhere. */
const NAMES = /\b(M-Pesa|WhatsApp|Afrify)\b/g;

const ATTRIBUTE =
  /\b(?:aria-label|label|title|placeholder|hint|summary|detail|alt|legend)="([^"]*)"/g;
const TEXT = /(?<!=)>([^<>{}]*)</g;

/** Words in markup, without code, comments and type arguments around it. */
function wordsIn(text: string): string[] {
  const markup = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$|^import[\s\S]*?;$/gm, "");
  const found = [...markup.matchAll(ATTRIBUTE), ...markup.matchAll(TEXT)].map(([, words]) =>
    words!
  );
  return found.filter((words) =>
    !/[=;()|&?:]/.test(words.replaceAll("&nbsp;", "")) &&
    /\p{L}{2}/u.test(words.replace(NAMES, "").replaceAll("&nbsp;", ""))
  ).map((words) => words.trim());
}

Deno.test("words are found where markup says them", () => {
  const page =
    '<p class="x">Added to it</p><input aria-label="Search" /><b>{say("a.b")} M-Pesa</b>';
  assert.deepEqual(wordsIn(page), ["Search", "Added to it"]);
});

/** Those on pages of shops. */
const ISLANDS = ["Shop", "CartLines", "Checkout", "PinHere", "PrintNow"]
  .map((name) => `islands/${name}.tsx`);

Deno.test("no page of a shop says a word of its own: catalogues do", () => {
  const pages = [...sources.values()].filter(({ path }) =>
    path.endsWith(".tsx") &&
    (/^(components\/shop|routes\/s)\//.test(path) ||
      ISLANDS.includes(path))
  );
  assert.ok(pages.length > 25);
  const said = pages.flatMap(({ path, text }) => wordsIn(text).map((words) => `${path}: ${words}`));
  assert.deepEqual(said, []);
});

Deno.test("no catalogue goes to a browser", () => {
  for (const path of sources.keys()) {
    if (!path.startsWith("islands/")) continue;
    const catalogs = [...closureOf(sources, path)].filter((target) =>
      /^lib\/i18n\/\w\w\//.test(target)
    );
    assert.deepEqual(catalogs, [], path);
  }
});
