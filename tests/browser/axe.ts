import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { withBrowser } from "./browser.ts";

/**
 * Tests, on a phone and on a desk, that axe finds nothing on any page of a visit and that none scrolls
 * sideways. The visit yields a name at each page that it stands on.
 */
export function testAccessible(
  where: string,
  visit: (page: Page, width: number) => AsyncIterable<string>,
): void {
  for (const [width, height] of [[360, 640], [1280, 800]] as const) {
    Deno.test(`axe finds nothing ${where} at ${width} px`, async () => {
      await withBrowser(async (browser) => {
        const page = await browser.newPage({ width, height });
        for await (const name of visit(page, width)) {
          await holdingStill(page, () => assertAccessible(page));
          const isWide = await page.evaluate(() =>
            document.documentElement.scrollWidth > innerWidth
          );
          assert.equal(isWide, false, `${name} scrolls sideways at ${width} px`);
        }
      });
    });
  }
}

/** Again on the page that comes where one that waits for money loads itself anew under the eyes of axe. */
async function holdingStill(page: Page, look: () => Promise<void>): Promise<void> {
  for (let more = 4;; more--) {
    try {
      return await look();
    } catch (error) {
      if (more === 0 || !/context was destroyed/i.test(String(error))) throw error;
      await page.waitForLoadState();
    }
  }
}

/** Fails with what axe finds on this page, light and dark; dark changes nothing but colours. */
async function assertAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    const options: axe.RunOptions = colorScheme === "dark" ? { runOnly: ["color-contrast"] } : {};
    const { violations } = await page.evaluate(
      (options) => (globalThis as unknown as { axe: typeof axe }).axe.run(options),
      options,
    );
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`);
    assert.deepEqual(found, [], `${page.url()} (${colorScheme})`);
  }
}
