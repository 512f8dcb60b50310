import assert from "node:assert/strict";
import postgres from "postgres";
import type { Page } from "playwright-core";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { until } from "@/tests/fixtures/until.ts";
import { createPhone, type Phone } from "@/tests/payments/phone.ts";
import { withBrowser } from "./browser.ts";

let platform: Platform;
let sql: postgres.Sql;
let phone: Phone;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { onnotice: () => {}, max: 2 });
  await sql`update stores set deposit_percent = 30, instalment_days = 21 where slug = 'demo'`;
  phone = createPhone(platform.daraja_url);
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

/** From the goods to the prompt, with the deposit chosen. Resolves with what it says is paid now. */
async function orderWithDeposit(page: Page, payer: string): Promise<string> {
  await page.goto(`${platform.url}/s/demo/p/market-basket-indigo`);
  await page.getByRole("button", { name: "Add to cart" }).first().click();
  await page.getByRole("link", { name: /View cart/ }).or(
    page.getByRole("heading", { name: "Cart" }),
  )
    .first().waitFor();
  await page.goto(`${platform.url}/s/demo/checkout`);
  await page.getByLabel("Phone", { exact: true }).fill(payer);
  await page.getByLabel("Name", { exact: true }).fill("Wanjiru Kamau");
  await page.getByLabel("Area").selectOption("Kilimani, Nairobi");
  await page.getByLabel("Nearest landmark").fill("Tumaini Chemist, Gitanga Rd");
  await page.locator("#parts").check();
  const now = page.locator("label:has(#parts) b");
  const button = page.locator("form .btn-fill:visible");
  if (!/KES/.test(await now.innerText())) {
    // Without scripts the total with delivery is shown first.
    await button.click();
    await page.getByText("Delivery is in the total now").waitFor();
    assert.equal(await page.locator("#parts").isChecked(), true, "what was chosen stays");
  }
  const said = await now.innerText();
  await button.click();
  await page.waitForURL(/\/orders\/[0-9a-f]+\/pay/);
  return /KES [\d,]+/.exec(said.replaceAll("\u00a0", " "))![0];
}

async function approve(msisdn: string): Promise<number> {
  await until(async () => (await phone.prompts(msisdn)).some((prompt) => !prompt.end));
  const { shillings } = await phone.prompt(msisdn);
  await phone.approve(msisdn);
  return shillings;
}

function shillings(text: string): number {
  return Number(text.replace(/\D/g, ""));
}

for (const javascript of [true, false]) {
  const how = javascript ? "with JavaScript" : "without JavaScript";
  const [buyer, friend] = javascript ? ["0712345671", "0722345671"] : ["0712345672", "0722345672"];

  Deno.test(`on small phones one pays a deposit and a friend the rest, ${how}`, async () => {
    await withBrowser(async (browser) => {
      const page = await browser.newPage({ width: 360, height: 640, javascript });
      const now = await orderWithDeposit(page, buyer);
      assert.equal(await approve("254" + buyer.slice(1)), shillings(now), "the deposit alone");
      await page.getByText("Part of it is paid").first().waitFor();

      const address = page.url().replace(/\/pay.*$/, "");
      await page.goto(address);
      const text = (await page.locator("main").innerText()).replaceAll("\u00a0", " ");
      assert.match(text, new RegExp(`${now} of KES [\\d,]+ paid`));
      assert.match(text, /Pay the rest by \d+ \w+/);
      const left = shillings(/KES ([\d,]+) left/.exec(text)![1]!);
      await page.locator("#share button").click();
      const link = new URL(await page.locator("#share input").inputValue()).pathname;

      const other = await browser.newPage({ width: 360, height: 640, javascript });
      await other.goto(`${platform.url}/s/demo${link}`);
      await other.getByText("Wanjiru asks you to pay").waitFor();
      await other.getByRole("textbox", { name: "Your phone" }).fill(friend);
      await other.locator("main form button").click();
      await other.waitForURL(/\/pay\/[0-9a-f]+\/[0-9a-f-]+$/);
      assert.equal(await approve("254" + friend.slice(1)), left, "all of the rest");
      await other.getByText(/You paid/).first().waitFor();

      await page.goto(address);
      await page.getByText("Paid in full").first().waitFor();
      const [order] = await sql`select status, payment_status, store_id from orders
        where token = ${address.split("/").at(-1)!}`;
      assert.deepEqual([order!.status, order!.payment_status], ["paid", "paid"]);
      await assertLedgerAddsUp(sql, order!.store_id);
    });
  });
}
