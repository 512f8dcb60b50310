import assert from "node:assert/strict";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { createShopper } from "@/tests/fixtures/shopper.ts";

const PAGE = "/dashboard/demo/money";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;
let number: number;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
  number = await order("=HYPERLINK(1)");
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

/** An order of that buyer that nobody paid. */
async function order(name: string): Promise<number> {
  const [variant] = await sql`
    select v.id from variants v join products p on p.id = v.product_id
    join stores s on s.id = v.store_id and s.slug = 'demo'
    where p.status = 'published' and not p.is_digital and v.stock_hint > 2 order by v.id limit 1`;
  const token = await createShopper(platform.url).buy(variant!.id, "0711000009");
  const [row] =
    await sql`update orders set contact_name = ${name} where token = ${token} returning number`;
  return row!.number;
}

async function book(kind: string, from: string, to: string, minor: number, currency = "KES") {
  await sql`select private.book_entry(o.id, ${crypto.randomUUID()}, ${kind}, ${from}, ${to}, ${minor},
    ${currency}) from orders o join stores s on s.id = o.store_id and s.slug = 'demo'
    where o.number = ${number}`;
}

const textOf = async (path: string) =>
  (await merchant.get(path)).text.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

Deno.test("a shop where no money moved says so", async () => {
  assert.match(await textOf(`${PAGE}?from=2020-01-01&to=2020-01-02`), /No money moved/);
});

Deno.test("what came in, went back and is left shows by way and by day, and leads to what is behind it", async () => {
  await book("cash", "buyer", "hand", 500_000);
  await book("refund", "hand", "buyer", 120_050);
  await book("transfer", "buyer", "hand", 70_000);

  for (const range of ["1", "7", "30", "90"]) {
    const text = await textOf(`${PAGE}?range=${range}`);
    assert.match(text, /Left after refunds, disputes and fees KES 4,499.50 /, range);
    assert.match(text, /Cash KES 5,000 came in KES 5,000 – – – KES 5,000/, range);
    assert.match(text, /By hand KES 1,200.50 back – KES 1,200.50 – – KES -1,200.50/, range);
  }
  const { text } = await merchant.get(`${PAGE}?range=7`);
  const links = [...text.matchAll(/href="(money\/entries\?[^"]+)"/g)].map(([, href]) => href!);
  assert.equal(links.length, 4, "three ways and a day");
  for (const link of links) {
    const entries = await textOf(`/dashboard/demo/${link.replaceAll("&amp;", "&")}`);
    assert.match(entries, new RegExp(`KK-${number}`), link);
  }
  assert.match(await textOf(`${PAGE}/entries?way=cash&range=7`), /Came by hand.*KES 5,000/);
  assert.doesNotMatch(await textOf(`${PAGE}/entries?way=cash&range=7`), /Given back/);
});

Deno.test("money of another currency stands apart", async () => {
  await book("charge", "buyer", "gateway", 9_000, "UGX");
  const text = await textOf(PAGE);
  assert.match(text, /By way to pay in UGX.*UGX 9,000.*not in your shop's currency/);
  assert.match(text, /Left after refunds, disputes and fees KES 4,499.50 /);
});

Deno.test("days that cannot be shown are told at the fields, with what was typed kept", async () => {
  const { status, text } = await merchant.get(`${PAGE}?from=2026-03-02&to=2026-03-01`);
  assert.equal(status, 422);
  assert.match(text, /The last day comes before the first/);
  assert.match(text, /value="2026-03-02"/);
});

Deno.test("days and entries leave as files, which no spreadsheet runs, and the log says who took them", async () => {
  const days = await merchant.get(`${PAGE}/days.csv?range=7`);
  assert.match(days.headers.get("content-disposition")!, /money-by-day\.csv/);
  const [head, ...lines] = days.text.trim().split("\r\n");
  assert.equal(head!.replace("\ufeff", ""), "Day,Way,Currency,Came in,Refunded,Disputed,Fees,Left");
  assert.match(lines.join("\n"), /,Cash,KES,5000.00,0.00,0.00,0.00,5000.00/);
  assert.match(lines.join("\n"), /,By hand,KES,0.00,1200.50,0.00,0.00,-1200.5$/m);

  const entries = await merchant.get(`${PAGE}/entries.csv?range=7`);
  assert.match(entries.text, /'=HYPERLINK\(1\)/);
  const changes = entries.text.trim().split("\r\n").slice(1)
    .filter((line) => line.includes(",KES,")).map((line) => Number(line.split(",")[8]));
  assert.equal(changes.reduce((sum, change) => sum + change, 0), 4499.5);

  const activity = await merchant.get("/dashboard/demo/settings/activity");
  assert.match(activity.text, /Took a copy of the money/);
});

Deno.test("who sees no payments sees no money", async () => {
  const staff = visit(platform.url);
  await signIn(staff, "staff@afrify.test");
  for (const path of ["", "/entries", "/days.csv", "/entries.csv"]) {
    assert.equal((await staff.get(PAGE + path)).status, 403, path);
  }
  assert.doesNotMatch((await staff.get("/dashboard/demo/orders")).text, /demo\/money/);
});

Deno.test("entries go on page by page, each of them once", async () => {
  for (let i = 0; i < 60; i++) await book("adjustment", "buyer", "hand", 100 + i);
  const seen: string[] = [];
  let path: string | undefined = `${PAGE}/entries?range=1&way=hand`;
  while (path) {
    const { text } = await merchant.get(path);
    seen.push(...text.matchAll(/Came by hand/g).map(([found]) => found));
    const next = /href="(\?[^"]*after=[^"]+)"/.exec(text)?.[1];
    path = next && PAGE + "/entries" + next.replaceAll("&amp;", "&");
  }
  assert.equal(seen.length, 60);
});
