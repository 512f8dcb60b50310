import presetTailwind from "@twind/preset-tailwind";
import { signal } from "@preact/signals";
import assert from "node:assert/strict";
import fc from "fast-check";
import twindPlugin, { type Options } from "$fresh/plugins/twind.ts";
import { withBrowser } from "../browser/browser.ts";
import { anApp, whileServing } from "./app.ts";
import * as disclosure from "./fixtures/islands/Disclosure.tsx";

const bare: Options = {
  presets: [presetTailwind({ disablePreflight: true })],
  hash: false,
};

/** The style sheet and the markup of a page with these contents. */
async function styled(content: () => preact.JSX.Element, config: Options = bare) {
  const { fetch } = await anApp({
    routes: { index: { default: content } },
    islands: { "./islands/Disclosure.tsx": disclosure },
  }, { plugins: [twindPlugin(config)] });
  const html = await (await fetch("/")).text();
  const css = /<style id="__FRSH_TWIND" nonce="\w+">(.*?)<\/style>/s.exec(html)?.[1] ?? "";
  return { css, html, fetch };
}

Deno.test("A page carries the rules of its own classes, each once, and no others", async () => {
  const { css } = await styled(() => (
    <div class="p-4 unknown">
      <p class="p-4 flex">
        <svg className="m-1" />
      </p>
    </div>
  ));

  assert.equal(css, ".flex{display:flex}.m-1{margin:0.25rem}.p-4{padding:1rem}");
});

Deno.test("Rules stand in the order in which they apply, however the page names them", async () => {
  const one = await styled(() => <p class="md:p-4 p-2 hover:p-3" />);
  const other = await styled(() => (
    <div class="hover:p-3">
      <p class="p-2" />
      <p class="md:p-4" />
    </div>
  ));

  assert.equal(
    one.css,
    ".p-2{padding:0.5rem}.hover\\:p-3:hover{padding:0.75rem}" +
      "@media (min-width:768px){.md\\:p-4{padding:1rem}}",
  );
  assert.equal(other.css, one.css);
});

Deno.test("Rules under the same condition share one block", async () => {
  const { css } = await styled(() => <p class="md:p-1 md:m-1 lg:p-1" />);

  assert.equal(css.match(/@media/g)?.length, 2);
  assert.match(css, /@media \(min-width:768px\)\{\.md\\:m-1\{[^}]*\}\.md\\:p-1\{[^}]*\}\}/);
});

Deno.test("Class names are written as they are; groups are spelled out", async () => {
  const { html, css } = await styled(() => (
    <div>
      <p class="p-4 m-1  flex" />
      <i class="hover:(underline p-1)" />
      <b class="" />
    </div>
  ));

  assert.ok(html.includes('<p class="p-4 m-1  flex">'));
  assert.ok(html.includes('<i class="hover:p-1 hover:underline">'));
  assert.match(css, /\.hover\\:underline:hover/);
});

Deno.test("A class that is a signal is styled by its value", async () => {
  const list = signal("p-4");

  assert.match((await styled(() => <p class={list} />)).css, /^\.p-4/);
});

Deno.test("The project's own base styles, parts and keyframes come along", async () => {
  const { css } = await styled(() => <p class="part animate-spin" />, {
    ...bare,
    preflight: { body: { margin: "0" } },
    rules: [["part", { "@layer components": { color: "red" } }]],
  });

  assert.match(css, /^body\{margin:0\}/);
  assert.match(css, /@keyframes spin\{/);
  assert.match(css, /\.part\{color:red\}.*\.animate-spin\{/);
});

Deno.test("A page that needs no rule has no style element", async () => {
  const { html } = await styled(() => <p>plain</p>);

  assert.doesNotMatch(html, /<style/);
});

Deno.test("What one page uses is not on another, and the same page is the same again", async () => {
  const { fetch } = await anApp({
    routes: {
      a: { default: () => <p class="p-1" /> },
      b: { default: () => <p class="m-1" /> },
    },
  }, { plugins: [twindPlugin(bare)] });
  const css = async (path: string) =>
    /<style[^>]*>(.*?)<\/style>/.exec(await (await fetch(path)).text())![1];

  assert.equal(await css("/a"), ".p-1{padding:0.25rem}");
  assert.equal(await css("/b"), ".m-1{margin:0.25rem}");
  assert.equal(await css("/a"), ".p-1{padding:0.25rem}");
});

Deno.test("Classes that an island writes only after an interaction are styled", async () => {
  const { css } = await styled(() => <disclosure.default id="a" />);

  assert.match(css, /\.p-4\{padding:1rem\}/);
  assert.match(css, /\.hover\\:underline:hover\{/);
});

Deno.test("An island that opens in a browser looks as if the server had opened it", async () => {
  const { handler } = await anApp({
    islands: { "./islands/Disclosure.tsx": disclosure },
    routes: { index: { default: () => <disclosure.default id="a">text</disclosure.default> } },
  }, { plugins: [twindPlugin(bare)] });
  await whileServing(handler, (origin) =>
    withBrowser(async (browser) => {
      const page = await browser.newPage();
      await page.goto(origin);
      await page.click("button");

      const content = page.locator("#a > div");
      assert.equal(await content.evaluate((node) => getComputedStyle(node).padding), "16px");
    }));
});

Deno.test("A sentence in an island is not taken for a list of classes", () => {
  const plugin = twindPlugin(bare);
  const islandStrings = ["is a fixed price here", "grid js-hook", "hidden"];
  const result = { htmlText: "", requiresHydration: true, islandStrings };

  assert.equal(
    plugin.render!({ render: () => result }).styles![0]!.cssText,
    ".grid{display:grid}.hidden{display:none}",
  );
});

Deno.test("No word in an island's source can break the style sheet", async () => {
  const plugin = twindPlugin(bare);
  const word = fc.stringMatching(/^[!@*\-a-z[][^\s"'`;]{0,20}$/);
  const sheetOf = (islandStrings: string[]) =>
    plugin.render!({ render: () => ({ htmlText: "", requiresHydration: true, islandStrings }) })
      .styles![0]!.cssText;

  await fc.assert(
    fc.asyncProperty(fc.array(word), (words) => {
      assert.equal(typeof sheetOf(words), "string");
      return Promise.resolve();
    }),
    { numRuns: 500 },
  );
});
