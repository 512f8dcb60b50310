import assert from "node:assert/strict";
import postgres from "postgres";
import type { Page } from "playwright-core";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { until } from "@/tests/fixtures/until.ts";
import { createPhone, type Phone } from "@/tests/payments/phone.ts";
import { testAccessible } from "./axe.ts";
import { withBrowser } from "./browser.ts";
import { visitShop } from "./shop_pages.ts";

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

const PAYER = "0712 345 655";
const MSISDN = "254712345655";

Deno.test("a shopper buys in Arabic on a small phone without JavaScript, from the front page to the paid order", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage({ javascript: false });
    await page.goto(`${platform.url}/s/demo/`);
    await page.getByRole("link", { name: "العربية" }).click();
    await page.waitForURL(/\/s\/demo\/ar$/);
    await page.getByRole("link", { name: "Market basket, indigo" }).first().click();
    await page.getByRole("button", { name: "إضافة إلى السلة" }).first().click();
    await page.getByRole("button", { name: "إتمام الطلب" }).first().click();
    await page.getByLabel("الهاتف", { exact: true }).fill(PAYER);
    await page.getByLabel("الاسم", { exact: true }).fill("أمينة حسن");
    await page.getByLabel("المنطقة").selectOption("Kilimani, Nairobi");
    await page.getByLabel("أقرب معلم معروف").fill("صيدلية الأمل");
    await page.getByRole("button", { name: "متابعة" }).click();
    await page.getByRole("alert").getByText("أُضيف التوصيل إلى المجموع").waitFor();
    await page.getByRole("button", { name: "الدفع", exact: true }).click();
    await page.waitForURL(/\/s\/demo\/ar\/orders\/[0-9a-f]+\/pay/);
    await until(async () => (await phone.prompts(MSISDN)).some((prompt) => !prompt.end));

    await phone.approve(MSISDN);

    await page.getByRole("heading", { name: /شكرًا.*أمينة/ }).waitFor({ timeout: 60_000 });
    assert.match(page.url(), /\/s\/demo\/ar\/orders\/[0-9a-f]+$/);
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).direction), "rtl");
    await assertNumbersRun(page);
    await assertTold(page.url());
  });
});

/** Phones and amounts read from left to right among Arabic letters. */
async function assertNumbersRun(page: Page): Promise<void> {
  const spans = await page.locator("bdi, .price").evaluateAll((all) =>
    all.map((one) => getComputedStyle(one).direction)
  );
  assert.ok(spans.length > 3);
  assert.deepEqual(spans.filter((direction) => direction !== "ltr"), []);
}

/** Both text messages are in Arabic and lead to the Arabic page of the order. */
async function assertTold(order: string): Promise<void> {
  interface Message {
    channel: string;
    to: string[];
    text: string;
  }
  let texts: string[] = [];
  await until(async () => {
    const { messages } = await (await fetch(`${platform.mailbox_url}/messages`)).json();
    texts = (messages as Message[])
      .filter(({ channel, to }) => channel === "sms" && to.includes(`+${MSISDN}`))
      .map(({ text }) => text);
    return texts.length >= 2;
  });
  for (const text of texts) {
    assert.match(text, /\p{Script=Arabic}/u);
    assert.ok(text.endsWith(new URL(order).pathname), text);
  }
}

for (const language of ["ar", "fr"]) {
  testAccessible(`in the shop in "${language}"`, (page) => {
    return visitShop(page, { shop: `${platform.url}/s/demo/${language}`, ownPage: "/contact" });
  });
}
