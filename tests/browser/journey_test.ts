import assert from "node:assert/strict";
import postgres from "postgres";
import type { Page } from "playwright-core";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { until } from "@/tests/fixtures/until.ts";
import { createPhone, type Phone } from "@/tests/payments/phone.ts";
import { type TestBrowser, withBrowser } from "./browser.ts";

let platform: Platform;
let sql: postgres.Sql;
let phone: Phone;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { onnotice: () => {}, max: 2 });
  phone = createPhone(platform.daraja_url);
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

const PRODUCT = "market-basket-indigo";

for (const javascript of [true, false]) {
  const how = javascript ? "with JavaScript" : "without JavaScript";
  const payer = javascript ? "0712 345 601" : "0712 345 602";

  Deno.test(`A shopper on a phone buys ${how}, and the merchant sees the paid order and one unit less`, async () => {
    await withBrowser(async (browser) => {
      const before = await stockOf(PRODUCT);
      const page = await browser.newPage({ javascript });
      await placeOrder(page, payer);
      await page.getByRole("heading", { name: "Check your phone" }).waitFor();

      await approve(payer);

      await page.getByRole("heading", { name: "Asante, Wanjiru." }).waitFor();
      const label = await labelOn(page);
      assert.equal(await stockOf(PRODUCT), before - 1);
      await assertTold(payer, label);
      await assertMerchantSees(browser, label);
      await assertLedgerAddsUp(sql, await demoStoreId());
    });
  });
}

const endings: [how: string, end: (payer: string) => Promise<void>, words: RegExp][] = [
  ["is refused", (payer) => phone.refuse(msisdn(payer)), /You said no|cancelled|refused/i],
  ["times out", (payer) => ignorePrompt(payer), /No PIN was entered. Nothing was charged/],
];

for (const [index, [how, end, words]] of endings.entries()) {
  Deno.test(`A prompt that ${how} leaves the order payable and its goods held, and the next one is paid`, async () => {
    await withBrowser(async (browser) => {
      const payer = `0712 345 61${index}`;
      const page = await browser.newPage({ javascript: false });
      await placeOrder(page, payer);
      await promptOn(payer);

      await end(payer);

      await page.getByText(words).first().waitFor();
      const [order] = await ordersOf(payer);
      assert.deepEqual([order!.status, order!.payment_status], ["pending", "unpaid"]);
      await assertLedgerAddsUp(sql, await demoStoreId());

      await page.getByRole("button", { name: /Send the prompt again|Send it again|Try again/ })
        .click();
      await approve(payer);
      await page.getByRole("heading", { name: "Asante, Wanjiru." }).waitFor();
    });
  });
}

/** From the shop's first page to the prompt. */
async function placeOrder(page: Page, payer: string): Promise<void> {
  await page.goto(`${platform.url}/s/demo/`);
  await page.getByRole("link", { name: "Market basket, indigo" }).first().click();
  await page.getByRole("button", { name: "Add to cart" }).first().click();
  const cart = page.getByRole("link", { name: /View cart/ }).or(
    page.getByRole("heading", { name: "Cart" }),
  );
  await cart.first().waitFor();
  await page.goto(`${platform.url}/s/demo/cart`);
  await page.getByRole("button", { name: /Checkout/i }).first().click();
  await page.getByLabel("Phone", { exact: true }).fill(payer);
  await page.getByLabel("Name", { exact: true }).fill("Wanjiru Kamau");
  await page.getByLabel("Area").selectOption("Kilimani, Nairobi");
  await page.getByLabel("Nearest landmark").fill("Tumaini Chemist, Gitanga Rd");
  await page.getByRole("button", { name: /^(Pay|Continue)/ }).click();
  // Without scripts the total with delivery is shown first.
  const pay = page.getByRole("button", { name: /^Pay/ });
  if (await pay.isVisible()) await pay.click();
  await page.waitForURL(/\/orders\/[0-9a-f]+\/pay/);
}

function msisdn(payer: string): string {
  return "254" + payer.replaceAll(" ", "").slice(1);
}

/** Waits until M-Pesa shows its prompt on this phone. */
async function promptOn(payer: string): Promise<string> {
  let checkoutId: string | undefined;
  await until(async () => {
    const waiting = (await phone.prompts(msisdn(payer))).find((prompt) => !prompt.end);
    checkoutId = waiting?.checkoutId;
    return checkoutId !== undefined;
  });
  return checkoutId!;
}

async function approve(payer: string): Promise<void> {
  await promptOn(payer);
  await phone.approve(msisdn(payer));
}

/** Nobody enters a PIN; then the lock that M-Pesa keeps on a phone for a while is over, too. */
async function ignorePrompt(payer: string): Promise<void> {
  await promptOn(payer);
  await phone.pass(150);
}

async function labelOn(page: Page): Promise<string> {
  const text = await page.getByText(/^KK-\d+$/).first().textContent();
  return text!.trim();
}

interface Message {
  channel: "email" | "sms";
  to: string[];
  subject: string | null;
  text: string;
}

async function assertTold(payer: string, label: string): Promise<void> {
  await until(async () => {
    const { messages } = await (await fetch(`${platform.mailbox_url}/messages`)).json();
    const about = (messages as Message[]).filter((message) =>
      `${message.subject} ${message.text}`.includes(label)
    );
    const sms = about.filter((message) =>
      message.channel === "sms" && message.to.includes("+" + msisdn(payer))
    );
    const emails = about.filter((message) => message.channel === "email");
    return sms.length === 2 && emails.length === 2;
  });
}

async function assertMerchantSees(browser: TestBrowser, label: string): Promise<void> {
  const page = await browser.newPage();
  await page.goto(`${platform.url}/sign-in`);
  await page.getByLabel(/Email/).fill("merchant@afrify.test");
  await page.getByLabel("Password", { exact: true }).fill("afrify-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: label }).click();
  await page.getByText("Paid in full.").waitFor();
  assert.match(await page.textContent("main") ?? "", /Market basket, indigo/);
}

async function stockOf(slug: string): Promise<number> {
  const [row] = await sql`select sum(l.on_hand)::int as on_hand from inventory_levels l
    join variants v on v.id = l.variant_id join products p on p.id = v.product_id
    where p.slug = ${slug} and p.store_id = ${await demoStoreId()}`;
  return row!.on_hand;
}

async function demoStoreId(): Promise<string> {
  const [store] = await sql`select id from stores where slug = 'demo'`;
  return store!.id;
}

function ordersOf(payer: string) {
  return sql`select status, payment_status from orders where contact_phone = ${
    "+" + msisdn(payer)
  }`;
}
