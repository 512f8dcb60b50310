import assert from "node:assert/strict";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { orderInput, placeOrder } from "@/tests/fixtures/shop.ts";
import { until } from "@/tests/fixtures/until.ts";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;
let variantIds: string[];

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 4, onnotice: () => {} });
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
  await sql`update stores set is_cash_offered = true where slug = 'demo'`;
  const rows = await sql`
    select v.id from variants v join products p on p.id = v.product_id
    join stores s on s.id = v.store_id and s.slug = 'demo'
    join inventory_levels l on l.variant_id = v.id
    join locations d on d.id = l.location_id and d.is_default
    where p.status = 'published' and not p.is_digital and l.on_hand - l.reserved > 4 order by v.id limit 2`;
  variantIds = rows.map(({ id }) => id);
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

interface Order {
  id: string;
  token: string;
  path: string;
  itemIds: string[];
}

/** Two pieces of one thing and one of another, in cash; paid unless told otherwise. */
async function place({ isPaid = true } = {}): Promise<Order> {
  const lines = [{ variant_id: variantIds[0]!, quantity: 2 }, {
    variant_id: variantIds[1]!,
    quantity: 1,
  }];
  const input = orderInput(variantIds[0]!, { lines, hand_way: "cash" });
  const { order_id: id, token } = await placeOrder(sql, "demo", input);
  const items = await sql`select id from order_items where order_id = ${id} order by position`;
  const [row] = await sql`select number, total_minor from orders where id = ${id}`;
  const path = `/dashboard/demo/orders/${row!.number}`;
  if (isPaid) {
    const amount = String(Number(row!.total_minor) / 100);
    const fields = { key: crypto.randomUUID(), amount, handWay: "cash", reference: "Cash" };
    assert.equal((await merchant.post(`${path}/received`, fields)).status, 303);
  }
  return { id, token, path, itemIds: items.map(({ id }) => id) };
}

async function keyOf(path: string): Promise<string> {
  const { text, status } = await merchant.get(path);
  assert.equal(status, 200, path);
  return /name="key" value="([^"]+)"/.exec(text)![1]!;
}

async function stateOf({ id }: Order): Promise<string[]> {
  const [row] = await sql`select status, fulfilment_status from orders where id = ${id}`;
  return Object.values(row!);
}

Deno.test("an order goes out in two parcels; its buyer sees both, with who brings them, and is told", async () => {
  const order = await place();
  assert.match((await merchant.get(order.path)).text, /Pack a part/);
  const fields = {
    key: await keyOf(`${order.path}/fulfil`),
    [`quantity-${order.itemIds[0]}`]: "1",
    [`quantity-${order.itemIds[1]}`]: "0",
    state: "shipped",
    carrier: "Fargo Courier",
    tracking: "https://track.example/AB12",
    riderPhone: "0722 000 118",
  };

  assert.equal((await merchant.post(`${order.path}/fulfil`, fields)).status, 303);
  assert.equal((await merchant.post(`${order.path}/fulfil`, fields)).status, 303);

  assert.deepEqual(await stateOf(order), ["paid", "partly"]);
  const page = (await merchant.get(order.path)).text;
  for (
    const words of [/Partly packed/, /Parcel 1/, /Fargo Courier/, /0722 000 118/, /Pack the rest/]
  ) {
    assert.match(page, words);
  }
  const shop = (await visit(platform.url).get(`/s/demo/orders/${order.token}`)).text;
  for (const words of [/Parcel 1/, /href="https:\/\/track\.example\/AB12"/, /tel:\+254722000118/]) {
    assert.match(shop, words);
  }
  await until(async () => {
    const [told] = await sql`select body from notifications where order_id = ${order.id}
      and template = 'order_shipped' and channel = 'sms' and state = 'sent'`;
    return /is on its way/.test(told?.body ?? "");
  });

  assert.equal((await merchant.post(`${order.path}/goods`, { status: "delivered" })).status, 303);
  assert.deepEqual(await stateOf(order), ["fulfilled", "delivered"]);
  assert.match((await merchant.get(order.path)).text, /Parcel 2/);
});

Deno.test("one parcel is moved on, gets a tracking number, and is unpacked again", async () => {
  const order = await place();
  await merchant.post(`${order.path}/goods`, { status: "packed" });
  const part = `${order.path}/fulfilments/1`;
  const way = { carrier: "", tracking: "KE-1", riderPhone: "" };

  const noted = await merchant.post(part, { ...way, state: "packed" });
  assert.equal(noted.location, `${order.path}?moved=1`);
  assert.match((await merchant.get(order.path)).text, /KE-1/);
  const next = await merchant.post(part, { step: "next", state: "shipped" });
  assert.equal(next.status, 303);
  const back = await merchant.post(part, { ...way, state: "packed" });
  assert.deepEqual([back.status, /Meanwhile somebody moved/.test(back.text)], [422, true]);
  const stale = await merchant.post(part, { step: "next", state: "packed" });
  assert.equal(stale.location, `${order.path}?meanwhile=1`);
  assert.equal((await merchant.post(part, { ...way, state: "cancelled" })).status, 303);
  assert.deepEqual(await stateOf(order), ["paid", "unfulfilled"]);
  assert.equal((await merchant.get(`${order.path}/fulfilments/9`)).status, 404);
});

