import assert from "node:assert/strict";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { createShopper } from "@/tests/fixtures/shopper.ts";
import { until } from "@/tests/fixtures/until.ts";
import { createPhone } from "@/tests/payments/phone.ts";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;
let phones = 0;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 4, onnotice: () => {} });
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

interface Order {
  id: string;
  token: string;
  path: string;
  phone: string;
  total: number;
  itemId: string;
}

/** An order that its shopper paid by M-Pesa. */
async function paid(): Promise<Order> {
  const phone = `0712 34${String(1000 + ++phones).slice(1)} 0`.replaceAll(" ", "").padEnd(10, "0");
  const [variant] = await sql`
    select v.id from variants v join products p on p.id = v.product_id
    join stores s on s.id = v.store_id and s.slug = 'demo'
    where p.status = 'published' and not p.is_digital and v.stock_hint > 2 order by v.id limit 1`;
  const token = await createShopper(platform.url).buy(variant!.id, phone);
  const wire = `254${phone.slice(1)}`;
  const hand = createPhone(platform.daraja_url);
  await until(async () => (await hand.prompts(wire)).length > 0);
  await hand.approve(wire);
  await until(async () => {
    const [order] = await sql`select status from orders where token = ${token}`;
    return order!.status === "paid";
  });
  const [order] = await sql`
    select o.id, o.number, o.total_minor::int as total, i.id as item
    from orders o join order_items i on i.order_id = o.id where o.token = ${token}`;
  const path = `/dashboard/demo/orders/${order!.number}`;
  return { id: order!.id, token, path, phone: wire, total: order!.total, itemId: order!.item };
}

/** The form as it is shown: its key and the way that is chosen. */
async function openForm({ path }: Order): Promise<{ key: string; way: string; text: string }> {
  const { text, status } = await merchant.get(`${path}/refund`);
  assert.equal(status, 200);
  const key = /name="key" value="([^"]+)"/.exec(text)![1]!;
  const way = /name="way"[^>]*value="([0-9a-f-]{36})"/.exec(text)?.[1] ?? "hand";
  return { key, way, text };
}

Deno.test("a part goes back by M-Pesa, after a yes, and the order tells its story", async () => {
  const order = await paid();
  assert.match((await merchant.get(order.path)).text, new RegExp(`href="${order.path}/refund"`));
  const { key, way, text } = await openForm(order);
  assert.match(text, /By M-Pesa to 07/);
  const fields = { key, way, amount: "100", reason: "A scratch", reference: "" };

  const asked = await merchant.post(`${order.path}/refund`, { ...fields, step: "check" });
  assert.equal(asked.status, 200);
  assert.match(asked.text, /Send KES 100 back\?/);
  assert.deepEqual(await refundsOf(order), []);
  const sent = await merchant.post(`${order.path}/refund`, { ...fields, step: "send" });
  assert.equal(sent.location, `${order.path}?refunded=1`);
  const again = await merchant.post(`${order.path}/refund`, { ...fields, step: "send" });
  assert.equal(again.status, 303);

  await until(async () => (await refundsOf(order))[0]?.state === "done");
  assert.equal((await refundsOf(order)).length, 1);
  const page = (await merchant.get(`${order.path}?refunded=1`)).text;
  for (
    const words of [
      /Partly refunded/,
      /KES 100 of KES [\d,]+ went back/,
      /Done\. M-Pesa calls it/,
      /For: A scratch/,
      /Refund of KES 100 done/,
      /Came by M-Pesa/,
      /Went back by M-Pesa/,
      /Set aside for a refund/,
      /The refund is noted/,
    ]
  ) assert.match(page, words);
  const shop = (await visit(platform.url).get(`/s/demo/orders/${order.token}`)).text;
  assert.match(shop, /KES 100 went back to you\./);
  await until(async () => {
    const [told] = await sql`select body from notifications where order_id = ${order.id}
      and template = 'order_refunded' and state = 'sent'`;
    return /KES 100 refunded/.test(told?.body ?? "");
  });
});

