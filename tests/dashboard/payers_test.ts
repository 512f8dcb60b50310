import assert from "node:assert/strict";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { liftPhoneLimits } from "@/tests/fixtures/shop.ts";
import { createShopper, formFields } from "@/tests/fixtures/shopper.ts";
import { until } from "@/tests/fixtures/until.ts";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;
let variantId: string;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 2, onnotice: () => {} });
  await liftPhoneLimits(sql);
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
  const [sold] = await sql`
    select v.id from variants v join products p on p.id = v.product_id
    join stores s on s.id = v.store_id and s.slug = 'demo'
    where p.status = 'published' and not p.is_digital and v.id in (
      select l.variant_id from inventory_levels l where l.on_hand - l.reserved > 30) order by v.id limit 1`;
  variantId = sold!.id;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

interface Order {
  token: string;
  path: string;
  totalMinor: number;
}

let phones = 0;

/** An order whose first prompt came to nothing. */
async function order(): Promise<Order> {
  const phone = `07130003${String(++phones).padStart(2, "0")}`;
  const token = await createShopper(platform.url).buy(variantId, phone);
  await sql`update payment_attempts set state = 'failed', result_code = '1032'
    where order_id = (select id from orders where token = ${token}) and state <> 'failed'`;
  const [row] =
    await sql`select number, total_minor::int as total from orders where token = ${token}`;
  return { token, path: `/dashboard/demo/orders/${row!.number}`, totalMinor: row!.total };
}

async function textOf(path: string): Promise<string> {
  return (await merchant.get(path)).text.replace(/<(script|style)[\s\S]*?<\/\1>/g, "")
    .replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
}

/** This much comes by a friend's phone, with what the gateway keeps of it. */
async function payByLink(
  link: string,
  minor: number | null,
  came?: number,
  phone = "+254722000118",
) {
  const [row] =
    await sql`select pay_by_link('demo', ${link}, ${phone}, 'mpesa', ${minor}) as answer`;
  assert.equal(row!.answer.ok, true, JSON.stringify(row!.answer));
  await succeed(row!.answer.attempt_id, came);
}

async function succeed(attemptId: string, came?: number) {
  await sql`select private.apply_payment_event(a.id, null, jsonb_build_object('state', 'succeeded', 'code', '0',
      'currency', 'KES', 'amount_minor', coalesce(${
    came ?? null
  }::bigint, a.expected_minor), 'fee_minor', 1500,
      'receipt', 'SJK' || upper(left(md5(random()::text), 7)), 'payer_phone', a.phone))
    from payment_attempts a where a.id = ${attemptId}`;
}

async function makeLink({ path }: Order): Promise<string> {
  assert.equal(
    (await merchant.post(`${path}/link`, { how: "make" })).location,
    `${path}?link=made`,
  );
  return /\/pay\/([0-9a-f]{32})"/.exec((await merchant.get(path)).text)![1]!;
}

Deno.test("the shop makes a link, sends it by WhatsApp, sees who paid by it, and ends it", async () => {
  const one = await order();
  assert.match(await textOf(one.path), /Paid by somebody else Make a link and send it/);
  const link = await makeLink(one);
  const { text } = await merchant.get(one.path);
  const chat = decodeURIComponent(/https:\/\/wa\.me\/\?text=([^"]*%2Fpay%2F[^"]*)/.exec(text)![1]!);
  assert.match(chat, /is left to pay for the order of Wanjiru at .*\/pay\/[0-9a-f]{32}$/);
  assert.equal(await makeLink(one), link, "there is one at a time");
  assert.equal((await createShopper(platform.url).get(`/pay/${link}`)).status, 200);
  assert.match(await textOf(one.path), /The shop made a link for somebody else to pay/);

  await payByLink(link, 30_000);
  assert.match(await textOf(one.path), /KES 300 from 0722 000 118/);

  assert.equal(
    (await merchant.post(`${one.path}/link`, { how: "end" })).location,
    `${one.path}?link=ended`,
  );
  assert.equal((await createShopper(platform.url).get(`/pay/${link}`)).status, 404);
  assert.match(await textOf(one.path), /ended .* by the shop KES 300 from 0722 000 118/);
  assert.notEqual(await makeLink(one), link);
});

Deno.test("no link is made of what is paid, nor by whoever does not work there", async () => {
  const one = await order();
  const link = await makeLink(one);
  await payByLink(link, null);
  assert.doesNotMatch(await textOf(one.path), /Make a link|End this link/);
  assert.equal(
    (await merchant.post(`${one.path}/link`, { how: "make" })).location,
    `${one.path}?meanwhile=1`,
  );
  assert.equal((await merchant.post(`${one.path}/link`, { how: "x" })).status, 404);
  assert.equal((await merchant.get(`${one.path}/link`)).location, one.path);
  assert.equal((await merchant.get(`${one.path}/give-back`)).location, one.path);
  const rival = visit(platform.url);
  await signIn(rival, "rival@afrify.test");
  for (const [path, fields] of [["link", { how: "make" }], ["give-back", {}]] as const) {
    assert.equal((await rival.post(`${one.path}/${path}`, fields)).status, 404);
  }
});

