import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import postgres from "postgres";
import { addAvif } from "@/tests/fixtures/avif.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { signIn, visit } from "@/tests/dashboard/visitor.ts";
import { withBrowser } from "./browser.ts";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  const sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  // A page of words, which the demo shop has none of.
  await sql`insert into store_pages (store_id, slug, title, body, is_published)
    select id, 'returns', 'Returns', ${"Bring it back within a week. ".repeat(40)}, true
    from stores where slug = 'demo'`;
  await sql.end();
  await addAvif(platform);
});

Deno.test.afterAll(() => platform.stop());

const KB = 1024;
/** What a first visit may cost, with everything that the browser fetches before anybody scrolls. */
const LIMITS = { usual: 150 * KB, saving: 60 * KB };
/** What one TCP window carries: the first view needs no second round trip. */
const PAGE_LIMIT = 14 * KB;
const SCRIPTS_LIMIT = 12 * KB;

const PAGES = ["", "/p", "/c/baskets", "/p/kitui-sisal-basket", "/search?q=basket", "/account"];
const PLAIN_PAGES = ["/contact", "/pages/returns", "/cart", "/checkout"];

interface Weight {
  /** As they came over the wire, with headers. */
  bytes: number;
  hosts: Set<string>;
  /** What was answered with anything but 200. */
  broken: string[];
}

/** Compressed, without headers. */
interface Parts {
  page: number;
  scripts: number;
  /** Styles and scripts that painting would wait for. */
  blocking: string[];
}

async function partsOf(page: Page): Promise<Parts> {
  return await page.evaluate(() => {
    const [html] = performance.getEntriesByType("navigation");
    const files = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    const scripts = files.filter(({ name }) => /\.js(\?|$)/.test(name));
    return {
      page: (html as PerformanceNavigationTiming).encodedBodySize,
      scripts: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
      blocking: files
        .filter((file) =>
          "renderBlockingStatus" in file && file.renderBlockingStatus === "blocking"
        )
        .map(({ name }) => name),
    };
  });
}

/** What this page fetches until `end` is called. */
async function weigh(page: Page): Promise<{ end(): Weight }> {
  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  const weight: Weight = { bytes: 0, hosts: new Set(), broken: [] };
  network.on("Network.requestWillBeSent", ({ request }) => {
    if (/^https?:/.test(request.url)) weight.hosts.add(new URL(request.url).host);
  });
  network.on("Network.responseReceived", ({ response: { status, url } }) => {
    if (status !== 200) weight.broken.push(`${status} ${url}`);
  });
  network.on("Network.loadingFinished", ({ encodedDataLength }) => {
    weight.bytes += encodedDataLength;
  });
  return { end: () => weight };
}

/** A new device with a sharp screen; what is in its cart came by a form. */
async function firstView(
  path: string,
  { isSaving }: { isSaving: boolean },
): Promise<Weight & Parts> {
  return await withBrowser(async (browser) => {
    const page = await browser.newPage({ density: 2 });
    if (isSaving) await page.setExtraHTTPHeaders({ "save-data": "on" });
    if (path === "/cart" || path === "/checkout") await putIntoCart(page);
    const watched = await weigh(page);
    const response = await page.goto(`${platform.url}/s/demo${path}`, { waitUntil: "networkidle" });
    assert.equal(response?.status(), 200, path);
    assert.ok(page.url().endsWith(path), `${path} leads to ${page.url()}`);
    const weight = watched.end();
    assert.deepEqual(weight.broken, [], path);
    return { ...weight, ...await partsOf(page) };
  });
}

async function putIntoCart(page: Page): Promise<void> {
  const { request } = page.context();
  const { origin } = new URL(platform.url);
  const added = await request.post(`${platform.url}/s/demo/cart/items`, {
    form: { product: "charcoal-and-mint-bar", quantity: "1" },
    headers: { origin },
    maxRedirects: 0,
  });
  assert.equal(added.status(), 303);
}

for (const path of [...PAGES, ...PLAIN_PAGES]) {
  Deno.test(`a first visit to "${path}" costs 150 KB at most, 60 KB where data is saved, and nothing blocks`, async () => {
    const own = [platform.url, platform.supabase_url].map((url) => new URL(url).host);
    const [usual, saving] = [
      await firstView(path, { isSaving: false }),
      await firstView(path, { isSaving: true }),
    ];

    assert.ok(usual.bytes > 3 * KB && usual.bytes <= LIMITS.usual, `${usual.bytes} bytes`);
    assert.ok(
      saving.bytes > 3 * KB && saving.bytes <= LIMITS.saving,
      `${saving.bytes} bytes saving`,
    );
    assert.ok(usual.page > KB && usual.page <= PAGE_LIMIT, `${usual.page} bytes of page`);
    assert.ok(usual.scripts <= SCRIPTS_LIMIT, `${usual.scripts} bytes of scripts`);
    assert.deepEqual(usual.blocking, []);
    assert.deepEqual([...usual.hosts].filter((host) => !own.includes(host)), [], "nobody else");
  });
}

Deno.test("what the dashboard says that a visit costs is what a phone fetches", async () => {
  const merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
  const { text } = await merchant.get("/dashboard/demo/insights/cost");
  const said = (name: string) =>
    KB * Number(new RegExp(`>${name}</h2><p[^>]*>(\\d+) KB`).exec(text)![1]);

  for (const [name, path] of [["Front page", ""], ["List of everything", "/p"]] as const) {
    const { bytes } = await firstView(path, { isSaving: false });
    // What comes with each picture besides itself, its headers, is not weighed: 300 bytes of each. A
    // shelf far down is weighed, though it is fetched only when somebody scrolls.
    const ratio = said(name) / bytes;
    assert.ok(ratio > 0.88 && ratio < 1.1, `${name}: ${said(name)} of ${bytes}`);
  }
});
