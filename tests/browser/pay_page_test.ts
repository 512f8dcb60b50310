import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import postgres from "postgres";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { createPhone } from "@/tests/payments/phone.ts";
import { until } from "@/tests/fixtures/until.ts";
import { createTill, type Till } from "@/tests/payments/till.ts";
import { testAccessible } from "./axe.ts";
import { withBrowser } from "./browser.ts";

let platform: Platform;
let sql: postgres.Sql;
let till: Till;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { onnotice: () => {}, max: 2 });
  till = createTill(platform.paystack_url);
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

const ON_PAYSTACK = /:\d+\/pay\/[0-9a-f]+/;

for (const javascript of [true, false]) {
  const how = javascript ? "with JavaScript" : "without JavaScript";

  Deno.test(`A shopper on a phone buys on Paystack's page ${how}`, async () => {
    await withBrowser(async (browser) => {
      const page = await browser.newPage({ javascript });
      await chooseCard(page, javascript ? "0712 345 631" : "0712 345 632");
      await page.waitForURL(ON_PAYSTACK);

      await page.getByRole("button", { name: /^Pay KES/ }).click();

      await page.getByRole("heading", { name: "Asante, Wanjiru." }).waitFor();
      assert.match(await page.textContent("main") ?? "", /Paystack receipt/);
      await assertLedgerAddsUp(sql, await demoStoreId());
    });
  });
}

Deno.test("Whoever leaves the page is led back to it, or pays by M-Pesa instead", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage({ javascript: false });
    await chooseCard(page, "0712 345 633");
    await page.waitForURL(ON_PAYSTACK);
    await page.getByRole("link", { name: "Leave without paying" }).click();
    await page.getByRole("heading", { name: "Waiting for your payment" }).waitFor();

    await page.getByRole("link", { name: "Go to Paystack" }).click();
    await page.waitForURL(ON_PAYSTACK);
    await page.getByRole("link", { name: "Leave without paying" }).click();
    await page.getByRole("link", { name: "Pay another way" }).click();
    await page.getByRole("button", { name: "Send the prompt there" }).click();
    await page.getByRole("heading", { name: "Check your phone" }).waitFor();
    const phone = createPhone(platform.daraja_url);
    await until(async () => (await phone.prompts("254712345633")).length > 0);
    await phone.approve("254712345633");

    await page.getByRole("heading", { name: "Asante, Wanjiru." }).waitFor();
    await assertLedgerAddsUp(sql, await demoStoreId());
  });
});

Deno.test("A declined card says that nothing was charged, and the next try is paid", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage({ javascript: false });
    await chooseCard(page, "0712 345 634");
    await page.waitForURL(ON_PAYSTACK);
    await page.getByRole("button", { name: "Have it declined" }).click();
    await page.getByRole("link", { name: "Leave without paying" }).click();
    await page.getByText(/The payment was declined. Nothing was charged/).waitFor();

    await page.getByRole("button", { name: "Pay on Paystack’s page" }).click();
    await page.waitForURL(ON_PAYSTACK);
    await page.getByRole("button", { name: /^Pay KES/ }).click();
    await page.getByRole("heading", { name: "Asante, Wanjiru." }).waitFor();
  });
});

Deno.test("Nobody comes back from the page: the order is paid all the same", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage({ javascript: false });
    await chooseCard(page, "0712 345 635");
    await page.waitForURL(ON_PAYSTACK);
    const attempt = await attemptOf("+254712345635");

    await till.click(attempt.id, "pay");

    await until(async () => (await attemptOf("+254712345635")).state === "succeeded");
  });
});

testAccessible("on the pages of paying", async function* (page, width) {
  const payer = width === 360 ? "0712 345 636" : "0712 345 637";
  await fillCheckout(page, payer);
  yield "checkout with the card chosen";
  await submit(page);
  await page.waitForURL(ON_PAYSTACK);
  await page.getByRole("link", { name: "Leave without paying" }).click();
  await page.getByRole("heading", { name: "Waiting for your payment" }).waitFor();
  await page.getByRole("link", { name: "Pay another way" }).click();
  await page.getByLabel("Phone that pays").waitFor();
  yield "another way to pay";
});

async function chooseCard(page: Page, payer: string): Promise<void> {
  await fillCheckout(page, payer);
  await submit(page);
}

/** From a product to the end of checkout, with the card chosen. */
async function fillCheckout(page: Page, payer: string): Promise<void> {
  await page.goto(`${platform.url}/s/demo/p/market-basket-indigo`);
  await page.getByRole("button", { name: "Add to cart" }).first().click();
  const cart = page.getByRole("link", { name: /View cart/ }).or(
    page.getByRole("heading", { name: "Cart" }),
  );
  await cart.first().waitFor();
  await page.goto(`${platform.url}/s/demo/checkout`);
  await page.getByLabel("Phone", { exact: true }).fill(payer);
  await page.getByLabel("Name", { exact: true }).fill("Wanjiru Kamau");
  await page.getByLabel("Area").selectOption("Kilimani, Nairobi");
  await page.getByLabel("Nearest landmark").fill("Tumaini Chemist, Gitanga Rd");
  await page.getByLabel(/Card or bank/).check();
}

async function submit(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^(Pay|Continue)/ }).click();
  const pay = page.getByRole("button", { name: /^Pay/ });
  // Without scripts the total with delivery is shown first.
  if (await pay.isVisible()) await pay.click();
}

async function attemptOf(phone: string): Promise<{ id: string; state: string }> {
  const [attempt] = await sql`select a.id, a.state from payment_attempts a
    join orders o on o.id = a.order_id where o.contact_phone = ${phone}`;
  return attempt as unknown as { id: string; state: string };
}

async function demoStoreId(): Promise<string> {
  const [store] = await sql`select id from stores where slug = 'demo'`;
  return store!.id;
}
