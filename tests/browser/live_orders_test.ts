import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import postgres from "postgres";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { liftPhoneLimits, orderInput, placeOrder } from "@/tests/fixtures/shop.ts";
import { withBrowser } from "./browser.ts";
import { signIn } from "./sign_in.ts";

let platform: Platform;
let sql: postgres.Sql;
let variantId: string;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
  await liftPhoneLimits(sql);
  const [goods] = await sql`select v.id from public.stores as s
    join public.variants as v on v.store_id = s.id
    where s.slug = 'demo' and v.archived_at is null order by v.stock_hint desc nulls last limit 1`;
  variantId = goods!.id;
  await sql`update public.inventory_levels set on_hand = 500 where variant_id = ${variantId}`;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

async function order({ isPaid = false } = {}): Promise<string> {
  const placed = await placeOrder(sql, "demo", orderInput(variantId));
  if (isPaid) await sql`select private.mark_order_paid(${placed.order_id})`;
  return placed.label;
}

/** Opens a page whose line to the server stands. */
async function open(page: Page, path: string): Promise<void> {
  const line = page.waitForRequest(/\/live\?after=/);
  await page.goto(platform.url + path);
  await line;
  await page.waitForTimeout(500);
}

Deno.test("a shop's first order replaces the steps to it, and each later one is told and shown at once", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage({ width: 360, height: 640 });
    await signIn(page, platform.url);
    await open(page, "/dashboard/demo");
    await page.getByRole("heading", { name: /to your first sale/ }).waitFor();

    const times: number[] = [];
    for (const count of [1, 2, 3]) {
      const label = await order();
      const placedAt = performance.now();
      await page.getByRole("link", { name: label }).waitFor();
      times.push(performance.now() - placedAt);
      await page.getByRole("status").getByText(label).waitFor();
      assert.match(await page.title(), new RegExp(`^\\(${count}\\) `));
    }
    // On a machine that does much else, one of them may be late.
    assert.ok(Math.min(...times) < 1_000, `shown after ${times} ms`);
    await page.getByRole("heading", { name: "Latest orders" }).waitFor();
    const padding = await page.locator(".tbl.cards tbody tr").first().evaluate((row) =>
      getComputedStyle(row).display
    );
    assert.equal(padding, "grid", "with the styles of what is new");

    const second = await order({ isPaid: true });
    await page.getByRole("status").getByText(`${second} is paid`).waitFor();
    await page.getByRole("link", { name: second }).waitFor();
    await page.getByText("Pack 1 order").waitFor();
    await page.keyboard.press("Shift");
    assert.doesNotMatch(await page.title(), /^\(/);
  });
});

Deno.test("the list shows what is new above, and what is chosen stays chosen", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage();
    const known = await order();
    await signIn(page, platform.url);
    await open(page, "/dashboard/demo/orders");
    await page.getByLabel(`Choose ${known}`).check();
    await page.getByText("1 chosen:").waitFor();

    const label = await order();
    await page.getByRole("link", { name: label }).waitFor();
    const top = page.locator("tr[data-order] a.rl").first();
    assert.equal((await top.textContent())!.trim(), label);
    assert.ok(await page.getByLabel(`Choose ${known}`).isChecked());
    await page.getByText("1 chosen:").waitFor();
  });
});

Deno.test("two tabs share one line, and the other takes over when its tab is closed", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage();
    await signIn(page, platform.url);
    await open(page, "/dashboard/demo/orders");
    const tab = await page.context().newPage();
    let lines = 0;
    tab.on("request", (request) => {
      if (request.url().includes("/live?after=")) lines++;
    });
    await tab.goto(`${platform.url}/dashboard/demo`, { waitUntil: "load" });
    await tab.waitForTimeout(500);
    assert.equal(lines, 0);
    const first = await order();
    for (const one of [page, tab]) await one.getByText(`New order ${first}`).waitFor();
    await page.close();
    await tab.waitForTimeout(1_000);
    assert.equal(lines, 1);
    const second = await order();
    await tab.getByRole("link", { name: second }).waitFor();
  });
});

Deno.test("keys move through the list, choose, search and open", async () => {
  await withBrowser(async (browser) => {
    const [older, newer] = [await order({ isPaid: true }), await order({ isPaid: true })];
    const page = await browser.newPage();
    await signIn(page, platform.url);
    await open(page, "/dashboard/demo/orders");
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
    await page.keyboard.press("j");
    assert.equal(await focused(), newer);
    await page.keyboard.press("x");
    await page.keyboard.press("j");
    assert.equal(await focused(), older);
    await page.keyboard.press("x");
    await page.keyboard.press("k");
    assert.equal(await focused(), newer);
    await page.getByText("2 chosen:").waitFor();
    await page.keyboard.press("?");
    await page.getByRole("heading", { name: "Keys" }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "search");
    await page.keyboard.type("jx?");
    assert.equal(await page.getByLabel("Search orders").inputValue(), "jx?");
    await page.getByLabel("Search orders").fill("");
    await page.getByRole("button", { name: "Packed" }).click();
    await page.getByText("2 orders are packed now.").waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/orders\/\d+$/);
  });
});

Deno.test("without scripts orders are filtered, chosen and packed by forms alone", async () => {
  await withBrowser(async (browser) => {
    const label = await order({ isPaid: true });
    const page = await browser.newPage({ javascript: false, width: 360, height: 640 });
    await signIn(page, platform.url);
    await page.goto(`${platform.url}/dashboard/demo/orders`);
    await page.getByText("Filter", { exact: true }).click();
    await page.getByLabel("Goods").selectOption("unfulfilled");
    await page.getByLabel("Order", { exact: true }).selectOption("paid");
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByText("Filter, 2 on").waitFor();
    await page.getByLabel(`Choose ${label}`).check();
    await page.getByRole("button", { name: "Packed" }).click();
    await page.getByText("1 order is packed now.").waitFor();
    assert.match(page.url(), /status=paid&goods=unfulfilled/);
    await page.getByLabel("Search orders").fill("wanjir");
    await page.getByRole("button", { name: "Search" }).click();
    await page.waitForURL(/q=wanjir/);
    await page.getByText("Filter, 2 on").waitFor();
    await page.getByText("Keep this list").click();
    await page.getByLabel("Name").fill("Wanjiru's");
    await page.getByRole("button", { name: "Keep" }).click();
    await page.getByRole("link", { name: "Wanjiru's" }).waitFor();
  });
});
