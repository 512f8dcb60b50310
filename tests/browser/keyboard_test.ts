import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { withBrowser } from "./browser.ts";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
});

Deno.test.afterAll(() => platform.stop());

/** Goes on with the Tab key until this has the focus, which must be in sight and drawn around. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor();
  for (let step = 0; step < 150; step++) {
    await page.keyboard.press("Tab");
    const isThere = await target.evaluateAll((all) =>
      all.some((one) => one === document.activeElement)
    );
    if (!isThere) continue;
    const seen = await page.evaluate(() => {
      const one = document.activeElement!;
      const { top, bottom } = one.getBoundingClientRect();
      // What is drawn as a chip shows the focus around its label.
      const drawn = [one, ...one.parentElement?.children ?? []].some((it) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(it);
        return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
      });
      return { isInSight: bottom > 0 && top < innerHeight, drawn };
    });
    assert.deepEqual(
      seen,
      { isInSight: true, drawn: true },
      await page.evaluate(() => document.activeElement!.outerHTML.slice(0, 200)),
    );
    return;
  }
  assert.fail(`Nothing leads to ${target}`);
}

Deno.test("a shopper buys with the keyboard alone, and always sees where the focus is", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage({ width: 1280, height: 800 });
    await page.goto(`${platform.url}/s/demo`, { waitUntil: "networkidle" });
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.match(page.url(), /#main$/, "the first stop skips to the content");

    await tabTo(page, page.getByRole("link", { name: "Market basket, indigo" }));
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/p\/market-basket-indigo/);
    await tabTo(page, page.locator("#buy > .btn"));
    await page.keyboard.press("Enter");
    await tabTo(page, page.getByRole("status").getByRole("link", { name: "View cart" }));
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/cart$/);
    await tabTo(page, page.getByRole("button", { name: "Checkout" }));
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/checkout/);

    await tabTo(page, page.locator("#phone"));
    await page.keyboard.type("0712 345 601");
    await tabTo(page, page.locator("#name"));
    await page.keyboard.type("Wanjiru Kamau");
    await tabTo(page, page.locator("[name=method]"));
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.locator("[value=pickup]").isChecked(), true);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/orders\/[0-9a-f]+\/pay/);
  });
});
