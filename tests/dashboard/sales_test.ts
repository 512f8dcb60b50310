import assert from "node:assert/strict";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { liftPhoneLimits, orderInput } from "@/tests/fixtures/shop.ts";
import { until } from "@/tests/fixtures/until.ts";

const PAGE = "/dashboard/demo/insights/sales";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
  await liftPhoneLimits(sql);
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

/** An order of this buyer, of one piece; paid in cash if it says so. What it came to. */
async function order(phone: string, isPaid = true): Promise<{ id: string; minor: number }> {
  const [variant] = await sql`
    select v.id from variants v join products p on p.id = v.product_id and p.slug = 'market-basket-indigo'
    join stores s on s.id = v.store_id and s.slug = 'demo' order by v.id limit 1`;
  const input = orderInput(variant!.id, { phone, payer_phone: phone });
  const [row] = await sql`
    select place_order('demo', ${crypto.randomUUID()}, ${sql.json(input as never)}) as placed`;
  const { order_id: id, total_minor: minor } = row!.placed;
  if (isPaid) {
    await book(id, ["cash", "buyer", "hand"], minor);
    await sql`update orders set status = 'paid', paid_at = now() where id = ${id}`;
  }
  return { id, minor };
}

async function book(orderId: string, [kind, from, to]: string[], minor: number): Promise<void> {
  await sql`select private.book_entry(${orderId}, ${crypto.randomUUID()}, ${kind!}, ${from!}, ${to!},
    ${minor}, 'KES')`;
}

const money = (minor: number) =>
  `KES ${(minor / 100).toLocaleString("en", { minimumFractionDigits: minor % 100 ? 2 : 0 })}`;

const textOf = async (path: string) =>
  (await merchant.get(path)).text.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

/** A table of the page as its file has it: the lines below the heads, as cells. */
async function fileOf(table: string, query = "range=7"): Promise<string[][]> {
  const { status, text } = await merchant.get(`${PAGE}.csv?table=${table}&${query}`);
  assert.equal(status, 200, text);
  return text.trim().split("\r\n").slice(1).map((line) => line.split(","));
}

Deno.test("a shop that sold nothing yet says so, and what to do", async () => {
  const [store] = await sql`
    insert into stores (tenant_id, slug, name, country, currency, time_zone, order_prefix, tax_rate_bp, contact_email)
    select tenant_id, 'second', 'Second', country, currency, time_zone, 'SE', 0, contact_email
    from stores where slug = 'demo' returning id`;
  assert.ok(store);
  assert.match(
    await textOf("/dashboard/second/insights/sales"),
    /Nothing was ordered yet.*Share your shop/,
  );
});

Deno.test("what is sold shows at once, and in every range that has today; days before have nothing", async () => {
  const [first, again, other] = [
    await order("+254711000001"),
    await order("+254711000001"),
    await order("+254711000002"),
  ];
  await order("+254711000003", false);
  const sold = first.minor + again.minor + other.minor;
  for (const range of ["1", "7", "30", "90", "month", "year"]) {
    const text = await textOf(`${PAGE}?range=${range}`);
    assert.ok(text.includes(`Sales ${money(sold)} Nothing was sold in the`), `${range}: ${text}`);
    assert.match(text, /Orders paid 3 Nothing before/, range);
    assert.ok(text.includes(`Average order ${money(Math.round(sold / 3))}`), range);
    assert.match(text, /Orders placed 4 , none before/, range);
    assert.match(text, /Returning 0 orders before 1 order .*New 0 orders before 2 orders/, range);
    assert.match(text, /Market basket, indigo 3 pieces KES/, range);
    assert.ok(text.includes(`Cash ${money(sold)} KES 0 before`), range);
  }
  assert.match(
    await textOf(`${PAGE}?from=2020-01-01&to=2020-01-31`),
    /Sales KES 0 .*Nothing was sold in these days/,
  );
});

Deno.test("refunds and orders that are called off change the day on which they were paid", async () => {
  const [before] = await fileOf("days", "range=1");
  const { id, minor } = await order("+254711000004");
  await book(id, ["refund", "hand", "buyer"], 10_000);
  let [day] = await fileOf("days", "range=1");
  assert.equal(Number(day![13]) - Number(before![13]), (minor - 10_000) / 100);
  assert.equal(Number(day![12]) - Number(before![12]), 100);
  await sql`update orders set status = 'cancelled' where id = ${id}`;
  [day] = await fileOf("days", "range=1");
  assert.deepEqual(day!.slice(3), before!.slice(3));
});

