import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { until } from "@/tests/fixtures/until.ts";
import { type TestBrowser, withBrowser } from "./browser.ts";
import { cachedTexts, fillCheckout, openWithWorker, pay, untilCopied } from "./offline_pages.ts";

let platform: Platform;
let shop: string;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  shop = `${platform.url}/s/demo`;
});

Deno.test.afterAll(() => platform.stop());

const offline = (page: Page) => page.context().setOffline(true);
const online = (page: Page) => page.context().setOffline(false);
const NO_NETWORK = "No network right now";

/** A shopper whose device knows the shop. */
async function visitor(browser: TestBrowser): Promise<Page> {
  const page = await browser.newPage();
  await openWithWorker(page, shop);
  await untilCopied(page, shop);
  await untilCopied(page, `${shop}/cart`);
  return page;
}

Deno.test("The service worker of a shop is small, of its own, and loads after the page", async () => {
  const html = await (await fetch(shop)).text();
  const response = await fetch(`${shop}/worker.js`);
  const text = await response.text();
  const [, script] = /importScripts\("([^"]+)"\)/.exec(text)!;
  const built = await (await fetch(platform.url + script)).text();

  const size = gzipSync(text).length + gzipSync(built).length;
  assert.ok(size <= 4096, `${size} bytes`);
  assert.equal(html.includes(script!), false);
  assert.equal(response.headers.get("service-worker-allowed"), "/s/demo");
  assert.match(response.headers.get("content-security-policy")!, /^default-src 'none'/);
  await (await fetch(`${platform.url}/s/nobody/worker.js`)).body?.cancel();
});

Deno.test("Pages that were seen open without a network and say so; others lead to them", async () => {
  await withBrowser(async (browser) => {
    const page = await visitor(browser);
    await page.goto(`${shop}/p/smoke-fired-vase`, { waitUntil: "load" });
    await offline(page);

    await page.goto(shop);
    await page.getByRole("status").getByText(NO_NETWORK).waitFor();
    await page.goto(`${shop}/p/kitui-sisal-basket`);
    await page.getByRole("heading", { name: NO_NETWORK }).waitFor();
    await page.getByRole("link", { name: /^Smoke-fired vase/ }).click();
    await page.getByRole("heading", { name: "Smoke-fired vase" }).waitFor();
    assert.equal(page.url(), `${shop}/p/smoke-fired-vase`);
  });
});

Deno.test("The page that was asked for opens by itself when the network is back", async () => {
  await withBrowser(async (browser) => {
    const page = await visitor(browser);
    await offline(page);
    await page.goto(`${shop}/p/kitui-sisal-basket`);
    await page.getByRole("heading", { name: NO_NETWORK }).waitFor();

    await online(page);

    await page.getByRole("heading", { name: "Kitui sisal basket" }).waitFor();
  });
});

Deno.test("The cart fills and opens without a network, also when it was never looked at before", async () => {
  await withBrowser(async (browser) => {
    const page = await visitor(browser);
    await page.goto(`${shop}/p/smoke-fired-vase`, { waitUntil: "networkidle" });
    await offline(page);

    await page.locator("#buy > .btn").click();
    await page.getByRole("status").getByRole("link", { name: "View cart" }).click();

    await page.getByRole("link", { name: "Smoke-fired vase" }).waitFor();
    await page.getByRole("spinbutton", { name: /Quantity of Smoke/ }).fill("2");
    await page.getByRole("spinbutton", { name: /Quantity of Smoke/ }).press("Tab");
    await page.getByRole("button", { name: "Checkout" }).first().click();
    await page.getByRole("heading", { name: NO_NETWORK }).waitFor();

    await online(page);
    await page.getByRole("spinbutton", { name: /Quantity of Smoke/ }).waitFor();
    assert.equal(await page.getByRole("spinbutton", { name: /Quantity/ }).inputValue(), "2");
  });
});

Deno.test("Each language has its own offline page, and one shop never answers for another", async () => {
  await withBrowser(async (browser) => {
    const page = await visitor(browser);
    await page.goto(`${shop}/fr`, { waitUntil: "networkidle" });
    await offline(page);

    await page.goto(`${shop}/fr/p/kitui-sisal-basket`);
    await page.getByRole("heading", { name: "Pas de réseau pour le moment" }).waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "fr");

    const other = page.goto(`${platform.url}/s/demolition`);
    await assert.rejects(other, /ERR_INTERNET_DISCONNECTED/);
  });
});

