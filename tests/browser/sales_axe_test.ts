import assert from "node:assert/strict";
import postgres from "postgres";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { testAccessible } from "./axe.ts";
import { withBrowser } from "./browser.ts";
import { stageSales, visitSales } from "./sales_pages.ts";
import { signIn } from "./sign_in.ts";

let platform: Platform;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
});

Deno.test.afterAll(() => platform.stop());

/** Of "KES 1,200.50", or "1200.50". */
const cents = (amount: string) => Math.round(100 * Number(amount.replaceAll(/[^\d.]/g, "")));

const PAGE = "/dashboard/demo/insights/sales";

Deno.test("a shop that sold nothing leads to the shop to share", async () => {
  await withBrowser(async (browser) => {
    const page = await browser.newPage();
    await signIn(page, platform.url);
    await page.getByRole("link", { name: "Insights" }).last().click();
    await page.getByRole("link", { name: "Sales", exact: true }).click();
    await page.getByRole("heading", { name: "Nothing was ordered yet" }).waitFor();
  });
  await stageSales(platform.database_url);
});

testAccessible("where one sees what was sold", async function* (page) {
  await signIn(page, platform.url);
  yield* visitSales(page, async (path) => {
    await page.goto(platform.url + path, { waitUntil: "networkidle" });
    return path;
  });
});

Deno.test("without JavaScript, days are chosen and a file is taken, which adds up to what the page says", async () => {
  const sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  const [sold] = await sql`
    select sum(total_minor - refunded_minor)::int as minor from orders as o
    join stores as s on s.id = o.store_id and s.slug = 'demo'
    where (o.paid_at at time zone s.time_zone)::date
        between (now() at time zone s.time_zone)::date - 6 and (now() at time zone s.time_zone)::date
      and o.status in ('paid', 'fulfilled', 'completed')`;
  await sql.end();
  await withBrowser(async (browser) => {
    const signed = await browser.newPage();
    await signIn(signed, platform.url);
    const page = await browser.newPage({ javascript: false });
    await page.context().addCookies(await signed.context().cookies());
    await page.goto(platform.url + PAGE);
    await page.getByRole("link", { name: "7 days" }).click();
    await page.locator(".seg [aria-current]", { hasText: "7 days" }).waitFor();
    const hero = await page.locator(".hero-n").textContent();
    assert.equal(cents(hero!), sold!.minor);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Day by day" }).click(),
    ]);
    const [, ...lines] = (await Deno.readTextFile(await download.path())).trim().split("\r\n");
    assert.equal(lines.reduce((sum, line) => sum + cents(line.split(",")[13]!), 0), sold!.minor);
  });
});
