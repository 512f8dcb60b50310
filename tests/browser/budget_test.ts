import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
});

Deno.test.afterAll(() => platform.stop());

/** What one TCP window carries: the first view needs no second round trip. */
const PAGE_LIMIT = 14 * 1024;
const SCRIPTS_LIMIT = 12 * 1024;

const PAGES = [
  "/s/demo",
  "/s/demo/p",
  "/s/demo/c/baskets",
  "/s/demo/p/kitui-sisal-basket",
  "/s/demo/search?q=basket",
];

/** The page as text; gzip is what every browser takes, and larger than brotli. */
async function fetchPage(path: string): Promise<string> {
  const response = await fetch(platform.url + path);
  assert.equal(response.status, 200, path);
  return await response.text();
}

for (const path of PAGES) {
  Deno.test(`${path} and its style come in 14 KB, compressed`, async () => {
    const html = await fetchPage(path);

    assert.ok(!/<link[^>]+rel="stylesheet"/.test(html), "style is in the page");
    const size = gzipSync(html).length;
    assert.ok(size <= PAGE_LIMIT, `${size} bytes`);
  });

  Deno.test(`${path} loads 12 KB of scripts at most, compressed`, async () => {
    const html = await fetchPage(path);
    const scripts = new Set(html.match(/\/_frsh\/js\/[\w./-]+\.js/g));

    let size = 0;
    for (const script of scripts) size += gzipSync(await fetchPage(script)).length;
    assert.ok(scripts.size > 0 && size <= SCRIPTS_LIMIT, `${size} bytes`);
  });
}
