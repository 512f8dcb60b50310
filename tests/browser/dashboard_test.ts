import assert from "node:assert/strict";
import type { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { listCaughtMessages } from "@/lib/notifications/mailbox.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { until } from "@/tests/fixtures/until.ts";
import { type TestBrowser, withBrowser } from "./browser.ts";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
});

Deno.test.afterAll(() => platform.stop());

const PASSWORD = "a long password";

for (const javascript of [true, false]) {
  const how = javascript ? "with JavaScript" : "without JavaScript";

  Deno.test(`A merchant on a phone opens a shop ${how} and sells a product with a picture and variants`, async () => {
    await withBrowser(async (browser) => {
      const name = javascript ? "Zuri Beadwork" : "Kente House";
      const slug = name.toLowerCase().replace(" ", "-");
      const page = await openShop(browser, { name, javascript });
      await page.getByRole("heading", { name: "Three steps to your first sale" }).waitFor();
      await page.getByRole("link", { name: "Add a product" }).click();

      await page.getByLabel("Name").fill("Maasai collar");
      await page.getByLabel("Price, KES").fill("1,800");
      await page.getByLabel("In stock").fill("6");
      await page.getByText("It comes in several").click();
      await page.getByLabel("Option", { exact: true }).fill("Colour");
      await page.getByLabel("Values").fill("Red, Blue");
      await page.getByRole("button", { name: "Make the variants" }).click();
      await page.getByRole("heading", { name: "2 variants" }).waitFor();
      assert.equal(await page.getByLabel("Red in stock").inputValue(), "6");
      await page.getByLabel("Blue in stock").fill("2");
      await page.getByLabel("New category").fill("Jewellery");
      await choosePicture(page, await photo());
      await page.getByRole("button", { name: "Save" }).last().click();

      await page.getByText("Saved", { exact: true }).waitFor();
      assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), "Maasai collar");
      await assertInShop(browser, slug);
    });
  });
}

Deno.test("Nobody leaves a form half filled, or sent with mistakes, unasked; saved or untouched it lets go", async () => {
  await withBrowser(async (browser) => {
    const page = await openShop(browser, { name: "Guarded Shop", javascript: true });
    const asked: string[] = [];
    page.on("dialog", async (dialog) => {
      asked.push(dialog.type());
      await dialog.dismiss();
    });
    const form = `${platform.url}/dashboard/guarded-shop/customers/new`;
    const leave = () => page.getByRole("link", { name: "Orders", exact: true }).first().click();

    await page.goto(form, { waitUntil: "networkidle" });
    await page.getByLabel("Name").click();
    await leave();
    await page.waitForURL(/\/orders/);
    assert.deepEqual(asked, [], "nothing was typed");

    await page.goto(form, { waitUntil: "networkidle" });
    await page.getByLabel("Name").fill("Achieng Otieno");
    await leave();
    await until(() => asked.length === 1);
    assert.equal(await page.getByLabel("Name").inputValue(), "Achieng Otieno");

    await page.getByLabel("Phone").fill("12");
    await page.getByRole("button", { name: /^(Add|Save)/ }).last().click();
    await page.locator("[aria-invalid=true]").first().waitFor();
    await page.waitForLoadState("networkidle");
    await page.getByLabel("Phone").click();
    await leave();
    await until(() => asked.length === 2);
    assert.equal(await page.getByLabel("Phone").inputValue(), "12");

    await page.getByLabel("Phone").fill("0712 345 010");
    await page.getByRole("button", { name: /^(Add|Save)/ }).last().click();
    await page.getByRole("heading", { level: 1, name: "Achieng Otieno" }).waitFor();
    assert.deepEqual(asked, ["beforeunload", "beforeunload"]);
  });
});