Deno.test("goods that come back by hand are refunded at their price and stand on the shelf again", async () => {
  const order = await paid();
  const { key } = await openForm(order);
  const fields = {
    key,
    way: "hand",
    amount: "",
    reason: "Wrong colour",
    reference: "Cash",
    [`quantity-${order.itemId}`]: "1",
    restock: "1",
  };
  const asked = await merchant.post(`${order.path}/refund`, { ...fields, step: "check" });
  assert.match(asked.text, /They go back on the shelf/);
  assert.match(asked.text, /Nothing is sent/);
  const change = await merchant.post(`${order.path}/refund`, { ...fields, step: "change" });
  assert.match(change.text, /value="Wrong colour"/);

  await merchant.post(`${order.path}/refund`, { ...fields, step: "send" });

  const [row] = await sql`
    select o.refunded_minor = i.unit_price_minor as at_price,
      exists (select from inventory_movements m where m.order_id = o.id and m.kind = 'returned') as is_back
    from orders o join order_items i on i.order_id = o.id where o.id = ${order.id}`;
  assert.deepEqual({ ...row }, { at_price: true, is_back: true });
  assert.match((await merchant.get(order.path)).text, /By hand: Cash\./);
});

Deno.test("whoever got everything back reads so, in the shop's languages", async () => {
  const order = await paid();
  const { key } = await openForm(order);
  const amount = String(order.total / 100);
  const fields = { key, way: "hand", amount, reason: "Sold out", reference: "Cash", step: "send" };
  assert.equal((await merchant.post(`${order.path}/refund`, fields)).status, 303);

  const shopper = visit(platform.url);
  const english = (await shopper.get(`/s/demo/orders/${order.token}`)).text;
  assert.match(english, /<h1>Your money is back<\/h1>/);
  assert.doesNotMatch(english, /Paid in full/);
  assert.match((await merchant.get(order.path)).text, /Nothing to send/);
  assert.match((await merchant.get(`${order.path}/refund`)).text, /Nothing is left to refund/);
  const list = (await merchant.get("/dashboard/demo/orders?tab=to_pack")).text;
  assert.ok(!list.includes(order.path));
});

Deno.test("M-Pesa refuses: the page says why, and the money can go another way", async () => {
  const order = await paid();
  await createPhone(platform.daraja_url).planPayout({ match: { phone: order.phone }, code: "1" });
  const { key, way } = await openForm(order);
  await merchant.post(`${order.path}/refund`, {
    key,
    way,
    reason: "Late",
    amount: "50",
    step: "send",
  });

  await until(async () => (await refundsOf(order))[0]?.state === "failed");

  const { text } = await merchant.get(order.path);
  assert.match(text, /It failed\. The account that pays out has too little in it\./);
  assert.match(text, /Needs review/);
  assert.match((await openForm(order)).text, /can go back/);
});

Deno.test("mistakes come back at their fields, with what was typed", async () => {
  const order = await paid();
  const { key } = await openForm(order);
  const tries: [Record<string, string>, RegExp][] = [
    [{ amount: "abc" }, /id="amount-error"/],
    [{ amount: "999999" }, /At most KES [\d,]+ can go back/],
    [{ amount: "" }, /Write an amount, or choose goods/],
    [{ reason: "" }, /id="reason-error"/],
    [{ reference: "" }, /id="reference-error"/],
    [{ way: "elsewhere" }, /Choose how the money goes back/],
    [{ [`quantity-${order.itemId}`]: "9" }, /There are 1 left to refund/],
    [{ [`quantity-${order.itemId}`]: "x" }, /Write a whole number/],
  ];
  for (const [change, words] of tries) {
    for (const step of ["check", "send"]) {
      const fields = { key, way: "hand", amount: "10", reason: "Late", reference: "Cash", step };
      const { status, text } = await merchant.post(`${order.path}/refund`, {
        ...fields,
        ...change,
      });
      assert.equal(status, 422, JSON.stringify(change));
      assert.match(text, words);
    }
  }
  assert.deepEqual(await refundsOf(order), []);
});