Deno.test("what came on top goes back with one click, once, and the buyer is told", async () => {
  const one = await order();
  await payByLink(await makeLink(one), null, one.totalMinor + 20_000);
  const { text } = await merchant.get(one.path);
  assert.match(
    await textOf(one.path),
    /KES 200 more came than the order costs\. .*Give back KES 200/,
  );
  const fields = formFields(text, `${one.path}/give-back`);

  const clicks = await Promise.all(
    [1, 2, 3].map(() => merchant.post(`${one.path}/give-back`, fields)),
  );
  for (const { location } of clicks) assert.equal(location, `${one.path}?refunded=1`);
  const later = { ...fields, key: crypto.randomUUID() };
  assert.equal(
    (await merchant.post(`${one.path}/give-back`, later)).location,
    `${one.path}?refunded=1`,
  );
  const refunds = await sql`select amount_minor::int as minor, reason from refunds
    where order_id = (select id from orders where token = ${one.token})`;
  assert.deepEqual(refunds.map((row) => ({ ...row })), [
    { minor: 20_000, reason: "KES 200 came on top: we send it back." },
  ]);
  assert.doesNotMatch(await textOf(one.path), /Give back KES/);
  await until(async () => {
    const [row] = await sql`select needs_review, refunded_minor::int as back from orders
      where token = ${one.token}`;
    return row!.back === 20_000 && !row!.needs_review;
  });
});

Deno.test("what came after the order closed waits in review, with its refund one click away", async () => {
  const one = await order();
  const link = await makeLink(one);
  const [row] =
    await sql`select pay_by_link('demo', ${link}, '+254722000118', 'mpesa', 40000) as answer`;
  await sql`update orders set status = 'expired' where token = ${one.token}`;
  await succeed(row!.answer.attempt_id);
  assert.match(await textOf("/dashboard/demo/orders?tab=review"), /Needs review/);
  assert.match(
    await textOf(one.path),
    /KES 400 is here, and the order is closed\. .*Give back KES 400/,
  );

  const fields = formFields((await merchant.get(one.path)).text, `${one.path}/give-back`);
  const changed = { ...fields, amountMinor: "30000" };
  assert.equal(
    (await merchant.post(`${one.path}/give-back`, changed)).location,
    `${one.path}?meanwhile=1`,
  );
  const [account] =
    await sql`update payment_accounts set settings = settings || '{"can_refund":false}'
    where gateway = 'mpesa' and store_id = (select id from stores where slug = 'demo') returning id`;
  assert.equal(
    (await merchant.post(`${one.path}/give-back`, fields)).location,
    `${one.path}?by-hand=1`,
  );
  assert.match(await textOf(`${one.path}?by-hand=1`), /give it by hand, and note it\. .*by hand/);
  const form = (await merchant.get(`${one.path}/refund?by=hand&amount=400`)).text;
  assert.match(form, /name="amount"[^>]*value="400"|value="400"[^>]*name="amount"/);
  await sql`update payment_accounts set settings = settings || '{"can_refund":true}'
    where id = ${account!.id}`;
  assert.equal(
    (await merchant.post(`${one.path}/give-back`, fields)).location,
    `${one.path}?refunded=1`,
  );
});

Deno.test("what each gateway kept, and what it has to pay out, shows by day", async () => {
  const one = await order();
  await payByLink(await makeLink(one), null);
  const page = await textOf("/dashboard/demo/money/payouts?range=1");
  assert.match(page, /By day and gateway, in KES/);
  const [day] = await sql`select sum(came_minor)::int as came, sum(fees_minor)::int as fees,
      sum(came_minor - refunded_minor - disputed_minor - fees_minor)::int as left
    from private.money_days d join stores s on s.id = d.store_id and s.slug = 'demo'
    where d.way = 'mpesa' and d.currency = 'KES'`;
  const money = (minor: number) => `KES ${(minor / 100).toLocaleString("en")}`;
  assert.ok(day!.fees > 0);
  assert.match(page, new RegExp(`M-Pesa prompts ${money(day!.came)} came in`));
  assert.match(page, new RegExp(`${money(day!.fees)} ${money(day!.left)}`));
  assert.match(
    await textOf("/dashboard/demo/money/payouts?from=2020-01-01&to=2020-01-02"),
    /Nothing to pay out/,
  );
  const staff = visit(platform.url);
  await signIn(staff, "staff@afrify.test");
  assert.equal((await staff.get("/dashboard/demo/money/payouts")).status, 403);
});
