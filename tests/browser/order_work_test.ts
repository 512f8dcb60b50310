import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import postgres from "postgres";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { withBrowser } from "./browser.ts";
import { type StagedOrder, stagePaidOrder } from "./order_work_pages.ts";
import { signIn } from "./sign_in.ts";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
});
Deno.test.afterAll(() => platform.stop());

const ways = [
  { width: 360, height: 640, javascript: true },
  { width: 1280, height: 800, javascript: true },
  { width: 360, height: 640, javascript: false },
];

for (const [place, way] of ways.entries()) {
  const how = `${way.width} px ${way.javascript ? "with" : "without"} JavaScript`;

  Deno.test(`at ${how} an order goes out in two parcels, a piece comes back, and its money with it`, async () => {
    const order = await stagePaidOrder(platform.database_url, `+25471244000${place}`);
    await withBrowser(async (browser) => {
      const page = await browser.newPage(way);
      await signIn(page, platform.url);
      await page.goto(`${platform.url}/dashboard/demo/orders/${order.number}`);
      await sendInTwo(page, order);
      const buyer = await browser.newPage(way);
      await buyer.goto(`${platform.url}/s/demo/orders/${order.token}`);
      await buyer.getByText("FC-204").waitFor();
      await buyer.getByRole("link", { name: /Call the rider/ }).waitFor();
      assert.equal(await buyer.getByText(/^Parcel \d$/).count(), 2);

      await bringBack(page, order);
    });
    assert.deepEqual(await stateOf(order), {
      status: "fulfilled",
      fulfilment: "delivered",
      returned: "closed",
      back: 1,
      restocked: 1,
    });
  });
}

async function sendInTwo(page: Page, { items }: StagedOrder): Promise<void> {
  await page.getByRole("link", { name: "Pack a part" }).click();
  await page.getByLabel(items[0], { exact: true }).fill("1");
  await page.getByLabel(items[1], { exact: true }).fill("0");
  await page.getByLabel("How far it is").selectOption("shipped");
  await page.getByLabel("Who brings it").fill("Fargo Courier");
  await page.getByLabel("Tracking number or link").fill("FC-204");
  await page.getByLabel("Rider’s phone").fill("12");
  await page.getByRole("button", { name: "Note this part" }).click();
  await page.locator("#riderPhone-error").waitFor();
  assert.equal(await page.getByLabel("Who brings it").inputValue(), "Fargo Courier");
  await page.getByLabel("Rider’s phone").fill("0722 000 118");
  await page.getByRole("button", { name: "Note this part" }).click();
  await page.getByText("Parcel 1", { exact: true }).waitFor();
  await page.getByText("Partly packed").first().waitFor();
  await page.getByRole("button", { name: "Pack the rest" }).click();
  await page.getByText("Parcel 2", { exact: true }).waitFor();
  await page.getByRole("button", { name: "With the rider", exact: true }).click();
  await page.getByRole("button", { name: "Delivered", exact: true }).click();
  await page.getByText("Handed over").first().waitFor();
}

async function bringBack(page: Page, { items }: StagedOrder): Promise<void> {
  await page.getByRole("link", { name: "Return", exact: true }).click();
  await page.getByLabel(items[0], { exact: true }).fill("1");
  await page.getByRole("button", { name: "Note the return" }).click();
  await page.locator("#reason-error").waitFor();
  assert.equal(await page.getByLabel(items[0], { exact: true }).inputValue(), "1");
  await page.getByLabel("Why").fill("Too small");
  await page.getByRole("button", { name: "Note the return" }).click();
  await page.getByRole("link", { name: /^It came back/ }).click();
  await page.getByRole("button", { name: "It is here" }).click();
  await page.getByRole("link", { name: "Refund it" }).click();
  await page.getByLabel("How you gave it back").fill("Cash");
  await page.getByRole("button", { name: "Check and confirm" }).click();
  await page.getByRole("button", { name: "Note it" }).click();
  await page.waitForURL(/refunded=1/);
}

async function stateOf({ id }: StagedOrder) {
  const sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  const [row] = await sql`select o.status, o.fulfilment_status as fulfilment, r.state as returned,
      (select sum(on_hand_delta)::int from inventory_movements
        where order_id = o.id and kind = 'returned') as back,
      (select sum(restocked)::int from return_lines where return_id = r.id) as restocked
    from orders as o join returns as r on r.order_id = o.id where o.id = ${id}`;
  await sql.end();
  return { ...row };
}

Deno.test("slips and invoices are printed without the page around them, one order to a sheet", async () => {
  const orders = [
    await stagePaidOrder(platform.database_url, "+254712440101"),
    await stagePaidOrder(platform.database_url, "+254712440102"),
  ];
  await withBrowser(async (browser) => {
    const page = await browser.newPage();
    await signIn(page, platform.url);
    await page.goto(`${platform.url}/dashboard/demo/orders`);
    for (const { number } of orders) {
      await page.locator(`input[name=number][value="${number}"]`).check();
    }
    await page.getByRole("button", { name: "Slips" }).click();
    await page.getByRole("button", { name: "Print" }).waitFor();
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.getByRole("button", { name: "Print" }).isVisible(), false);
    const sheets = await sheetsOf(page);
    assert.deepEqual(sheets.map(({ after }) => after), ["page", "auto"]);
    for (const { text } of sheets) {
      assert.match(text, /Packing slip KK-\d+/);
      assert.match(text, /2 ×/);
      assert.doesNotMatch(text, /KES/, "no price in a parcel");
    }
    await page.emulateMedia({ media: "screen" });
    await page.getByRole("link", { name: "Invoices" }).click();
    await page.getByRole("heading", { name: /^Invoice KK/ }).first().waitFor();
    const invoices = await sheetsOf(page);
    assert.equal(invoices.length, 2);
    for (const { text } of invoices) assert.match(text, /Total\s*KES[\s\S]*Paid\s*KES/);
  });
});

function sheetsOf(page: Page): Promise<{ text: string; after: string }[]> {
  return page.locator(".paper").evaluateAll((sheets) =>
    sheets.map((sheet) => ({
      text: (sheet as HTMLElement).innerText,
      after: getComputedStyle(sheet).breakAfter,
    }))
  );
}
