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
  yield* look(go, [`${order}/pay`]);

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
