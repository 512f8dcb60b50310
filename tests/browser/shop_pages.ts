import type { Page } from "playwright-core";

export interface ShopVisit {
  /** "http://localhost:8000/s/demo/ar" */
  shop: string;
  /** A shop's own page, below `shop`. */
  ownPage: string;
}

/** Every page that a shopper of the demo shop meets, in the order of buying, by name; in any language. */
export async function* visitShop(page: Page, { shop, ownPage }: ShopVisit): AsyncGenerator<string> {
  const go = async (path: string) =>
    void await page.goto(shop + path, { waitUntil: "networkidle" });
  for (
    const [name, path] of Object.entries({
      "front": "",
      "everything": "/p",
      "category": "/c/baskets",
      "not-found": "/c/nothing",
      "search": "/search?q=basket",
      "search-nothing": "/search?q=qqqqqq",
      "own-page": ownPage,
      "contact": "/contact",
      "sign-in": "/account",
      "cart-empty": "/cart",
      "product": "/p/kitui-sisal-basket",
    })
  ) {
    await go(path);
    yield name;
  }
  await page.locator("#buy > .btn").click();
  await page.getByRole("status").getByRole("link").waitFor();
  yield "product-added";
  await go("/cart");
  yield "cart";
  yield* checkOut(page, go);
}

async function* checkOut(page: Page, go: (path: string) => Promise<void>): AsyncGenerator<string> {
  await go("/checkout");
  yield "checkout";
  await page.locator("form .btn-fill:visible").click();
  await page.getByRole("alert").waitFor();
  yield "checkout-errors";
  await page.locator("#phone").fill("0712 345 678");
  await page.locator("#name").fill("Wanjiru Kamau");
  await page.locator("[value=pickup]").check();
  await page.locator("form .btn-fill:visible").click();
  await page.waitForURL(/\/pay$/);
  const order = page.url().replace(/\/pay$/, "");
  // Asking for another number the page stays as it is; else it reloads itself while one looks.
  await page.goto(`${order}/pay?other=1`);
  yield "pay";
  await page.goto(order);
  yield "order";
  await page.goto(`${order}/receipt`);
  yield "receipt";
  await page.goto(order);
  await page.locator("#share button").click();
  const link = await page.locator("#share input").inputValue();
  yield "order-shared";
  await go(`/pay/${link.split("/pay/")[1]}`);
  yield "pay-for-somebody";
}