Deno.test("mistakes come back at their fields, with what was typed", async () => {
  const order = await place();
  const key = await keyOf(`${order.path}/fulfil`);
  const right = {
    key,
    [`quantity-${order.itemIds[0]}`]: "1",
    state: "shipped",
    carrier: "Fargo",
    tracking: "",
    riderPhone: "",
  };
  const tries: [Record<string, string>, RegExp][] = [
    [{ [`quantity-${order.itemIds[0]}`]: "3" }, /There are 2 left to pack/],
    [{ [`quantity-${order.itemIds[0]}`]: "one" }, /Write a whole number/],
    [{ [`quantity-${order.itemIds[0]}`]: "0" }, /Say how many of what/],
    [{ state: "lost" }, /id="state-error"/],
    [{ tracking: "javascript:alert(1)" }, /id="tracking-error"/],
    [{ riderPhone: "12" }, /id="riderPhone-error"/],
  ];
  for (const [change, words] of tries) {
    const { status, text } = await merchant.post(`${order.path}/fulfil`, { ...right, ...change });
    assert.equal(status, 422, JSON.stringify(change));
    assert.match(text, words);
    assert.match(text, /value="Fargo"/);
  }
  assert.deepEqual(await stateOf(order), ["paid", "unfulfilled"]);
});

Deno.test("goods come back, stand on the shelf once, and their money goes back with a refund", async () => {
  const order = await place();
  assert.match((await merchant.get(`${order.path}/returns`)).text, /Nothing can come back/);
  await merchant.post(`${order.path}/goods`, { status: "delivered" });
  const returned = () =>
    sql`select coalesce(sum(on_hand_delta), 0)::int as n from inventory_movements
    where order_id = ${order.id} and kind = 'returned'`;
  const fields = {
    key: await keyOf(`${order.path}/returns`),
    [`quantity-${order.itemIds[0]}`]: "1",
    reason: "Too small",
  };

  const bad = await merchant.post(`${order.path}/returns`, { ...fields, reason: "" });
  assert.deepEqual([bad.status, /id="reason-error"/.test(bad.text)], [422, true]);
  assert.equal((await merchant.post(`${order.path}/returns`, fields)).status, 303);
  const noted = (await merchant.get(order.path)).text;
  assert.match(noted, /Return 1/);
  assert.match(noted, /Why: Too small/);
  const part = `${order.path}/returns/1`;
  assert.equal((await merchant.post(part, { step: "receive", restock: "1" })).location, part);
  await merchant.post(part, { step: "receive", restock: "1" });
  assert.equal((await returned())[0]!.n, 1);

  const link = /href="([^"]+refund\?return=1)"/.exec((await merchant.get(part)).text)![1]!;
  const form = (await merchant.get(link)).text;
  assert.match(form, /The return says where these goods are/);
  assert.match(form, /value="Too small"/);
  const refund = {
    key: /name="key" value="([^"]+)"/.exec(form)![1]!,
    [`quantity-${order.itemIds[0]}`]: "1",
    ...{
      return: "1",
      way: "hand",
      reference: "Cash",
      reason: "Too small",
      amount: "",
      step: "send",
    },
  };
  assert.equal((await merchant.post(`${order.path}/refund`, refund)).status, 303);
  assert.equal((await returned())[0]!.n, 1, "the refund brings nothing a second time");
  const [back] = await sql`select state from returns where order_id = ${order.id}`;
  assert.equal(back!.state, "closed");
  assert.match((await merchant.get(order.path)).text, /Goods came back, on the shelf again/);
});

Deno.test("a paid order is cancelled: goods on the shelf, its buyer told why, and the refund follows", async () => {
  const order = await place();
  await merchant.post(`${order.path}/goods`, { status: "packed" });
  const fields = { restock: "1", reason: "Sold out", tell: "1" };

  const sent = await merchant.post(`${order.path}/cancel`, fields);

  assert.match(sent.location!, new RegExp(`^${order.path}/refund\\?amount=`));
  assert.match((await merchant.get(sent.location!)).text, /name="amount"/);
  assert.deepEqual(await stateOf(order), ["cancelled", "unfulfilled"]);
  const [gone] = await sql`select sum(on_hand_delta)::int as n from inventory_movements
    where order_id = ${order.id}`;
  assert.equal(gone!.n, 0);
  await until(async () => {
    const [told] = await sql`select body from notifications where order_id = ${order.id}
      and template = 'order_cancelled' and channel = 'sms' and state = 'sent'`;
    return /is cancelled/.test(told?.body ?? "");
  });
  assert.match((await merchant.get(order.path)).text, /goods back on the shelf: Sold out/);
  assert.match((await merchant.get(`${order.path}/cancel`)).text, /cannot be cancelled/);
});

Deno.test("nobody pays: what is lost stays off the shelf, and no message goes unless it is asked for", async () => {
  const order = await place({ isPaid: false });
  const sent = await merchant.post(`${order.path}/cancel`, { restock: "0", reason: "" });
  assert.equal(sent.location, `${order.path}?cancelled=1`);
  const [gone] = await sql`select sum(on_hand_delta)::int as n, sum(reserved_delta)::int as held
    from inventory_movements where order_id = ${order.id}`;
  assert.deepEqual([gone!.n, gone!.held], [-3, 0]);
  const told =
    await sql`select from notifications where order_id = ${order.id} and template = 'order_cancelled'`;
  assert.equal(told.length, 0);
});
