import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { OPERATIONS } from "@/lib/rest/mod.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { testAccessible } from "./axe.ts";
import { withBrowser } from "./browser.ts";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
});
Deno.test.afterAll(() => platform.stop());

/** The page as it comes, and with everything on it that opens standing open. */
async function* visitDocs(page: Page): AsyncGenerator<string> {
  await page.goto(`${platform.url}/api/docs`);
  yield "api-docs";
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => one.open = true));
  yield "api-docs-open";
}

testAccessible("where the API is explained", visitDocs);

Deno.test("every operation is reached by its name without scripts, and nothing comes from elsewhere", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage({ javascript: false });
    const hosts = new Set<string>();
    page.on("request", (request) => hosts.add(new URL(request.url()).host));
    await page.goto(`${platform.url}/api/docs`);
    const links = page.getByRole("navigation", { name: "Operations" }).getByRole("link");
    const names = (await links.allTextContents()).map((name) => name.trim());
    assert.deepEqual(names.toSorted(), OPERATIONS.map(({ id }) => id).toSorted());
    for (const name of names) assert.equal(await page.locator(`[id="${name}"]`).count(), 1, name);
    assert.deepEqual([...hosts], [new URL(platform.url).host]);
  });
});