Deno.test("The bar counts what is not saved, mistakes are told in place, and pictures survive them", async () => {
  await withBrowser(async (browser) => {
    const page = await openShop(browser, { name: "Careful Shop", javascript: true });
    await page.getByRole("link", { name: "Add a product" }).click();
    const bar = page.locator(".savebar");
    await page.waitForLoadState("networkidle");

    await page.getByLabel("Name").fill("Mat");
    await page.getByLabel("Price, KES").fill("12.50");
    await bar.getByText("2 changes not saved").waitFor();
    await choosePicture(page, await photo());
    await bar.getByText("3 changes not saved").waitFor();
    await bar.getByRole("button", { name: "Save" }).click();

    await page.getByRole("alert").getByText("Write a whole amount: 13, for example.").waitFor();
    assert.equal(await page.getByLabel("Price, KES").getAttribute("aria-invalid"), "true");
    assert.equal(await page.locator(".imgs img").count(), 1, "the picture is still there");
    await page.getByRole("link", { name: /Write a whole amount/ }).click();
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute("name")),
      "variants.0.price",
    );

    await page.getByLabel("Price, KES").fill("1,250");
    await bar.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved", { exact: true }).waitFor();
    assert.equal(await page.getByLabel("Price, KES").inputValue(), "1,250");
    assert.equal(
      await page.locator(".imgs > li").count(),
      2,
      "one picture and the tile to add more",
    );
  });
});

Deno.test("What search engines show follows the typing, and a picture left out can be put back", async () => {
  await withBrowser(async (browser) => {
    const page = await openShop(browser, { name: "Live Shop", javascript: true });
    await page.getByRole("link", { name: "Add a product" }).click();
    await page.waitForLoadState("networkidle");
    const preview = page.locator("#seo");

    await page.getByLabel("Name").fill("Mat");
    await preview.getByText("Mat · Live Shop").waitFor();
    await page.locator("[name=description]").fill("Woven **by hand**.");
    await preview.getByText("Woven by hand.").waitFor();
    await page.locator("details", { has: page.locator("#seoTitle") }).locator("summary").click();
    await page.locator("#seoTitle").fill("Mats of Lamu");
    await preview.getByText("Mats of Lamu").waitFor();
    await page.getByText("12 letters. About 60 fit.").waitFor();

    await choosePicture(page, await photo());
    const sent = () =>
      page.evaluate(() => document.querySelector<HTMLInputElement>("#files")!.files!.length);
    await page.getByRole("button", { name: /^Leave out/ }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /^Put back/ }).waitFor();
    assert.equal(await sent(), 0);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /^Leave out/ }).waitFor();
    assert.equal(await sent(), 1);
  });
});

Deno.test("Somebody who signed in again on another tab saves what they wrote on the first", async () => {
  await withBrowser(async (browser) => {
    const page = await openShop(browser, { name: "Two Tabs", javascript: true });
    await page.goto(`${platform.url}/dashboard/two-tabs/products/new`);
    await page.waitForLoadState("networkidle");
    await page.getByLabel("Name").fill("Mat");
    await page.getByLabel("Price, KES").fill("900");

    const tab = await page.context().newPage();
    await tab.goto(`${platform.url}/account`);
    await tab.getByRole("button", { name: "Sign out", exact: true }).first().click();
    await tab.getByLabel("Email").fill("two-tabs@shop.test");
    await tab.getByLabel("Password").fill(PASSWORD);
    await tab.getByRole("button", { name: "Sign in" }).click();
    await tab.waitForURL("**/dashboard/two-tabs");

    await page.locator(".savebar").getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved", { exact: true }).waitFor();
    assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), "Mat");
  });
});

Deno.test("Without scripts, a form of before signing in again says what to do", async () => {
  await withBrowser(async (browser) => {
    const page = await openShop(browser, { name: "Old Form", javascript: false });
    await page.goto(`${platform.url}/account/password`);
    const tab = await page.context().newPage();
    await tab.goto(`${platform.url}/account`);
    await tab.getByRole("button", { name: "Sign out", exact: true }).first().click();
    await tab.getByLabel("Email").fill("old-form@shop.test");
    await tab.getByLabel("Password").fill(PASSWORD);
    await tab.getByRole("button", { name: "Sign in" }).click();
    await tab.waitForURL("**/dashboard/old-form");

    await page.getByLabel("The password you have").fill(PASSWORD);
    await page.getByLabel("New password").fill("another long password");
    await page.getByRole("button", { name: "Change password" }).click();
    await page.getByRole("heading", { name: "This form is too old" }).waitFor();
    await page.goBack();
    await page.reload();
    await page.getByLabel("The password you have").fill(PASSWORD);
    await page.getByLabel("New password").fill("another long password");
    await page.getByRole("button", { name: "Change password" }).click();
    await page.getByText("Your new password holds").waitFor();
  });
});

