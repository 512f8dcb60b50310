import assert from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { withBrowser } from "./browser.ts";
import { openWithWorker } from "./offline_pages.ts";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
});

Deno.test.afterAll(() => platform.stop());

const addresses: [where: string, address: (port: string) => string, dir: string][] = [
  ["under the platform", (port) => `http://localhost:${port}/s/demo`, "ltr"],
  ["in Arabic", (port) => `http://localhost:${port}/s/demo/ar`, "rtl"],
  ["at a host of its own", (port) => `http://demo.localhost:${port}`, "ltr"],
  ["at a host of its own, in Arabic", (port) => `http://demo.localhost:${port}/ar`, "rtl"],
];

for (const [where, address, dir] of addresses) {
  Deno.test(`A browser takes the demo shop ${where} for an app without a complaint`, async () => {
    await withBrowser(async (browser) => {
      const page = await browser.newPage();
      await openWithWorker(page, address(new URL(platform.url).port));
      const session = await page.context().newCDPSession(page);

      const { errors, data } = await session.send("Page.getAppManifest");

      assert.deepEqual(errors, []);
      const manifest = JSON.parse(data!);
      assert.deepEqual([manifest.name, manifest.dir], ["Kikapu & Kin", dir]);
      for (const { src } of manifest.icons) {
        const [type, cache] = await page.evaluate(async (src) => {
          const { headers } = await fetch(src);
          return [headers.get("content-type"), headers.get("cache-control")];
        }, src);
        assert.deepEqual([type, cache], ["image/png", "public, max-age=2592000"]);
      }
    });
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  Deno.test(`The browser's frame has the ${colorScheme} ground of the page`, async () => {
    await withBrowser(async (browser) => {
      const page = await browser.newPage();
      await page.emulateMedia({ colorScheme });
      await page.goto(`${platform.url}/s/demo`);

      const [frame, ground] = await page.evaluate(() => {
        const metas = [...document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")];
        const probe = document.createElement("i");
        probe.style.color = metas.find(({ media }) => matchMedia(media).matches)!.content;
        document.body.append(probe);
        return [getComputedStyle(probe).color, getComputedStyle(document.body).backgroundColor];
      });

      assert.equal(frame, ground);
    });
  });
}

Deno.test("Nobody but the shop's own marks is drawn, and no manifest is of a shop that is not there", async () => {
  for (const path of ["/s/demo/icons/K-9999.png", "/s/nobody/manifest.webmanifest"]) {
    const response = await fetch(platform.url + path);
    await response.body?.cancel();
    assert.equal(response.status, 404, path);
  }
});

/** The browser offers to install, as Chrome does on a phone. Tells whether its own banner was held back. */
function offerInstall(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const offer = new Event("beforeinstallprompt", { cancelable: true });
    Object.assign(offer, { prompt: () => document.body.dataset.asked = "yes" });
    return !dispatchEvent(offer);
  });
}

/** Another visit of the same device, with something in the cart. */
async function visitCart(context: BrowserContext, shop: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${shop}/p/smoke-fired-vase`, { waitUntil: "networkidle" });
  await page.locator("#buy > .btn").click();
  await page.getByRole("status").getByText("Added to your cart").waitFor();
  await page.goto(`${shop}/cart`, { waitUntil: "networkidle" });
  return page;
}

const card = (page: Page) => page.locator("#install");

for (const [answer, name] of [["yes", "Add it"], ["no", "Not now"]] as const) {
  Deno.test(`A shop is offered as an app on a later visit, moves nothing, and after "${name}" no more`, async () => {
    await withBrowser(async (browser) => {
      const shop = `${platform.url}/s/demo`;
      const first = await browser.newPage();
      const context = first.context();
      const early = await visitCart(context, shop);
      assert.equal(await offerInstall(early), true);
      assert.equal(await card(early).isVisible(), false);

      const later = await visitCart(context, shop);
      const heading = later.getByRole("heading", { name: "Your cart" });
      const before = await heading.boundingBox();
      await offerInstall(later);
      await card(later).waitFor();
      assert.deepEqual(await heading.boundingBox(), before);
      await card(later).getByRole("button", { name }).click();
      assert.equal(await card(later).isVisible(), false);
      assert.equal(
        await later.locator("body").getAttribute("data-asked"),
        answer === "yes" ? "yes" : null,
      );

      const again = await visitCart(context, shop);
      await offerInstall(again);
      assert.equal(await card(again).isVisible(), false);
      await again.clock.setFixedTime(Date.now() + 91 * 86_400_000);
      await again.evaluate(() => sessionStorage.clear());
      await again.reload({ waitUntil: "networkidle" });
      await offerInstall(again);
      await card(again).waitFor();
    });
  });
}
