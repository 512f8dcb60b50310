import type { Page } from "playwright-core";
import { until } from "@/tests/fixtures/until.ts";

/** Opens a page of a shop and waits until its service worker answers for it. */
export async function openWithWorker(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: "load" });
  await page.waitForFunction(() => navigator.serviceWorker.controller);
}

/** Waits until there is a copy of this page. */
export async function untilCopied(page: Page, url: string): Promise<void> {
  await until(() =>
    page.evaluate(async (url) => await caches.match(url, { ignoreVary: true }) !== undefined, url)
  );
}

/** Every text that the caches of this page's origin hold, with its address. */
export function cachedTexts(page: Page): Promise<{ url: string; text: string }[]> {
  return page.evaluate(async () => {
    const texts: { url: string; text: string }[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const key of await cache.keys()) {
        const response = await cache.match(key);
        texts.push({ url: key.url, text: await response!.text() });
      }
    }
    return texts;
  });
}

/** From a product to the checkout, filled in for a delivery to Kilimani. */
export async function fillCheckout(page: Page, shop: string, phone: string): Promise<void> {
  await page.goto(`${shop}/p/market-basket-indigo`, { waitUntil: "networkidle" });
  await page.locator("#buy > .btn").click();
  await page.getByRole("status").getByText("Added to your cart").waitFor();
  await page.goto(`${shop}/checkout`, { waitUntil: "networkidle" });
  await typeCheckout(page, phone);
}

export async function typeCheckout(page: Page, phone: string): Promise<void> {
  await page.getByLabel("Phone", { exact: true }).fill(phone);
  await page.getByLabel("Name").fill("Wanjiru Kamau");
  await page.getByLabel("Area").selectOption("Kilimani, Nairobi");
  await page.getByLabel("Nearest landmark").fill("Tumaini Chemist, Gitanga Rd");
}

export const pay = (page: Page) => page.locator(".bar").getByRole("button").click();
