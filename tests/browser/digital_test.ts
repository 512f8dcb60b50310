import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import postgres from "postgres";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { until } from "@/tests/fixtures/until.ts";
import { createPhone, type Phone } from "@/tests/payments/phone.ts";
import { testAccessible } from "./axe.ts";
import { withBrowser } from "./browser.ts";
import { signIn } from "./sign_in.ts";

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

const BYTES = "%PDF-1.7 a pattern of a basket";
const file = (name: string) => ({
  name,
  mimeType: "application/pdf",
  buffer: Buffer.from(BYTES),
});

/** Adds a digital product by its form, as its merchant. Leaves the page where saving leads. */
async function addProduct(page: Page, title: string): Promise<void> {
  await signIn(page, platform.url);
  await page.goto(`${platform.url}/dashboard/demo/products/new`);
  await page.getByLabel("Name", { exact: true }).fill(title);
  await page.getByLabel("Price", { exact: false }).first().fill("350");
  await page.getByLabel(/Sold as files to download/).check();
  await page.getByLabel("Add files").setInputFiles([
    file("Basket pattern.pdf"),
    file("Colours.pdf"),
  ]);
  await page.getByLabel(/Downloads of each file/).fill("1");
  await page.getByLabel(/Days to download/).fill("30");
  await page.getByRole("button", { name: "Save" }).last().click();
  await page.waitForURL("**saved=1*");
}

/** From the product's page to the prompt on the phone. */
async function order(page: Page, title: string, payer: string): Promise<void> {
  await page.goto(`${platform.url}/s/demo/p/${title.toLowerCase().replaceAll(" ", "-")}`);
  await page.getByRole("button", { name: "Add to cart" }).first().click();
  await page.getByRole("link", { name: /View cart/ }).or(
    page.getByRole("heading", { name: "Cart" }),
  )
    .first().waitFor();
  await page.goto(`${platform.url}/s/demo/checkout`);
  assert.equal(
    await page.getByLabel("Area").count(),
    0,
    "nothing is brought, so nobody asks where to",
  );
  await page.getByLabel("Phone", { exact: true }).fill(payer);
  await page.getByLabel("Name", { exact: true }).fill("Wanjiru Kamau");
}

async function pay(page: Page, payer: string): Promise<void> {
  await page.getByRole("button", { name: /^Pay/ }).first().click();
  await page.waitForURL(/\/orders\/[0-9a-f]+\/pay/);
  const msisdn = "254" + payer.replaceAll(" ", "").slice(1);
  await until(async () => (await phone.prompts(msisdn)).some(({ end }) => !end));
  await phone.approve(msisdn);
  await page.getByRole("heading", { name: "Asante, Wanjiru." }).waitFor();
}

async function textOf(download: { createReadStream(): Promise<AsyncIterable<Uint8Array>> }) {
  let text = "";
  for await (const chunk of await download.createReadStream()) {
    text += new TextDecoder().decode(chunk);
  }
  return text;
}

Deno.test("a shopper on a phone without JavaScript buys a file, downloads it, runs out, and is told whom to ask", async () => {
  await withBrowser(async (browser) => {
    await addProduct(await browser.newPage({ javascript: false }), "Basket pattern");
    const page = await browser.newPage({ javascript: false });
    await order(page, "Basket pattern", "0712 345 701");
    await pay(page, "0712 345 701");
    await page.getByText("1 of 1 downloads left").first().waitFor();

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: /^Download, 1 KB Basket pattern/ }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "Basket pattern.pdf");
    assert.equal(await textOf(download), BYTES);
    await page.getByText("Your download begins by itself.").waitFor();

    const [again] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: /^Download again/ }).click(),
    ]);
    assert.equal(await textOf(again), BYTES);
    const [taken] = await sql`select count(*)::int as n from order_downloads`;
    assert.equal(taken!.n, 1, "fetching it again within the hour costs nothing");

    await sql`update order_downloads set open_until = now()`;
    await page.goto(page.url().split("?")[0]!);
    await page.getByText("No downloads left: you took it 1 time.").waitFor();
    await page.getByRole("link", { name: /Ask the shop for more/ }).waitFor();
    assert.equal(
      await page.getByRole("button", { name: /^Download, 1 KB/ }).count(),
      1,
      "the other file",
    );
  });
});

testAccessible("where files are sold and bought", async function* (page, width) {
  const title = `Song ${width}`;
  const payer = `0712 34${width.toString().slice(0, 1)} 8${width.toString().slice(1, 3)}`;
  await addProduct(page, title);
  yield "a digital product";
  await page.locator("summary", { hasText: "Change" }).last().click();
  await page.getByLabel("Remove it").last().check();
  await page.getByRole("button", { name: "Save" }).last().click();
  await page.waitForURL("**saved=1*");
  await page.getByText("1 removed file").click();
  yield "a removed file";
  await page.getByLabel(/Downloads of each file/).fill("none");
  await page.getByRole("button", { name: "Save" }).last().click();
  await page.locator("#downloadLimit-error").waitFor();
  yield "a limit that is none";

  await order(page, title, payer);
  yield "a checkout that asks for no place";
  await pay(page, payer);
  yield "an order with files";
  await page.getByRole("button", { name: /^Download, 1 KB/ }).first().click();
  await page.getByText("Your download begins by itself.").waitFor();
  yield "a download that began";
  await sql`update order_downloads set open_until = now()`;
  await page.goto(`${page.url().split("?")[0]}?problem=downloads_used_up`);
  yield "no downloads left";

  const [placed] = await sql`select number from orders order by id desc limit 1`;
  await page.goto(`${platform.url}/dashboard/demo/orders/${placed!.number}`);
  await page.getByText("Give more").click();
  yield "an order's downloads";
});
