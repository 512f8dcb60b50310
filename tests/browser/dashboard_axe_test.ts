import postgres from "postgres";
import type { Page } from "playwright-core";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { orderInput } from "@/tests/fixtures/shop.ts";
import { testAccessible } from "./axe.ts";
import { visitArrivals } from "./arrival_pages.ts";
import { visitMoney } from "./money_pages.ts";
import { visitImports } from "./import_pages.ts";
import { visitInventory } from "./inventory_pages.ts";
import { visitCatalog } from "./catalog_pages.ts";
import { stageCustomers, visitCustomers } from "./customer_pages.ts";
import { visitRefunds } from "./refund_pages.ts";
import { signIn } from "./sign_in.ts";
import { visitTeam } from "./team_pages.ts";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  await placeDemoOrder();
  await stageCustomers(platform.database_url);
});

Deno.test.afterAll(() => platform.stop());

/** Every page of the platform that a merchant meets, signed out and in. */
async function* visit(page: Page): AsyncGenerator<string> {
  const go = async (path: string) => {
    await page.goto(platform.url + path, { waitUntil: "networkidle" });
    return path;
  };
  for (const path of ["/", "/sign-in", "/sign-up", "/forgot-password", "/auth/confirm"]) {
    yield await go(path);
  }
  yield await go("/auth/confirm?type=recovery&token_hash=x");
  yield await go("/auth/confirm?type=email_change&token_hash=x");
  await go("/sign-in/link");
  yield "signing in by email";
  await page.getByLabel("Email").fill("nobody@afrify.test");
  await page.getByRole("button", { name: "Email me a link" }).click();
  await page.getByLabel("Code").fill("123456");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator("#code-error").waitFor();
  yield "a code that is wrong";
  await go("/sign-up");
  await page.getByRole("button", { name: "Open my shop" }).evaluate((button) => {
    (button as HTMLButtonElement).form!.noValidate = true;
  });
  await page.getByRole("button", { name: "Open my shop" }).click();
  await page.getByRole("alert").waitFor();
  yield "a form with errors";

  await signIn(page, platform.url);
  yield await go("/dashboard/demo");
  yield await go("/dashboard/demo/orders");
  await page.getByText("Filter", { exact: true }).click();
  await page.locator("input[name=number]").first().check();
  yield "filters, and orders that are chosen";
  yield await go("/dashboard/demo/orders?q=nobody&min=x&from=2026-02-01&to=2026-01-01");
  yield await go("/dashboard/demo/orders?tab=review");
  await page.goto(`${platform.url}/dashboard/demo/orders`);
  await page.locator("a.rl").first().click();
  await page.waitForURL(/orders\/\d+$/);
  yield "an order";
  yield* visitRefunds(page);
  yield await go("/dashboard/demo/insights?period=today");
  await withFigures();
  for (const period of ["today", "month", "year"]) {
    yield await go(`/dashboard/demo/insights?period=${period}`);
    await page.getByText("The numbers").click();
    yield `the numbers of ${period}`;
  }
  yield await go("/dashboard/demo/insights/cost?price=much");
  yield await go("/dashboard/demo/products");
  yield await go("/dashboard/demo/products?q=nothing+like+it");
  yield await go("/dashboard/demo/products/bulk?q=mug");
  await go("/dashboard/demo/products?q=mug");
  await page.locator("a.rl").first().click();
  await page.waitForURL(/products\/[0-9a-f-]{36}$/);
  await openEverything(page);
  yield "a product";
  await go("/dashboard/demo/products/new");
  await openEverything(page);
  await page.locator(".savebar").getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").waitFor();
  await openEverything(page);
  yield "a product with errors";
  yield await go("/dashboard/demo/settings/payments");
  yield await go("/dashboard/demo/settings/payments/mpesa");
  yield await go("/dashboard/demo/settings/payments/paystack");
  yield await go("/dashboard/demo/settings/payments/airtel");
  yield await go("/dashboard/nobody/orders");
  yield await go("/dashboard/demo/discounts");
  yield await go("/dashboard/demo/discounts/new");
  await page.selectOption("#kind", "buy_get");
  await page.check("[name=scope][value=chosen]");
  await page.click("main p .btn-fill");
  yield "mistakes in a discount";
  yield await go("/dashboard/demo/discounts/try?g0=mug&g1=moon&code=NOSUCH");
  yield await go("/dashboard/demo/reviews");
  yield* visitMoney(page, go);
  yield* visitArrivals(page, go);
  yield* visitImports(page, go);
  yield* visitInventory(page, go);
  yield* visitCatalog(page, go);
  yield* visitCustomers(page, go);
  yield* visitTeam(page, go);
  yield* visitAccount(page, go);
}

async function* visitAccount(page: Page, go: (path: string) => Promise<string>) {
  yield await go("/account/password");
  await go("/account/email");
  await page.getByLabel("New email").fill("somebody.with.a.long.name.of.their.own@example.test");
  await page.getByLabel("Your password").fill("wrong password");
  await page.getByRole("button", { name: "Send the links" }).click();
  await page.getByRole("alert").waitFor();
  yield "a new email with errors";
  await page.getByLabel("Your password").fill("afrify-demo");
  await page.getByRole("button", { name: "Send the links" }).click();
  await page.getByText("Waiting for both mailboxes").waitFor();
  yield await go("/account?done=email");
}

async function openEverything(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("main details")) {
      (details as HTMLDetailsElement).open = true;
    }
  });
}

testAccessible("in the dashboard", visit);

async function placeDemoOrder(): Promise<void> {
  const sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  const [variant] = await sql`
    select v.id from public.variants as v join public.stores as s on s.id = v.store_id
    where s.slug = 'demo' and v.stock_hint > 1 limit 1`;
  const input = orderInput(variant!.id);
  await sql`select public.place_order('demo', ${crypto.randomUUID()}, ${sql.json(input as never)})`;
  await sql.end();
}

/** As if people had come for months. */
async function withFigures(): Promise<void> {
  const sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  await sql`insert into traffic_counts (store_id, at, kind, count)
    select id, date_trunc('hour', now()) - n * interval '5 hours', 'view', 1 + n * 37 % 90
    from stores, generate_series(0, 400) as n where slug = 'demo' on conflict do nothing`;
  await sql`insert into traffic_counts (store_id, at, kind, subject, count)
    select p.store_id, now(), 'product', p.id, 3 from products as p limit 5`;
  await sql`insert into traffic_counts (store_id, at, kind, subject, count)
    select id, now(), 'language', 'sw', 9 from stores where slug = 'demo'`;
  await sql.end();
}
