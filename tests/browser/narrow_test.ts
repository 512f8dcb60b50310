import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import postgres from "postgres";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { liftPhoneLimits } from "@/tests/fixtures/shop.ts";
import { withBrowser } from "./browser.ts";
import { visitShop } from "./shop_pages.ts";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  const sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  await sql`insert into store_pages (store_id, kind, slug, title, body, is_published)
    select id, 'returns', 'returns', 'Returns', ${"Send it back **within 14 days**.\n\n- unused"}, true
    from stores where slug = 'demo'`;
  await liftPhoneLimits(sql);
  await sql.end();
});

Deno.test.afterAll(() => platform.stop());

/** What sticks out of the page, as it would have to be scrolled sideways to be read. */
async function sticksOut(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const isInside = (one: Element) => {
      // What scrolls by itself, or is hidden on purpose, may hold more than is seen.
      for (let parent = one.parentElement; parent; parent = parent.parentElement) {
        if (getComputedStyle(parent).overflowX !== "visible" && parent !== document.body) {
          return true;
        }
      }
      return false;
    };
    return [...document.body.querySelectorAll("*")].filter((one) => {
      const { left, right, width } = one.getBoundingClientRect();
      return width > 0 && (left < -1 || right > clientWidth + 1) && !isInside(one);
    }).slice(0, 5).map((one) => `${one.tagName}.${one.className} ${one.textContent?.slice(0, 40)}`);
  });
}

const LANGUAGES = { "English": "", "Arabic, right to left": "/ar", "French": "/fr" };

for (const [name, prefix] of Object.entries(LANGUAGES)) {
  for (const zoom of [100, 200]) {
    Deno.test(`on a screen of 320 px with text at ${zoom} % one buys in ${name}, and nothing sticks out`, async () => {
      await withBrowser(async (browser) => {
        const page = await browser.newPage({ width: 320, height: 640 });
        await page.addInitScript((zoom) => {
          addEventListener(
            "DOMContentLoaded",
            () => document.documentElement.style.fontSize = `${zoom}%`,
          );
        }, zoom);
        const found: Record<string, string[]> = {};
        const visit = { shop: `${platform.url}/s/demo${prefix}`, ownPage: "/pages/returns" };
        for await (const at of visitShop(page, visit)) {
          const out = await sticksOut(page);
          if (out.length > 0) found[at] = out;
        }
        assert.deepEqual(found, {});
      });
    });
  }
}
