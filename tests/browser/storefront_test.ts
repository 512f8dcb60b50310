import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { until } from "@/tests/fixtures/until.ts";
import { withBrowser } from "./browser.ts";

let platform: Platform;
let shop: string;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  shop = `${platform.url}/s/demo`;
});

Deno.test.afterAll(() => platform.stop());

const BASKET = "kitui-sisal-basket";

function addToCart(page: Page): Promise<void> {
  return page.locator("#buy > .btn").click();
}

const bagOf = (page: Page) => page.getByRole("banner").getByRole("link", { name: /^Cart/ });

Deno.test("With scripts adding to the cart leaves the page as it is and says so", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage();
    await page.goto(`${shop}/p/${BASKET}`, { waitUntil: "networkidle" });
    await page.evaluate(() => (globalThis as { mark?: true }).mark = true);

    await page.locator("label.chip", { hasText: "Medium" }).click();
    await addToCart(page);

    await page.getByRole("status").getByText("Added to your cart").waitFor();
    assert.match(await bagOf(page).innerText(), /1/);
    assert.equal(await page.evaluate(() => (globalThis as { mark?: true }).mark), true);
    const price = await bagOf(page).locator(".price").textContent();
    assert.match(price!.replace(/\s/g, ""), /KES2,450/);
  });
});

Deno.test("Without scripts the same button leads to the cart, where lines change and come back", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage({ javascript: false });
    await page.goto(`${shop}/p/${BASKET}`);
    await page.locator("label.chip", { hasText: "Medium" }).click();
    await addToCart(page);
    await page.getByRole("heading", { name: "Your cart" }).waitFor();

    await page.getByRole("spinbutton", { name: /Quantity of Kitui/ }).fill("2");
    await page.getByRole("button", { name: "Update" }).click();
    await page.getByRole("listitem").getByText("4,900").waitFor();
    await page.getByRole("button", { name: /^Remove/ }).click();
    await page.getByText("Your cart is empty").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();

    await page.getByRole("listitem").getByText("4,900").waitFor();
  });
});

for (const javascript of [true, false]) {
  const how = javascript ? "With" : "Without";

  Deno.test(`${how} scripts a sold-out combination says so and adds nothing`, async () => {
    await withBrowser(async (browser) => {
      const page = await browser.newPage({ javascript });
      await page.goto(`${shop}/p/${BASKET}?o0=Large&o1=Rust`, { waitUntil: "networkidle" });

      await page.locator("#buy > .btn").dispatchEvent("click");

      await page.getByText("That one is sold out.").waitFor();
      assert.equal(await page.getByRole("radio", { name: /Large/ }).isChecked(), true);
      assert.equal((await page.context().cookies()).some(({ value }) => value.length > 20), false);
    });
  });
}

Deno.test("The price follows the choice", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage();
    await page.goto(`${shop}/p/${BASKET}`, { waitUntil: "networkidle" });
    const price = page.locator("#buy .cost .price");

    const prices: string[] = [];
    for (const size of ["Small", "Medium", "Large"]) {
      await page.locator("label.chip", { hasText: size }).click();
      prices.push(await price.innerText());
    }

    assert.deepEqual(prices.map((text) => text.replace(/\s/g, "")), [
      "KES1,650",
      "KES2,450",
      "KES3,200",
    ]);
  });
});

Deno.test("Two tabs show the same cart", async () => {
  await withBrowser(async (browser) => {
    const first = await browser.newPage();
    const second = await first.context().newPage();
    await first.goto(shop, { waitUntil: "networkidle" });
    await second.goto(`${shop}/p/smoke-fired-vase`, { waitUntil: "networkidle" });

    await addToCart(second);

    await until(async () => /1/.test(await bagOf(first).innerText()));
    await second.goto(`${shop}/cart`, { waitUntil: "networkidle" });
    await first.goto(`${shop}/cart`, { waitUntil: "networkidle" });
    await second.getByRole("button", { name: /^Remove/ }).click();
    await first.getByText("Your cart is empty").waitFor();
  });
});

Deno.test("A cart outlives its cookie", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage();
    await page.goto(`${shop}/p/smoke-fired-vase`, { waitUntil: "networkidle" });
    await addToCart(page);
    await page.getByRole("status").getByText("Added").waitFor();

    await page.context().clearCookies();
    await page.goto(`${shop}/cart`);

    await page.getByRole("link", { name: "Smoke-fired vase" }).waitFor();
  });
});

