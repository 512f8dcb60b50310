import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import postgres from "postgres";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { createShopper, findShopperCode } from "@/tests/fixtures/shopper.ts";
import { until } from "@/tests/fixtures/until.ts";
import { testAccessible } from "./axe.ts";
import { withBrowser } from "./browser.ts";

let platform: Platform;
let shop: string;
let variantId: string;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  shop = `${platform.url}/s/demo`;
  const sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  const [variant] = await sql`select v.id from public.variants as v
    join public.products as p on p.id = v.product_id and p.slug = 'market-basket-indigo'`;
  variantId = variant!.id;
  await sql.end();
});

Deno.test.afterAll(() => platform.stop());

let phones = 0;
const codes = new Map<string, number>();
const aPhone = () => `0744 000 ${String(100 + phones++)}`;

async function nextCode(phone: string): Promise<string> {
  const e164 = `+254${phone.slice(1).replaceAll(" ", "")}`;
  const count = (codes.get(phone) ?? 0) + 1;
  codes.set(phone, count);
  return await findShopperCode(platform.mailbox_url, e164, count);
}

async function signIn(page: Page, phone: string): Promise<void> {
  await page.goto(`${shop}/account`);
  await page.getByLabel("Phone", { exact: true }).fill(phone);
  await page.getByRole("button", { name: "Send me a code" }).click();
  await page.getByLabel("Code from the SMS").fill(await nextCode(phone));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/account$/);
}

async function fillCart(page: Page): Promise<void> {
  await page.goto(`${shop}/p/market-basket-indigo`, { waitUntil: "networkidle" });
  await page.locator("#buy > .btn").click();
  await page.getByText(/Added to your cart|Your cart/).first().waitFor();
}

for (const javascript of [true, false]) {
  const how = javascript ? "With" : "Without";

  Deno.test(`${how} scripts a phone finds its order, buys it again, and checkout fills itself in`, async () => {
    const phone = aPhone();
    await createShopper(platform.url).buy(variantId, phone);
    await withBrowser(async (browser) => {
      const page = await browser.newPage({ javascript });
      await signIn(page, phone);
      await page.getByRole("button", { name: /^Buy again/ }).click();
      await page.getByText("What you ordered before is in your cart").waitFor();
      await page.getByText("Add a note for the shop").click();
      await page.getByLabel("Note").fill("Ring twice");
      await page.getByLabel("Delivery to").selectOption("Kisumu");
      await page.locator(".bar").getByRole("button", { name: "Checkout" }).click();
      await page.waitForURL(/\/checkout/);

      assert.equal(await page.getByLabel("Phone", { exact: true }).inputValue(), phone);
      assert.equal(await page.getByLabel("Note").inputValue(), "Ring twice");
      await page.getByText("Tumaini Chemist, Gitanga Rd").click();
      const pay = page.locator(".bar").getByRole("button");
      await pay.click();
      if (!javascript) {
        await page.getByText(/Delivery is in the total now|The total has changed/).waitFor();
        await pay.click();
      }
      await page.waitForURL(/\/orders\/[0-9a-f]{32}\/pay$/);
    });
  });

  Deno.test(`${how} scripts a code in the middle of the checkout leaves all that was typed`, async () => {
    const phone = aPhone();
    await withBrowser(async (browser) => {
      const page = await browser.newPage({ javascript });
      await fillCart(page);
      await page.goto(`${shop}/checkout`, { waitUntil: "networkidle" });
      await page.getByLabel("Phone", { exact: true }).fill(phone);
      await page.getByLabel("Name").fill("Amina Noor");
      await page.getByLabel("Nearest landmark").fill("Blue gate");
      await page.getByRole("button", { name: "I have bought here before" }).click();
      await page.getByLabel("Code from the SMS").fill(await nextCode(phone));
      await page.keyboard.press("Enter");

      await page.getByLabel("Code from the SMS").waitFor({ state: "detached" });
      assert.equal(await page.getByLabel("Name").inputValue(), "Amina Noor");
      assert.equal(await page.getByLabel("Nearest landmark").inputValue(), "Blue gate");
      assert.ok((await page.context().cookies()).some(({ name }) => name === "shopper"));
    });
  });

  Deno.test(`${how} scripts an address is added with Enter, removed, and comes back`, async () => {
    await withBrowser(async (browser) => {
      const page = await browser.newPage({ javascript });
      await signIn(page, aPhone());
      await page.getByRole("link", { name: "Addresses" }).click();
      await page.getByRole("link", { name: "Add an address" }).click();
      await page.getByLabel("Name").fill("Amina Noor");
      await page.getByLabel("Area").selectOption("Kilimani, Nairobi");
      await page.getByLabel("Nearest landmark").fill("Blue gate");
      await page.keyboard.press("Enter");
      await page.getByText("Saved").waitFor();
      await page.getByRole("button", { name: /^Remove/ }).click();
      await page.getByText("No addresses yet").waitFor();
      await page.getByRole("button", { name: "Undo" }).click();
      await page.getByText("Blue gate").first().waitFor();
    });
  });
}

