import assert from "node:assert/strict";
import postgres from "postgres";
import type { Page } from "playwright-core";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { startRelay } from "@/tests/fixtures/relay.ts";
import { until } from "@/tests/fixtures/until.ts";
import { withBrowser } from "./browser.ts";
import { fillCheckout, openWithWorker, pay, typeCheckout, untilCopied } from "./offline_pages.ts";

let platform: Platform;
let sql: postgres.Sql;
let shop: string;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { onnotice: () => {}, max: 2 });
  shop = `${platform.url}/s/demo`;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

const PAY = /\/orders\/[0-9a-f]{32}\/pay/;
const offline = (page: Page) => page.context().setOffline(true);
const online = (page: Page) => page.context().setOffline(false);
const waiting = (page: Page) => page.getByRole("heading", { name: "We send it as soon as" });

async function ordersOf(phone: string): Promise<number> {
  const number = "+254" + phone.replaceAll(" ", "").slice(1);
  const [row] =
    await sql`select count(*)::int as count from orders where contact_phone = ${number}`;
  return row!.count;
}

/** All that the database of this page's shop on the device holds, as text. */
function keptOrder(page: Page): Promise<string> {
  return page.evaluate(() =>
    new Promise((resolve, reject) => {
      const opening = indexedDB.open("order:/s/demo");
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const db = opening.result;
        const all = db.transaction("orders").objectStore("orders").getAll();
        all.onsuccess = () => {
          db.close();
          resolve(JSON.stringify(all.result));
        };
      };
    })
  );
}

Deno.test("An order placed without a network waits, is sent once by itself, and leads to paying", async () => {
  await withBrowser(async (browser) => {
    const phone = "0712 345 701";
    const page = await browser.newPage();
    await openWithWorker(page, shop);
    await untilCopied(page, `${shop}/cart`);
    await fillCheckout(page, shop, phone);
    await offline(page);

    await pay(page);
    await waiting(page).waitFor();
    await page.goto(shop);
    await page.getByText("What you typed waits for the network.").waitFor();
    await page.getByRole("link", { name: "See it" }).click();
    await waiting(page).waitFor();
    assert.equal(await ordersOf(phone), 0);
    assert.match(await keptOrder(page), /Wanjiru/);
    await online(page);

    await page.waitForURL(PAY);
    await page.getByRole("heading", { name: "Check your phone" }).waitFor();
    assert.equal(await ordersOf(phone), 1);
    assert.doesNotMatch(await keptOrder(page), /Wanjiru|712/);
    await page.goto(shop, { waitUntil: "networkidle" });
    await page.getByRole("banner").getByRole("link", { name: /Cart, empty/ }).waitFor();
    const [store] = await sql`select id from stores where slug = 'demo'`;
    await assertLedgerAddsUp(sql, store!.id);
  });
});

Deno.test("An order that waits can be taken back, with the cart as it was", async () => {
  await withBrowser(async (browser) => {
    const phone = "0712 345 702";
    const page = await browser.newPage();
    await openWithWorker(page, shop);
    await untilCopied(page, `${shop}/cart`);
    await fillCheckout(page, shop, phone);
    await offline(page);
    await pay(page);

    await page.getByRole("button", { name: "Take it back" }).click();

    await page.getByRole("link", { name: "Market basket, indigo" }).waitFor();
    assert.equal(await keptOrder(page), "[]");
    await online(page);
    await page.goto(shop, { waitUntil: "networkidle" });
    assert.equal(page.url(), shop);
    assert.equal(await ordersOf(phone), 0);
  });
});

Deno.test("An order whose answer is lost on the way is one order", async () => {
  const relay = startRelay(platform.url);
  const relayed = `${relay.url}s/demo`;
  try {
    await withBrowser(async (browser) => {
      const phone = "0712 345 703";
      const page = await browser.newPage();
      await openWithWorker(page, relayed);
      await fillCheckout(page, relayed, phone);
      relay.freeze("answers");
      relay.cut();

      const sending = pay(page);
      await until(async () => await ordersOf(phone) === 1);
      relay.freeze();
      relay.cut();
      await sending;
      await waiting(page).waitFor();
      relay.thaw();
      relay.cut();

      await page.waitForURL(PAY, { timeout: 60_000 });
      assert.equal(await ordersOf(phone), 1);
    });
  } finally {
    await relay.stop();
  }
});

Deno.test("Two tabs send one order, and both lead to it", async () => {
  await withBrowser(async (browser) => {
    const phone = "0712 345 704";
    const first = await browser.newPage();
    await openWithWorker(first, shop);
    await fillCheckout(first, shop, phone);
    const second = await first.context().newPage();
    await second.goto(`${shop}/checkout`, { waitUntil: "networkidle" });
    await typeCheckout(second, phone);
    const tabs = [first, second];
    await offline(first);
    await Promise.all(tabs.map(pay));
    await Promise.all(tabs.map((tab) => waiting(tab).waitFor()));

    await online(first);

    await Promise.all(tabs.map((tab) => tab.waitForURL(PAY)));
    const [one, other] = tabs.map((tab) => new URL(tab.url()).pathname);
    assert.equal(one, other);
    assert.equal(await ordersOf(phone), 1);
  });
});

Deno.test("A question in another tab leaves the order that waits alone", async () => {
  await withBrowser(async (browser) => {
    const phone = "0712 345 707";
    const page = await browser.newPage();
    await openWithWorker(page, shop);
    await fillCheckout(page, shop, phone);
    const other = await page.context().newPage();
    await other.goto(`${shop}/checkout`, { waitUntil: "networkidle" });
    await offline(page);
    await pay(page);
    await waiting(page).waitFor();

    // The button of those without scripts.
    await other.evaluate(() => {
      const ask = document.createElement("button");
      Object.assign(ask, { name: "intent", value: "total" });
      document.querySelector("main form")!.append(ask);
      ask.click();
    });
    await waiting(other).waitFor();
    await online(page);

    await Promise.all([page, other].map((tab) => tab.waitForURL(PAY)));
    assert.equal(await ordersOf(phone), 1);
  });
});

Deno.test("Where the price changed meanwhile the shopper is asked again, and nothing typed is lost", async () => {
  await withBrowser(async (browser) => {
    const phone = "0712 345 705";
    const page = await browser.newPage();
    await openWithWorker(page, shop);
    await fillCheckout(page, shop, phone);
    await offline(page);
    await pay(page);
    await waiting(page).waitFor();
    await sql`update variants set price_minor = price_minor + 5000 where product_id =
      (select id from products where slug = 'market-basket-indigo')`;

    await online(page);

    await page.getByText("The total has changed. Nothing was charged.").waitFor();
    assert.equal(
      await page.getByLabel("Nearest landmark").inputValue(),
      "Tumaini Chemist, Gitanga Rd",
    );
    assert.equal(await ordersOf(phone), 0);
    await pay(page);
    await page.waitForURL(PAY);
    assert.equal(await ordersOf(phone), 1);
  });
});

Deno.test("An order is sent with the next page where its shopper went elsewhere, and leads to paying", async () => {
  await withBrowser(async (browser) => {
    const phone = "0712 345 706";
    const page = await browser.newPage();
    await openWithWorker(page, shop);
    await untilCopied(page, shop);
    await fillCheckout(page, shop, phone);
    await offline(page);
    await pay(page);
    await waiting(page).waitFor();
    await page.goto("about:blank");
    await online(page);

    await page.goto(`${shop}/p`);

    await page.waitForURL(PAY);
    assert.equal(await ordersOf(phone), 1);
    await page.goto(`${shop}/p`);
    assert.equal(page.url(), `${shop}/p`);
  });
});
