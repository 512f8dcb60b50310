import assert from "node:assert/strict";
import postgres from "postgres";
import type { Page } from "playwright-core";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { type TestBrowser, withBrowser } from "./browser.ts";
import { signIn } from "./sign_in.ts";

let platform: Platform;
let sql: postgres.Sql;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

for (const javascript of [true, false]) {
  const how = javascript ? "with JavaScript" : "without JavaScript";

  Deno.test(`Two people count a shelf on their phones ${how}, while goods sell, and the stock is right after`, async () => {
    await withBrowser(async (browser) => {
      const goods = await pickGoods();
      const first = await openDashboard(browser, javascript);
      const second = await openDashboard(browser, javascript);
      await startCounting(first);
      await startCounting(second);
      assert.equal(second.url(), first.url(), "both count the same shelf");

      await count(first, goods[0]!, goods[0]!.onHand - 2);
      await sell(goods[0]!.id);
      await count(second, goods[1]!, goods[1]!.onHand + 1);
      await second.getByRole("link", { name: "Review" }).click();
      await second.getByText("2 counted, 2 differ").waitFor();
      await second.getByText("2 fewer").waitFor();
      await second.getByRole("button", { name: "Apply the differences" }).click();
      await second.getByText("The stock is what was counted").waitFor();

      assert.equal(await onHand(goods[0]!.id), goods[0]!.onHand - 3);
      assert.equal(await onHand(goods[1]!.id), goods[1]!.onHand + 1);
      await second.goto(`${platform.url}/dashboard/demo/inventory/${goods[0]!.id}`);
      await second.getByText("Counted by merchant@afrify.test: 2 fewer").first().waitFor();
      await assertFits(second);
    });
  });
}

Deno.test("A delivery is taken in from the list, with the keyboard alone", async () => {
  await withBrowser(async (browser) => {
    const [goods] = await pickGoods();
    const page = await openDashboard(browser, true);
    await page.getByRole("link", { name: /^Products/ }).first().click();
    await page.getByRole("link", { name: /^Stock/ }).first().click();
    await page.getByLabel("Search stock").fill(goods!.sku);
    await page.keyboard.press("Enter");
    await page.getByText("Newest first, 1 shown").waitFor();

    await page.locator(".stk summary").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.equal(await focusedName(page), "reason");
    await page.keyboard.press("Tab");
    assert.equal(await focusedName(page), "quantity");
    await page.keyboard.type("12");
    await page.keyboard.press("Enter");

    await page.getByText("The stock is changed").waitFor();
    assert.equal(await page.getByLabel("Search stock").inputValue(), goods!.sku);
    assert.equal(await onHand(goods!.id), goods!.onHand + 12);
    await assertFits(page);
  });
});

interface Goods {
  id: string;
  sku: string;
  onHand: number;
}

/** Two variants with enough of each to count and sell. */
async function pickGoods(): Promise<Goods[]> {
  return await sql<Goods[]>`
    select v.id, v.sku, l.on_hand as "onHand" from public.variants as v
    join public.stores as s on s.id = v.store_id and s.slug = 'demo'
    join public.inventory_levels as l on l.variant_id = v.id
    where l.on_hand - l.reserved > 6 and v.is_stock_tracked order by v.id limit 2`;
}

async function onHand(variantId: string): Promise<number> {
  const [level] = await sql`
    select on_hand from public.inventory_levels where variant_id = ${variantId}`;
  return level!.on_hand;
}

async function sell(variantId: string): Promise<void> {
  await sql`select private.move_stock(${variantId}, 'sold', -1, 0)`;
}

async function openDashboard(browser: TestBrowser, javascript: boolean): Promise<Page> {
  const page = await browser.newPage({ javascript });
  await signIn(page, platform.url);
  return page;
}

async function startCounting(page: Page): Promise<void> {
  await page.getByRole("link", { name: /^Products/ }).last().click();
  await page.getByRole("link", { name: /^Stock/ }).first().click();
  await page.getByRole("link", { name: "Stock takes" }).click();
  await page.getByRole("button", { name: "Start counting" }).click();
  await page.waitForURL(/counts\/[0-9a-f-]{36}$/);
}

/** Finds it by its code, types what is there and saves. */
async function count(page: Page, { id, sku }: Goods, found: number): Promise<void> {
  await page.getByLabel("Search what to count").fill(sku);
  await page.getByRole("button", { name: "Search" }).click();
  await page.waitForURL(/q=/);
  await page.locator(`[name="counted.${id}"]`).fill(String(found));
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved", { exact: true }).waitFor();
  await assertFits(page);
}

async function focusedName(page: Page): Promise<string | null | undefined> {
  return await page.evaluate(() => document.activeElement?.getAttribute("name"));
}

/** Nothing is wider than the phone. */
async function assertFits(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.equal(content, window);
}