Deno.test("A merchant signs out and in again, and a wrong password is told", async () => {
  await withBrowser(async (browser) => {
    const page = await openShop(browser, { name: "In And Out", javascript: false });
    await page.getByRole("group").locator("summary[aria-label=Account]").click();
    await page.getByRole("button", { name: "Sign out" }).last().click();
    await page.getByRole("heading", { name: "Welcome back" }).waitFor();

    await page.goto(`${platform.url}/dashboard/in-and-out/products`);
    await page.getByLabel("Email").fill("in-and-out@shop.test");
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("That email and password do not match").waitFor();
    assert.equal(await page.getByLabel("Email").inputValue(), "in-and-out@shop.test");

    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("heading", { name: "Products", exact: true }).waitFor();
  });
});

Deno.test("A forgotten password is replaced by the link in the mailbox, on another device", async () => {
  await withBrowser(async (browser) => {
    const email = "forgetful@shop.test";
    const first = await openShop(browser, { name: "Forgetful", javascript: false });
    await first.context().clearCookies();
    await first.goto(`${platform.url}/sign-in`);
    await first.getByRole("link", { name: "Forgot password" }).click();
    await first.getByLabel("Email").fill(email);
    await first.getByRole("button", { name: "Send me a link" }).click();
    await first.getByRole("heading", { name: "Look into your mail" }).waitFor();

    const phone = await browser.newPage({ javascript: false });
    await phone.goto(await linkIn(email));
    await phone.getByLabel("New password").fill("quite another password");
    await phone.getByRole("button", { name: "Save and go to my shop" }).click();
    await phone.getByRole("heading", { name: "Three steps to your first sale" }).waitFor();
  });
});

async function openShop(
  browser: TestBrowser,
  { name, javascript }: { name: string; javascript: boolean },
): Promise<Page> {
  const page = await browser.newPage({ javascript });
  await page.goto(platform.url);
  await page.getByRole("link", { name: "Open your shop" }).click();
  await page.getByLabel("Name of your shop").fill(name);
  const address = name.toLowerCase().replaceAll(" ", "-");
  await page.getByLabel("Your email").fill(`${address}@shop.test`);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Open my shop" }).click();
  await page.waitForURL(`**/dashboard/${address}`);
  return page;
}

async function photo(): Promise<Buffer> {
  const background = { r: 200, g: 60, b: 40 };
  return await sharp({ create: { width: 1200, height: 900, channels: 3, background } }).jpeg()
    .toBuffer();
}

async function choosePicture(page: Page, buffer: Buffer): Promise<void> {
  const file = { name: "collar.jpg", mimeType: "image/jpeg", buffer };
  await page.setInputFiles("input[type=file]", file);
}

/** As a shopper sees it, once its picture has been made small. */
async function assertInShop(browser: TestBrowser, slug: string): Promise<void> {
  const shopper = await browser.newPage({ javascript: false });
  const picture = shopper.locator("main img.pic").first();
  await until(async () => {
    await shopper.goto(`${platform.url}/s/${slug}/p/maasai-collar`);
    return await picture.count() > 0;
  });
  await shopper.getByRole("heading", { name: "Maasai collar" }).waitFor();
  await shopper.getByText("1,800").first().waitFor();
  for (const colour of ["Red", "Blue"]) await shopper.getByText(colour).first().waitFor();
  assert.match((await picture.getAttribute("src"))!, /\/media\/.+\/160\.webp$/);
}

async function linkIn(email: string): Promise<string> {
  const mails = () => listCaughtMessages(platform.mailbox_url, email);
  await until(async () => (await mails()).length > 0);
  return /https?:\S+token_hash=\S+/.exec((await mails())[0]!.text)![0];
}