Deno.test("A shop's own host has the same pages, and its links stay on it", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage();
    const { port } = new URL(platform.url);
    await page.goto(`http://demo.localhost:${port}/`, { waitUntil: "networkidle" });
    await page.getByRole("link", { name: "Smoke-fired vase" }).first().click();

    await addToCart(page);
    await page.getByRole("status").getByRole("link", { name: "View cart" }).click();

    await page.getByRole("link", { name: "Smoke-fired vase" }).waitFor();
    assert.equal(page.url(), `http://demo.localhost:${port}/cart`);
    const hrefs = await page.locator("a[href^='/s/']").count();
    assert.equal(hrefs, 0);
  });
});

/** From a product to the checkout form, filled in for a delivery to Kilimani. */
async function fillCheckout(page: Page): Promise<void> {
  await page.goto(`${shop}/p/market-basket-indigo`, { waitUntil: "networkidle" });
  await addToCart(page);
  await page.getByText(/Added to your cart|Your cart/).first().waitFor();
  await page.goto(`${shop}/checkout`, { waitUntil: "networkidle" });
  await page.getByLabel("Phone", { exact: true }).fill("0712 345 678");
  await page.getByLabel("Name").fill("Wanjiru Kamau");
  await page.getByLabel("Area").selectOption("Kilimani, Nairobi");
  await page.getByLabel("Nearest landmark").fill("Tumaini Chemist, Gitanga Rd");
}

const pay = (page: Page) => page.locator(".bar").getByRole("button").click();

Deno.test("With scripts the total follows the area and the order empties the cart", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage();
    await fillCheckout(page);
    const total = page.locator(".bar .price");
    assert.match(await total.innerText(), /3,050/);
    await page.getByLabel("Area").selectOption("Kisumu");
    assert.match(await total.innerText(), /3,300/);
    await page.getByText("I will pick it up").click();
    assert.match(await total.innerText(), /2,850/);
    assert.equal(await page.getByLabel("Nearest landmark").isVisible(), false);

    await pay(page);

    await page.waitForURL(/\/orders\/[0-9a-f]{32}\/pay$/);
    await page.goto(shop, { waitUntil: "networkidle" });
    assert.match(await bagOf(page).innerText(), /empty/);
    const kept = await page.evaluate(() => localStorage.getItem("cart:demo") ?? "");
    assert.match(kept, /^1\.[\da-z]+$/, "not a line is left");
  });
});

Deno.test("Without scripts the total with delivery is shown before anything is ordered", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage({ javascript: false });
    await fillCheckout(page);

    await pay(page);
    await page.getByText("Delivery is in the total now. Check it, then pay.").waitFor();
    assert.match(await page.locator(".bar .price").innerText(), /3,050/);
    assert.equal(
      await page.getByLabel("Nearest landmark").inputValue(),
      "Tumaini Chemist, Gitanga Rd",
    );
    await page.getByLabel("Area").selectOption("Kisumu");
    await pay(page);

    await page.getByText("The total has changed. Nothing was charged.").waitFor();
    assert.match(await page.locator(".bar .price").innerText(), /3,300/);
    await pay(page);
    await page.waitForURL(/\/orders\/[0-9a-f]{32}\/pay$/);
  });
});

Deno.test("A form that is not complete says what to fix and keeps what was typed", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage();
    await fillCheckout(page);
    await page.getByLabel("Phone", { exact: true }).fill("12");
    await page.getByLabel("Nearest landmark").fill("");

    await pay(page);

    const summary = page.getByRole("alert");
    await summary.getByText("2 things to fix.").waitFor();
    assert.equal(await page.getByLabel("Name").inputValue(), "Wanjiru Kamau");
    assert.equal(await page.getByLabel("Phone", { exact: true }).inputValue(), "12");
    await summary.getByRole("link", { name: "Add a landmark" }).click();
    const focused = () => document.activeElement?.id;
    assert.equal(await page.evaluate(focused), "landmark");
  });
});

Deno.test("The same form sent twice is one order", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage();
    await fillCheckout(page);
    const fields = await page.locator("form").evaluate((form) =>
      Object.fromEntries(new FormData(form as HTMLFormElement)) as Record<string, string>
    );

    const send = () =>
      page.request.post(`${shop}/checkout`, {
        form: fields,
        maxRedirects: 0,
        headers: { origin: platform.url },
      });
    const [first, second] = await Promise.all([send(), send()]);

    assert.equal(first.status(), 303);
    assert.equal(first.headers().location, second.headers().location);
  });
});

Deno.test("A payment page asks for another way to pay and says what is wrong with a number", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage({ javascript: false });
    await fillCheckout(page);
    await pay(page);
    await pay(page);
    await page.waitForURL(/\/pay$/);

    await page.getByRole("link", { name: "Pay another way" }).click();
    await page.getByLabel("Phone that pays").fill("12");
    await page.getByRole("button", { name: "Send the prompt there" }).click();

    await page.getByText("M-Pesa needs a Kenyan number.").waitFor();
    assert.equal(await page.getByLabel("Phone that pays").inputValue(), "12");
  });
});
