import type { Page } from "playwright-core";
import { connect, type Db } from "@/lib/db/mod.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { createShopper } from "@/tests/fixtures/shopper.ts";
import { until } from "@/tests/fixtures/until.ts";
import { createPhone, type Phone } from "@/tests/payments/phone.ts";
import { testAccessible } from "./axe.ts";

let platform: Platform;
let phone: Phone;
let db: Db;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  phone = createPhone(platform.daraja_url);
  db = connect({ url: platform.web_database_url, poolSize: 1 });
});

Deno.test.afterAll(async () => {
  await db.close();
  await platform.stop();
});

/** What is seen from the prompt on: the phone, the shop's pages after each answer, the messages. */
async function* visit(page: Page, payer: string): AsyncGenerator<string> {
  const msisdn = "254" + payer.slice(1);
  const go = async (path: string) => void await page.goto(platform.url + path);
  yield* look(go, ["/nothing-here", "/dev/phone", "/dev/mailbox"]);

  const order = await buy(payer);
  await until(async () => (await phone.prompts(msisdn)).length === 1);
  yield* look(go, [`/dev/phone?phone=${payer}`, `${order}/pay`]);

  await phone.refuse(msisdn);
  await until(async () =>
    !(await (await fetch(`${platform.url}${order}/pay`)).text()).includes("Check your phone")
  );
  yield* look(go, [`${order}/pay`, `${order}/pay?other=1`]);
  yield* payForOther(page, go, order, payer);

  const second = await buy(payer);
  await until(async () => (await phone.prompts(msisdn)).length === 2);
  await phone.approve(msisdn);
  await until(async () =>
    (await (await fetch(platform.url + second)).text()).includes("Paid in full")
  );
  yield* look(go, [second, `/dev/phone?phone=${payer}`, "/dev/mailbox"]);
  await page.locator("main a[href^='/dev/mailbox/']").first().click();
  yield "a message";
}

/** The buyer makes a link, and somebody else opens it and is asked for a part; the buyer sees that, and ends the link. */
async function* payForOther(
  page: Page,
  go: (path: string) => Promise<void>,
  order: string,
  payer: string,
): AsyncGenerator<string> {
  const share = page.locator("#share");
  await go(order);
  yield "an order that somebody else could pay";
  await share.getByRole("button").click();
  const link = "/s/demo" + new URL(await share.getByRole("textbox").inputValue()).pathname;
  yield "its link";
  await go(link);
  yield "what the other sees";
  await page.getByRole("textbox", { name: "Your phone" }).fill("12");
  await page.locator("main form button").click();
  yield "a phone that is none";
  const other = `0722${payer.slice(4)}`;
  await page.getByRole("textbox", { name: "Your phone" }).fill(other);
  await page.locator("#amount").fill("100");
  await page.locator("main form button").click();
  yield "the other waits";
  await until(async () => (await phone.prompts("254" + other.slice(1))).length === 1);
  await phone.approve("254" + other.slice(1));
  await until(async () =>
    (await (await fetch(platform.url + order)).text()).includes("Part of it is paid")
  );
  yield* look(go, [order, `${order}/pay`, link]);
  await go(order);
  await share.getByRole("button").click();
  yield* look(go, [link]);
}

async function* look(go: (path: string) => Promise<void>, paths: string[]): AsyncGenerator<string> {
  for (const path of paths) {
    await go(path);
    yield path;
  }
}

/** Resolves with the address of the order's page. */
async function buy(payer: string): Promise<string> {
  const [variant] = await db
    .public`select v.id from variants v join products p on p.id = v.product_id
    where p.slug = 'market-basket-indigo'`;
  return `/s/demo/orders/${await createShopper(platform.url).buy(variant!.id, payer)}`;
}

testAccessible(
  "from the prompt to the receipt",
  (page, width) => visit(page, `071234${width.toString().padStart(4, "0")}`),
);