Deno.test("whoever may not give money back has no button and no page; strangers find nothing", async () => {
  const order = await paid();
  const staff = visit(platform.url);
  await signIn(staff, "staff@afrify.test");
  await sql`update memberships set permissions = '{}' where role = 'staff'`;
  const rival = visit(platform.url);
  await signIn(rival, "rival@afrify.test");
  const fields = { key: "a-key-of-mine", way: "hand", amount: "1", reason: "x", reference: "x" };

  assert.doesNotMatch((await staff.get(order.path)).text, /\/refund"/);
  for (const [visitor, status] of [[staff, 403], [rival, 404]] as const) {
    assert.equal((await visitor.get(`${order.path}/refund`)).status, status);
    const sent = await visitor.post(`${order.path}/refund`, { ...fields, step: "send" });
    assert.equal(sent.status, status);
  }
  assert.equal((await merchant.get("/dashboard/demo/orders/999999/refund")).status, 404);
  assert.deepEqual(await refundsOf(order), []);
});

Deno.test("cash that came is noted, and pays the order", async () => {
  const [variant] = await sql`
    select v.id from variants v join products p on p.id = v.product_id
    join stores s on s.id = v.store_id and s.slug = 'demo'
    where p.status = 'published' and not p.is_digital and v.stock_hint > 2 order by v.id limit 1`;
  const token = await createShopper(platform.url).buy(variant!.id, "0733445566");
  const [order] = await sql`select number, id from orders where token = ${token}`;
  const path = `/dashboard/demo/orders/${order!.number}`;
  assert.match((await merchant.get(path)).text, /Money received/);
  const form = (await merchant.get(`${path}/received`)).text;
  const key = /name="key" value="([^"]+)"/.exec(form)![1]!;
  const amount = /name="amount"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="amount"/.exec(form)!;
  const fields = { key, amount: amount[1] ?? amount[2]!, reference: "Cash at the stall" };

  const tooMuch = await merchant.post(`${path}/received`, { ...fields, amount: "99999" });
  assert.deepEqual([tooMuch.status, /id="amount-error"/.test(tooMuch.text)], [422, true]);
  const nothing = await merchant.post(`${path}/received`, { ...fields, reference: "" });
  assert.deepEqual([nothing.status, /id="reference-error"/.test(nothing.text)], [422, true]);
  const noted = await merchant.post(`${path}/received`, fields);
  assert.equal(noted.location, `${path}?received=1`);

  const { text } = await merchant.get(`${path}?received=1`);
  assert.match(text, /Paid in full\./);
  assert.match(text, /arrived by hand/);
  assert.match(text, /By hand: Cash at the stall/);
  assert.match((await merchant.get(`${path}/received`)).text, /Nothing is left to pay/);
});

Deno.test("keys to pay out with are saved with the others, and refunds follow them", async () => {
  const path = "/dashboard/demo/settings/payments/mpesa";
  const app = { consumerKey: "key-of-an-app", consumerSecret: "secret-of-an-app", passkey: "pass" };
  const account = { kind: "paybill", shortCode: "174379", till: "", environment: "sandbox" };
  const payout = {
    payoutShortCode: "600992",
    initiatorName: "api",
    securityCredential: "encrypted-elsewhere",
  };
  const canRefund = async () => {
    const [row] = await sql`select a.settings ? 'can_refund' as can from payment_accounts a
      join stores s on s.id = a.store_id and s.slug = 'demo' where a.gateway = 'mpesa'`;
    return row!.can;
  };
  const none = { consumerKey: "", consumerSecret: "", passkey: "" };

  const half = await merchant.post(path, { ...account, ...app, ...payout, initiatorName: "" });
  assert.match(half.text, /fill in all three/);
  assert.ok(!half.text.includes("encrypted-elsewhere"));
  const alone = await merchant.post(path, { ...account, ...none, ...payout });
  assert.match(alone.text, /Write the three keys of the app again/);
  assert.equal((await merchant.post(path, { ...account, ...app })).status, 303);
  assert.equal(await canRefund(), false);
  assert.equal((await merchant.post(path, { ...account, ...app, ...payout })).status, 303);
  assert.equal(await canRefund(), true);
  assert.equal((await merchant.post(path, { ...account, ...none })).status, 303);

  assert.equal(await canRefund(), true);
});

async function refundsOf({ id }: Order) {
  const rows = await sql`select state from refunds where order_id = ${id} order by number`;
  return rows.map((row) => ({ ...row })) as { state: string }[];
}
