import assert from "node:assert/strict";
import postgres from "postgres";
import type { Locator, Page } from "playwright-core";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { withBrowser } from "./browser.ts";
import { openWithWorker, pay, typeCheckout, untilCopied } from "./offline_pages.ts";

let platform: Platform;
let sql: postgres.Sql;
let shop: string;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { onnotice: () => {}, max: 1 });
  shop = `${platform.url}/s/demo`;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

interface Step {
  name: string;
  go(page: Page, phone: string): Promise<unknown>;
  /** What shows that it worked. */
  done(page: Page): Locator;
}

const heading = (page: Page, name: string) => page.getByRole("heading", { name }).first();

/** Everything that a buyer does. Each step is taken with the network cut, which comes back after it. */
const STEPS: Step[] = [
  {
    name: "the front page",
    go: (page) => page.goto(shop),
    done: (page) => page.locator(".hero h1"),
  },
  {
    name: "the list",
    go: (page) => page.getByRole("link", { name: "Everything, newest first" }).click(),
    done: (page) => page.getByRole("link", { name: "Market basket, indigo" }).first(),
  },
  {
    name: "the product",
    go: (page) => page.goto(`${shop}/p/market-basket-indigo`),
    done: (page) => heading(page, "Market basket, indigo"),
  },
  {
    name: "adding to the cart",
    go: (page) => page.locator("#buy > .btn").click(),
    done: (page) => page.getByRole("status").getByText("Added to your cart"),
  },
  {
    name: "the cart",
    go: (page) => page.getByRole("status").getByRole("link", { name: "View cart" }).click(),
    done: (page) => page.getByRole("spinbutton", { name: /Quantity of Market/ }),
  },
  {
    name: "the checkout",
    go: (page) => page.goto(`${shop}/checkout`),
    done: (page) => page.getByLabel("Nearest landmark"),
  },
  {
    name: "sending the order",
    async go(page, phone) {
      await typeCheckout(page, phone);
      await pay(page);
    },
    done: (page) => heading(page, "Check your phone"),
  },
  {
    name: "waiting for the payment",
    go: (page) => page.reload(),
    done: (page) => heading(page, "Check your phone"),
  },
];

for (const [index, cut] of STEPS.entries()) {
  Deno.test(`A buyer gets to paying though the network is gone at ${cut.name}`, async () => {
    await withBrowser(async (browser) => {
      const phone = `0712 345 72${index}`;
      const page = await browser.newPage();
      await openWithWorker(page, shop);
      await untilCopied(page, `${shop}/cart`);

      for (const step of STEPS) {
        if (step !== cut) {
          await step.go(page, phone);
          await step.done(page).waitFor();
          await page.waitForLoadState("networkidle");
          continue;
        }
        await page.context().setOffline(true);
        await step.go(page, phone);
        const told = heading(page, "No network right now")
          .or(heading(page, "We send it as soon as you are back"));
        await step.done(page).or(told).first().waitFor();
        await page.context().setOffline(false);
        // What did not work goes on by itself.
        await step.done(page).waitFor();
      }

      const [row] = await sql`select count(*)::int as count from orders
        where contact_phone = ${"+254" + phone.replaceAll(" ", "").slice(1)}`;
      assert.equal(row!.count, 1);
    });
  });
}