Deno.test("Pictures that were seen are kept up to a number, and the oldest make room", async () => {
  await withBrowser(async (browser) => {
    const page = await visitor(browser);
    const name = "shop:/s/demo:pictures";
    await page.evaluate(async (name) => {
      const pictures = await caches.open(name);
      for (let i = 0; i < 80; i++) await pictures.put(`/picture/${i}`, new Response(""));
    }, name);

    await page.goto(`${shop}/p/smoke-fired-vase`, { waitUntil: "networkidle" });

    const kept = () =>
      page.evaluate(async (name) => {
        const keys = await (await caches.open(name)).keys();
        return keys.map(({ url }) => new URL(url).pathname);
      }, name);
    await until(async () => (await kept()).some((path) => path.includes("/storage/")));
    await until(async () => (await kept()).length === 80);
    const paths = await kept();
    assert.ok(!paths.includes("/picture/0") && paths.includes("/picture/79"));
    await offline(page);
    await page.reload({ waitUntil: "load" });
    await page.waitForFunction(() =>
      [...document.images].some(({ currentSrc, naturalWidth }) =>
        currentSrc.includes("/storage/") && naturalWidth > 0
      )
    );
  });
});

Deno.test("Nothing of who a shopper is or what they bought is copied", async () => {
  await withBrowser(async (browser) => {
    const page = await visitor(browser);
    await fillCheckout(page, shop, "0712 345 681");
    const ways: string[] = [];
    page.on("framenavigated", (frame) => ways.push(frame.url()));
    await pay(page);
    await page.waitForURL(/\/orders\/[0-9a-f]{32}\/pay/);
    assert.match(ways[0]!, /\/orders\//, "with a network the form goes straight to the shop");
    await page.goto(page.url().replace(/\/pay.*/, ""), { waitUntil: "networkidle" });
    await page.goto(`${shop}/account`, { waitUntil: "networkidle" });
    await page.goto(shop, { waitUntil: "networkidle" });

    const texts = await cachedTexts(page);

    assert.ok(texts.some(({ url }) => url === `${shop}/p/market-basket-indigo`));
    const pages = texts.filter(({ url }) => !url.includes("/_frsh/"));
    assert.deepEqual(pages.filter(({ url }) => /checkout|orders|account/.test(url)), []);
    assert.deepEqual(texts.filter(({ text }) => /Wanjiru|712345681|Tumaini/.test(text)), []);
  });
});

Deno.test("Who saves data downloads the offline page ahead, and nothing else", async () => {
  await withBrowser(async (browser) => {
    const kept: string[][] = [];
    for (const dataSaverEnabled of [false, true]) {
      const page = await browser.newPage();
      const session = await page.context().newCDPSession(page);
      await session.send("Emulation.setDataSaverOverride", { dataSaverEnabled });
      await openWithWorker(page, shop);
      if (!dataSaverEnabled) await untilCopied(page, `${shop}/cart`);
      // A later page is copied as it is seen.
      await page.goto(`${shop}/p`, { waitUntil: "networkidle" });
      await untilCopied(page, `${shop}/p`);
      const texts = await cachedTexts(page);
      const own = texts.map(({ url }) => url).filter((url) => url.startsWith(shop));
      kept.push(own.map((url) => url.replace(shop, "")));
    }

    const [free, saving] = kept.map((urls) => urls.toSorted());
    assert.deepEqual(free, ["", "/cart", "/offline", "/p"]);
    assert.deepEqual(saving, ["/offline", "/p"]);
  });
});

/** The platform as if it were built again: its pages say so, and name their files by another build. */
function startNewBuild(url: string) {
  let isNew = false;
  let build = "";
  const other = "0000000000000000";
  const ending = new AbortController();
  const { signal } = ending;
  const server = Deno.serve({ port: 0, signal, onListen: () => {} }, async (req) => {
    const { pathname, search } = new URL(req.url);
    const response = await fetch(url + pathname.replace(other, build) + search);
    const headers = new Headers(response.headers);
    for (const name of ["content-encoding", "content-length", "etag"]) headers.delete(name);
    if (!/html|javascript/.test(headers.get("content-type") ?? "")) {
      return new Response(response.body, { headers, status: response.status });
    }
    const text = await response.text();
    build ||= /_frsh\/js\/(\w{16})\//.exec(text)?.[1] ?? "";
    const made = isNew ? text.replaceAll(build, other).replaceAll("<title>", "<title>New: ") : text;
    return new Response(made, { headers, status: response.status });
  });
  return {
    url: `http://localhost:${server.addr.port}`,
    build: () => isNew = true,
    stop: () => (ending.abort(), server.finished),
  };
}

Deno.test("A new build shows at the first look, and takes the copies of the old one away", async () => {
  const site = startNewBuild(platform.url);
  const address = `${site.url}/s/demo`;
  try {
    await withBrowser(async (browser) => {
      const page = await browser.newPage();
      await openWithWorker(page, address);
      await untilCopied(page, address);
      await page.goto(`${address}/p`, { waitUntil: "networkidle" });
      const old = await page.evaluate(() => caches.keys());
      site.build();

      await page.goto(address);

      assert.match(await page.title(), /^New: /);
      await until(async () => {
        const names = await page.evaluate(() => caches.keys());
        return !names.some((name) => old.includes(name) && !name.endsWith(":pictures"));
      });
      await untilCopied(page, address);
      await site.stop();
      await page.goto(address);
      assert.match(await page.title(), /^New: /);
      await page.goto(`${address}/p`);
      await page.getByRole("heading", { name: NO_NETWORK }).waitFor();
    });
  } finally {
    await site.stop();
  }
});
