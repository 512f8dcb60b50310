import postgres from "postgres";
import type { Page } from "playwright-core";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { createShopper, delivery } from "@/tests/fixtures/shopper.ts";
import { testAccessible } from "./axe.ts";
import { signIn } from "./sign_in.ts";

let platform: Platform;
let sql: postgres.Sql;
let variantId: string;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  const [variant] = await sql`select v.id from variants v join products p on p.id = v.product_id
    where p.slug = 'market-basket-indigo'`;
  variantId = variant!.id;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

/** What a merchant and a shopper see of orders that several people pay. */
async function* visit(page: Page, width: number): AsyncGenerator<string> {
  const settings = `${platform.url}/dashboard/demo/settings/payments`;
  await signIn(page, platform.url);
  await page.goto(`${settings}/parts`);
  yield "what is offered in parts";
  await page.getByLabel("Offer it at checkout").check();
  await page.getByLabel("Deposit, in percent of the total").fill("0");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").waitFor();
  yield "what is offered in parts, with an error";
  await page.getByLabel("Deposit, in percent of the total").fill("30");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/saved=1/);
  await page.goto(settings);
  yield "all ways to be paid";

  yield* checkOut(page);
  const { token, number, total } = await order(width);
  await pay(token);
  for (const path of ["", "/pay", "/pay?other=1"]) {
    await page.goto(`${platform.url}/s/demo/orders/${token}${path}`);
    yield `an order whose deposit is there${path}`;
  }
  await page.goto(`${platform.url}/s/demo/ar/orders/${token}`);
  yield "an order whose deposit is there, from right to left";
  await page.goto(`${platform.url}/dashboard/demo/orders`);
  yield "orders with a deposit";
  await page.goto(`${platform.url}/dashboard/demo/orders/${number}`);
  yield "an order with a deposit";
  await page.getByRole("button", { name: "Make a link" }).click();
  await page.getByRole("button", { name: "End this link" }).waitFor();
  yield "an order with a link";
  await payTooMuch(token, total);
  await page.reload();
  await page.getByRole("button", { name: /^Give back/ }).waitFor();
  yield "an order with too much";
  await page.getByRole("button", { name: /^Give back/ }).click();
  await page.waitForURL(/refunded=1/);
  yield "an order whose surplus goes back";
  await page.goto(`${platform.url}/dashboard/demo/money/payouts`);
  yield "fees and payouts";
}

async function* checkOut(page: Page): AsyncGenerator<string> {
  await page.goto(`${platform.url}/s/demo/p/market-basket-indigo`);
  await page.locator("#buy > .btn").click();
  await page.getByRole("status").getByRole("link").waitFor();
  await page.goto(`${platform.url}/s/demo/checkout`);
  await page.locator("#parts").check();
  yield "a checkout with a deposit";
  await page.locator("[value=pickup]").check();
  await page.locator("#phone").fill("0712 345 678");
  await page.locator("#name").fill("Wanjiru Kamau");
  await sql`update stores set deposit_percent = 40 where slug = 'demo'`;
  await page.locator("form .btn-fill:visible").click();
  await page.locator("#parts-error").waitFor();
  yield "a checkout whose deposit changed";
  await sql`update stores set deposit_percent = 30 where slug = 'demo'`;
}

/** An order to Kilimani of which a deposit is asked. */
async function order(width: number): Promise<{ token: string; number: number; total: number }> {
  const shopper = createShopper(platform.url);
  const fields = {
    ...await shopper.openCheckout(variantId),
    ...delivery(`071236${String(width).padStart(4, "0")}`),
    gateway: "mpesa",
    parts: "1",
  };
  const priced = await (await shopper.post("/checkout", { ...fields, intent: "total" })).text();
  const shown = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(priced)![1]!;
  const placed = await shopper.post("/checkout", {
    ...fields,
    shownTotal: shown("shownTotal"),
    shownDeposit: shown("shownDeposit"),
    shownLastDay: shown("shownLastDay"),
  });
  await placed.body?.cancel();
  const token = /\/orders\/([0-9a-f]{32})\/pay$/.exec(placed.headers.get("location") ?? "")![1]!;
  const [row] =
    await sql`select number, total_minor::int as total from orders where token = ${token}`;
  return { token, number: row!.number, total: row!.total };
}

async function pay(token: string, minor: number | null = null): Promise<void> {
  await sql`
    select private.apply_payment_event(a.id, null, jsonb_build_object('state', 'succeeded', 'code', '0',
      'currency', 'KES', 'amount_minor', coalesce(${minor}::bigint, a.expected_minor), 'fee_minor', 1500,
      'receipt', 'SJK' || upper(left(md5(random()::text), 7)), 'payer_phone', a.phone))
    from payment_attempts a join orders o on o.id = a.order_id
    where o.token = ${token} and a.state <> 'succeeded' order by a.number desc limit 1`;
}

/** The rest and something on top, from a friend's phone. */
async function payTooMuch(token: string, total: number): Promise<void> {
  const [row] = await sql`
    select pay_by_link('demo', l.token, '+254722000118', 'mpesa') as answer
    from pay_links l join orders o on o.id = l.order_id where o.token = ${token}`;
  if (!row!.answer.ok) throw new Error(JSON.stringify(row!.answer));
  await pay(token, total);
}

testAccessible("where several people pay", visit);
