import assert from "node:assert/strict";
import postgres from "postgres";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";

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

const PAGES = ["", "/p/kitui-sisal-basket"];

async function textOf(path: string): Promise<string> {
  const html = await (await fetch(`${platform.url}/s/demo${path}`)).text();
  return html.replace(/<(script|style)[\s\S]*?<\/\1>/g, "").replace(/<[^>]+>/g, " ")
    .replace(/[\u2068\u2069]/g, "").replace(/\s+/g, " ");
}

async function offer(gateways: string[]): Promise<void> {
  await sql`update payment_accounts set is_enabled = gateway::text = any (${gateways})
    where store_id = (select id from stores where slug = 'demo')`;
  // Servers hear of it through the database.
  await new Promise((resolve) => setTimeout(resolve, 300));
}

Deno.test("pages name the ways to pay that the shop offers, in their language, as soon as those change", async () => {
  await sql`insert into payment_accounts (store_id, gateway, settings)
    select id, 'paystack', '{"environment":"test"}' from stores where slug = 'demo' on conflict do nothing`;
  for (
    const [offered, english, french] of [
      [["mpesa"], /Pay by M-Pesa (?!,)/, /Payez par M-Pesa (?!,)/],
      [["mpesa", "paystack"], /Pay by M-Pesa, card or bank/, /Payez par M-Pesa, carte ou banque/],
      [["paystack"], /Pay by card or bank/, /Payez par carte ou banque/],
    ] as [string[], RegExp, RegExp][]
  ) {
    await offer(offered);
    for (const page of PAGES) {
      assert.match(await textOf(page), english, page);
      assert.match(await textOf(`/fr${page}`), french, page);
    }
  }
  assert.doesNotMatch(await textOf(""), /M-Pesa/);
  await offer([]);
  for (const page of PAGES) assert.doesNotMatch(await textOf(page), /Pay by|card or bank/);
  assert.match(await textOf(""), /Order with your phone number\./);
});