Deno.test("the job adds days up, and pages say the same after it", async () => {
  const before = await fileOf("days");
  await until(async () => {
    await sql`update graphile_worker._private_jobs set run_at = now()
      where key = 'roll_up_sales' and locked_at is null`;
    return (await sql`select from private.sales_changes`).length === 0;
  });
  const [kept] = await sql`select orders::int, placed::int from private.sales_days d
    join stores s on s.id = d.store_id and s.slug = 'demo'`;
  assert.deepEqual([kept!.placed, kept!.orders], [
    Number(before.at(-1)![2]),
    Number(before.at(-1)![3]),
  ]);
  assert.deepEqual(await fileOf("days"), before);
});

Deno.test("where visits come from and how far they go is beside the sales", async () => {
  const phone = visit(platform.url, {
    "user-agent":
      "Mozilla/5.0 (Linux; Android 12; TECNO KI5) Chrome/130.0.0.0 Mobile Safari/537.36",
    "referer": "https://l.instagram.com/",
  });
  await phone.get("/s/demo");
  await phone.get("/s/demo/p/market-basket-indigo");
  await until(async () => (await sql`select from traffic_counts where kind = 'source'`).length > 0);
  const text = await textOf(`${PAGE}?range=7`);
  assert.match(text, /Instagram 2 0 before/);
  assert.match(text, /Came to the shop 0 before 1 100%/);
  assert.deepEqual(await fileOf("sources"), [["Instagram", "2", "0"]]);
  assert.deepEqual((await fileOf("funnel"))[1], ["Looked at a product", "1", "0"]);
});

Deno.test("charts say what they show to who cannot see them, with every number in a table", async () => {
  const { text } = await merchant.get(`${PAGE}?range=7`);
  for (const id of ["chart-sales", "chart-orders", "chart-customers"]) {
    assert.match(text, new RegExp(`role="img" aria-labelledby="${id}-title ${id}-desc"`), id);
    assert.match(text, new RegExp(`<desc id="${id}-desc">Highest: `), id);
    const table = text.split(`id="${id}-numbers"`)[1]!.split("</table>")[0]!;
    assert.equal(table.match(/<tr>/g)!.length, 8, "seven days and the heads");
  }
});

Deno.test("files have what spreadsheets do not run, and the log says who took them", async () => {
  await sql`update products set title = '=HYPERLINK(1)' where slug = 'market-basket-indigo'`;
  const { headers, text } = await merchant.get(`${PAGE}.csv?table=products&range=7`);
  assert.match(headers.get("content-disposition")!, /sales-products\.csv/);
  assert.match(
    text,
    /^Product,Id,Currency,Orders,Pieces,Sold,Sold before\r\n'=HYPERLINK\(1\),/,
  );
  assert.equal((await merchant.get(`${PAGE}.csv?table=nonsense`)).status, 404);
  const activity = await merchant.get("/dashboard/demo/settings/activity");
  assert.match(activity.text, /Took a copy of the sales/);
});

Deno.test("days that cannot be shown are told at the fields, with what was typed kept", async () => {
  const { status, text } = await merchant.get(`${PAGE}?from=2026-03-02&to=2026-03-01`);
  assert.equal(status, 422);
  assert.match(text, /The last day comes before the first/);
  assert.match(text, /value="2026-03-02"/);
});

Deno.test("figures are for those who may see them, of their own shop", async () => {
  const staff = visit(platform.url);
  await signIn(staff, "staff@afrify.test");
  const rival = visit(platform.url);
  await signIn(rival, "rival@afrify.test");
  for (const path of [PAGE, `${PAGE}.csv?table=days`]) {
    assert.equal((await staff.get(path)).status, 403, path);
    assert.equal((await rival.get(path)).status, 404, path);
  }
  await sql`update memberships set permissions = permissions || '{analytics.view}'
    where user_id = (select id from auth.users where email = 'staff@afrify.test')`;
  assert.equal((await staff.get(PAGE)).status, 200, "without reading orders' money");
  assert.equal((await staff.get(`${PAGE}.csv?table=ways`)).status, 200);
});
