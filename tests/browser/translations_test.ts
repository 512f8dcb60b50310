import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import postgres from "postgres";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { testAccessible } from "./axe.ts";
import { withBrowser } from "./browser.ts";
import { signIn } from "./sign_in.ts";

let platform: Platform;
let sql: postgres.Sql;
let product: string;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  const [row] = await sql`select id from products where slug = 'kitui-sisal-basket'`;
  product = row!.id;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

const LIST = "/dashboard/demo/translations";

Deno.test("a merchant translates a product on a phone, and its shoppers read it with the next page", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage();
    await signIn(page, platform.url);
    await page.goto(`${platform.url}/dashboard/demo/products/${product}`);
    await page.getByRole("link", { name: "Translate into Français" }).click();
    await page.getByLabel("Title in Français").fill("Panier de Kitui");
    await page.locator("#description").fill("Tressé à la main");
    await page.getByRole("status").getByText("2 changes not saved").waitFor();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("status").getByText("Saved").waitFor();
    const shopper = await browser.newPage({ javascript: false });
    await shopper.goto(`${platform.url}/s/demo/fr/p/kitui-sisal-basket`);
    await shopper.getByRole("heading", { name: "Panier de Kitui" }).waitFor();
    await shopper.getByText("Tressé à la main").waitFor();
    await page.getByRole("link", { name: "Back to the list" }).click();
    await page.getByRole("heading", { name: "Translations" }).waitFor();
    assert.equal(await page.getByText("2 of").count() > 0, true);
  });
});

async function* visit(page: Page): AsyncGenerator<string> {
  const go = async (path: string) => {
    await page.goto(platform.url + path, { waitUntil: "networkidle" });
    return path;
  };
  await sql`update products set translations = jsonb_set(translations, '{ar}',
    '{"title": {"text": "سلة", "of": "00000000"}}') where id = ${product}`;
  await signIn(page, platform.url);
  yield await go(LIST);
  yield await go(`${LIST}?language=ar&kind=zone&all=1`);
  yield await go(`${LIST}/words?language=ar`);
  yield await go(`${LIST}/product/${product}?language=ar`);
  await page.locator("#title").evaluate((field) => field.removeAttribute("maxlength"));
  await page.locator("#title").fill("x".repeat(130));
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").waitFor();
  yield "a translation that is too long";
  yield await go(`/dashboard/demo/products/${product}`);
  yield await go("/dashboard/demo/settings/languages");
}

testAccessible("where a merchant translates", visit);
