import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { testAccessible } from "./axe.ts";
import { withBrowser } from "./browser.ts";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
});

Deno.test.afterAll(() => platform.stop());

const PRODUCT = "/s/demo/p/kitui-sisal-basket";

/** Addresses of pictures that this page asks for from now on. */
function watchPictures(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (/\/media\/|\.(webp|avif)$/.test(request.url())) asked.push(request.url());
  });
  return asked;
}

for (const javascript of [true, false]) {
  const how = javascript ? "with scripts" : "without scripts";

  Deno.test(`the switch in the footer holds pictures back until they are tapped, ${how}`, async () => {
    await withBrowser(async (browser) => {
      const page = await browser.newPage({ javascript });
      const asked = watchPictures(page);
      await page.goto(platform.url + PRODUCT, { waitUntil: "networkidle" });
      assert.ok(asked.length > 0, "pictures come by themselves at first");

      asked.length = 0;
      await page.getByRole("button", { name: /^Save data/ }).click();
      await page.waitForURL(platform.url + PRODUCT);
      for (const path of ["", "/p", "/search?q=basket", "/p/kitui-sisal-basket"]) {
        await page.goto(`${platform.url}/s/demo${path}`, { waitUntil: "networkidle" });
        await page.mouse.wheel(0, 4000);
        await page.waitForLoadState("networkidle");
      }
      assert.deepEqual(asked, []);

      const first = page.locator(".gal summary").first();
      assert.match(await first.innerText(), /^Show picture, \d+ KB/);
      await first.click();
      await page.waitForTimeout(500);
      assert.equal(asked.length, 1, "one tap, one picture");
      assert.match(asked[0]!, /\/320\.(webp|avif)$/);
      const shown = await page.locator(".gal i").first().boundingBox();
      assert.ok(shown && shown.width > 200 && shown.height > 200, "it is seen");

      await page.getByRole("button", { name: "Show all pictures" }).click();
      await page.waitForLoadState("networkidle");
      assert.ok(asked.length > 1, "they come by themselves again");
    });
  });
}

testAccessible("on pages that save data", async function* (page) {
  await page.setExtraHTTPHeaders({ "save-data": "on" });
  for (const path of ["/s/demo", "/s/demo/p", PRODUCT]) {
    await page.goto(platform.url + path, { waitUntil: "networkidle" });
    yield path;
    await page.locator("main summary").first().click();
    yield `${path}, a picture opened`;
  }
});
