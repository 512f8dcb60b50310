import type { Page } from "playwright-core";
import postgres from "postgres";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { testAccessible } from "./axe.ts";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
});

Deno.test.afterAll(() => platform.stop());

/** Everything a shopper meets, in the order of buying. */
async function* visit(page: Page): AsyncGenerator<string> {
  const go = async (path: string) => {
    await page.goto(platform.url + path, { waitUntil: "networkidle" });
    return path;
  };
  yield await go("/s/demo");
  yield await go("/s/demo/p");
  yield await go("/s/demo/c/baskets");
  yield await go("/s/demo/c/nothing");
  yield await go("/s/demo/search?q=baskit&tag=leather");
  yield await go("/s/demo/search?q=no+such+thing");
  yield await go("/s/nobody");
  yield await go("/s/demo/offline");
  await page.evaluate(() => document.getElementById("waits")!.hidden = false);
  yield "an order that waits";
  yield await go("/s/demo/cart");
  yield await go("/s/demo/p/kitui-sisal-basket");
  await page.locator("#buy > .btn").click();
  await page.getByRole("status").getByText("Added").waitFor();
  yield "a product in the cart";
  yield await go("/s/demo/cart");
  yield await go("/s/demo/cart?code=NOSUCH");
  yield await go("/s/demo/checkout");
  const pay = () => page.getByRole("button", { name: /^(Pay|Continue)/ }).click();
  await pay();
  await page.getByRole("alert").waitFor();
  yield "a form with errors";
  await page.getByLabel("Phone", { exact: true }).fill("0712 345 678");
  await page.getByLabel("Name").fill("Wanjiru Kamau");
  await page.getByText("I will pick it up").click();
  await pay();
  await page.waitForURL(/\/pay$/);
  yield "the payment page";
  await page.goto(page.url().replace(/\/pay$/, ""));
  yield "the order page";
  await markPaid();
  yield await go(new URL(page.url()).pathname + "/review");
  await page.getByLabel("4 of 5").check();
  await page.getByRole("button", { name: /Send it|Change it/ }).click();
  await page.getByText("Thank you.").waitFor();
  yield "a review that was sent";
  await showReviews();
  yield await go("/s/demo/p/kitui-sisal-basket");
}

/** What a gateway and the shop would do. */
async function markPaid(): Promise<void> {
  await asOwner((sql) => sql`update orders set status = 'paid', paid_at = now()`);
}

async function showReviews(): Promise<void> {
  await asOwner((sql) => sql`update reviews set state = 'published', answer = 'Asante!'`);
}

async function asOwner(run: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  await run(sql);
  await sql.end();
}

testAccessible("in the shop", visit);