Deno.test("A phone that knows where it is fills in the pin, and one that refuses says so", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage();
    await fillCart(page);
    await page.goto(`${shop}/checkout`, { waitUntil: "networkidle" });
    await page.getByText("Add a pin on the map").click();
    const here = page.getByRole("button", { name: "I am there now" });
    await here.click();
    await page.getByText("Your phone did not tell where it is").waitFor();
    const context = page.context();
    await context.grantPermissions(["geolocation"]);
    await context.setGeolocation({ latitude: -1.2920661, longitude: 36.8219462 });
    await here.click();
    await until(async () =>
      await page.getByRole("textbox", { name: "Pin" }).inputValue() === "-1.292066, 36.821946"
    );
  });
});

Deno.test("A form of a tab without scripts is followed by a tab with them, and the other way round", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage();
    await fillCart(page);
    const other = await page.context().newPage();
    await other.goto(shop, { waitUntil: "networkidle" });
    // What a form sends whose page has no scripts yet.
    await page.request.post(`${shop}/cart/items`, {
      form: { product: "smoke-fired-vase", quantity: "2" },
      headers: { origin: platform.url },
    });
    await other.evaluate(() => dispatchEvent(new Event("focus")));

    const bag = other.getByRole("banner").getByRole("link", { name: /^Cart/ });
    await until(async () => /3/.test(await bag.innerText()));
    await page.goto(`${shop}/p/kitui-sisal-basket`, { waitUntil: "networkidle" });
    await page.locator("#buy > .btn").click();
    await until(async () => /4/.test(await bag.innerText()));
    const [cookie, kept] = await page.evaluate(() => [
      /cart=([\w.]*)/.exec(document.cookie)![1],
      localStorage.getItem("cart:demo"),
    ]);
    assert.equal(cookie, kept);
  });
});

Deno.test("A receipt is one page, of A4 and of a roll of 80 mm", async () => {
  const token = await createShopper(platform.url).buy(variantId, aPhone());
  await withBrowser(async (browser) => {
    const page = await browser.newPage();
    for (const [query, width] of [["", 595], ["?paper=80mm", 227]] as const) {
      await page.goto(`${shop}/orders/${token}/receipt${query}`, { waitUntil: "networkidle" });
      await page.getByRole("button", { name: "Print" }).waitFor();
      const pdf = new TextDecoder("latin1").decode(await page.pdf({ preferCSSPageSize: true }));
      assert.equal(pdf.match(/\/Type\s*\/Page[^s]/g)!.length, 1);
      const box = /\/MediaBox\s*\[\s*0 0 ([\d.]+)/.exec(pdf)!;
      assert.equal(Math.round(Number(box[1])), width);
      await page.emulateMedia({ media: "print" });
      assert.equal(await page.getByRole("button", { name: "Print" }).isVisible(), false);
      await page.emulateMedia({ media: "screen" });
    }
  });
});

/** Everything that is a shopper's own. */
async function* visit(page: Page): AsyncGenerator<string> {
  const phone = aPhone();
  const token = await createShopper(platform.url).buy(variantId, phone);
  const go = async (path: string) => {
    await page.goto(shop + path, { waitUntil: "networkidle" });
    return path;
  };
  yield await go("/account");
  await page.getByLabel("Phone", { exact: true }).fill("12");
  await page.getByRole("button", { name: "Send me a code" }).click();
  await page.getByRole("alert").waitFor();
  yield "a phone that is none";
  await page.getByLabel("Phone", { exact: true }).fill(phone);
  await page.getByRole("button", { name: "Send me a code" }).click();
  await page.getByLabel("Code from the SMS").fill("12");
  await page.keyboard.press("Enter");
  await page.getByText("The code has six digits").waitFor();
  yield "a code that is none";
  await nextCode(phone);
  await signIn(page, phone);
  yield "orders";
  yield await go("/account?missing=9");
  yield await go("/account/addresses");
  yield await go("/account/addresses/new");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("alert").waitFor();
  yield "an address with errors";
  yield await go("/account/profile?saved=1");
  await fillCart(page);
  yield await go("/cart?area=Kisumu");
  await page.getByRole("button", { name: "Send this cart to another phone" }).click();
  await page.getByLabel("Link to this cart").waitFor();
  yield "a cart that is shared";
  const link = new URL(await page.getByLabel("Link to this cart").inputValue());
  yield await go(link.pathname);
  yield await go("/cart/shared/00000000000000000000");
  yield await go("/checkout");
  yield await go(`/orders/${token}`);
  yield await go(`/orders/${token}/receipt`);
  yield await go(`/orders/${token}/receipt?paper=80mm`);
  await page.context().clearCookies({ name: "shopper" });
  await go("/checkout");
  await page.getByLabel("Phone", { exact: true }).fill(aPhone());
  await page.getByRole("button", { name: "I have bought here before" }).click();
  await page.getByLabel("Code from the SMS").waitFor();
  yield "a code in the checkout";
}

testAccessible("of a shopper's own", visit);
