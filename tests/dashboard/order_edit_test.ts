import assert from "node:assert/strict";
import postgres from "postgres";
import { signIn, visit, type Visitor } from "@/tests/dashboard/visitor.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { orderInput, placeOrder } from "@/tests/fixtures/shop.ts";

let platform: Platform;
let sql: postgres.Sql;
let merchant: Visitor;
let goods: { id: string; title: string; price_minor: number }[];

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 4, onnotice: () => {} });
  merchant = visit(platform.url);
  await signIn(merchant, "merchant@afrify.test");
  await sql`update stores set is_cash_offered = true where slug = 'demo'`;
  goods = await sql`
    select v.id, p.title, v.price_minor::int from variants v join products p on p.id = v.product_id
    join stores s on s.id = v.store_id and s.slug = 'demo'
    join inventory_levels l on l.variant_id = v.id
    join locations d on d.id = l.location_id and d.is_default
    where p.status = 'published' and not p.is_digital and l.on_hand - l.reserved > 6 order by v.id limit 2`;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

interface Order {
  id: string;
  path: string;
  itemId: string;
  total: number;
}

let phones = 0;

/** Two pieces of the first goods, in cash. */
async function place({ isPaid = false } = {}): Promise<Order> {
  const phone = `+25471266${(1000 + phones++).toString()}`;
  const lines = [{ variant_id: goods[0]!.id, quantity: 2 }];
  const input = orderInput(goods[0]!.id, { lines, phone, payer_phone: phone, hand_way: "cash" });
  const { order_id: id } = await placeOrder(sql, "demo", input);
  if (isPaid) {
    await sql`select private.book_entry(id, 'staged:' || id, 'cash', 'buyer', 'hand', total_minor, currency)
      from orders where id = ${id}`;
    await sql`select private.settle_order(${id}, false)`;
  }
  const [row] = await sql`select o.number, o.total_minor::int as total, i.id from orders o
    join order_items i on i.order_id = o.id where o.id = ${id}`;
  return { id, itemId: row!.id, total: row!.total, path: `/dashboard/demo/orders/${row!.number}` };
}

/** The form as it opens. */
async function formOf({ path }: Order): Promise<Record<string, string>> {
  const { text } = await merchant.get(`${path}/edit`);
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)![1]!;
  return { key: value("key"), version: value("version"), tell: "1", reason: "" };
}

async function stateOf({ id }: Order) {
  const [row] = await sql`select status, payment_status as money, total_minor::int as total,
    (select sum(quantity)::int from order_items where order_id = o.id) as pieces
    from orders o where id = ${id}`;
  return { ...row };
}

Deno.test("goods are found, added, looked at, and said yes to; the buyer has the rest to pay", async () => {
  const order = await place({ isPaid: true });
  const fields = { ...await formOf(order), [`quantity-${order.itemId}`]: "2" };
  const [, more] = goods;

  const found = await merchant.post(`${order.path}/edit`, {
    ...{ ...fields, q: more!.title, step: "enter" },
  });
  assert.match(found.text, new RegExp(`name="add" value="${more!.id}"`));
  const added = await merchant.post(`${order.path}/edit`, {
    ...{ ...fields, q: more!.title, add: more!.id },
  });
  assert.match(added.text, new RegExp(`name="add-${more!.id}"`));
  const typed = { ...fields, [`add-${more!.id}`]: "1" };
  const shown = await merchant.post(`${order.path}/edit`, { ...typed, step: "preview" });
  assert.match(shown.text, /Change the order like this\?/);
  assert.match(shown.text, /is left to pay/);
  assert.deepEqual((await stateOf(order)).total, order.total, "a look changes nothing");

  const saved = await merchant.post(`${order.path}/edit`, { ...typed, step: "save" });
  assert.equal(saved.location, `${order.path}?edited=1`);
  const after = await stateOf(order);
  assert.deepEqual([after.status, after.money, after.pieces], ["pending", "partly_paid", 3]);
  assert.equal(after.total, order.total + more!.price_minor);
  const again = await merchant.post(`${order.path}/edit`, { ...typed, step: "save" });
  assert.equal(again.status, 303, "the same form once more changes nothing");
  assert.deepEqual(await stateOf(order), after);
  assert.match((await merchant.get(order.path)).text, /Changed: added 1 ×/);
  const told = await sql`select template from notifications
    where order_id = ${order.id} and template = 'order_changed'`;
  assert.equal(told.length, 1);
});

Deno.test("less than was paid leads to the refund, with the difference", async () => {
  const order = await place({ isPaid: true });
  const fields = { ...await formOf(order), [`quantity-${order.itemId}`]: "1", tell: "" };
  const saved = await merchant.post(`${order.path}/edit`, { ...fields, step: "save" });
  const { total, money } = await stateOf(order);
  assert.equal(money, "overpaid");
  const amount = ((order.total - total) / 100).toFixed(2).replace(/\.00$/, "");
  assert.match(saved.location!, new RegExp(`/refund\\?amount=${amount}`));
  assert.match((await merchant.get(saved.location!)).text, new RegExp(`value="${amount}`));
});

Deno.test("mistakes and what happened meanwhile are said, with what was typed", async () => {
  const order = await place();
  const fields = await formOf(order);
  const name = `quantity-${order.itemId}`;
  const tries: [Record<string, string>, RegExp][] = [
    [{ [name]: "two" }, /Write a whole number/],
    [{ [name]: "0" }, /Something has to stay/],
    [{ [name]: "2" }, /Nothing is different yet/],
    [{ [name]: "999" }, /more are there/],
    [{ [name]: "1", version: "yesterday" }, /Meanwhile somebody changed/],
    [{ [name]: "1", reason: "x".repeat(201) }, /id="reason-error"/],
  ];
  for (const [change, words] of tries) {
    const sent = { ...fields, ...change, step: "preview" };
    const { status, text } = await merchant.post(`${order.path}/edit`, sent);
    assert.equal(status, 422, JSON.stringify(change));
    assert.match(text, words);
    assert.match(text, new RegExp(`value="${change[name]}"`));
  }
  await merchant.post(`${order.path}/goods`, { status: "packed" });
  const packed = await merchant.post(`${order.path}/edit`, {
    ...{ ...await formOf(order), [name]: "1", step: "preview" },
  });
  assert.deepEqual([packed.status, /At least 2 stay/.test(packed.text)], [422, true]);
  await merchant.post(`${order.path}/goods`, { status: "delivered" });
  assert.match((await merchant.get(`${order.path}/edit`)).text, /stays as it is/);
});

Deno.test("an order goes somewhere else for the fee of there, until its goods are on their way", async () => {
  const order = await place();
  await sql`insert into delivery_zones (store_id, name, areas, fee_minor, promise, position)
    select id, 'Far', '{"Far End"}', 90000, 'In two days', 90 from stores where slug = 'demo'`;
  const { text } = await merchant.get(`${order.path}/address`);
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)![1]!;
  const fields = {
    ...{ key: value("key"), version: value("version"), area: "Far End", landmark: "Blue gate" },
    ...{ directions: "Ring twice", secondPhone: "" },
  };

  const wrong = await merchant.post(`${order.path}/address`, { ...fields, secondPhone: "12" });
  assert.deepEqual([wrong.status, /id="secondPhone-error"/.test(wrong.text)], [422, true]);
  assert.match(wrong.text, /Ring twice/);
  const nowhere = await merchant.post(`${order.path}/address`, { ...fields, area: "Nowhere" });
  assert.deepEqual([nowhere.status, /You do not deliver there/.test(nowhere.text)], [422, true]);
  const moved = await merchant.post(`${order.path}/address`, fields);
  assert.equal(moved.location, `${order.path}?edited=1`);
  const page = (await merchant.get(order.path)).text;
  assert.match(page, /Blue gate/);
  assert.match(page, /Goes to Blue gate, Far End instead of/);
  const [row] = await sql`select total_minor::int as total, delivery_minor::int as fee
    from orders where id = ${order.id}`;
  assert.equal(row!.fee, 90_000);
  assert.notEqual(row!.total, order.total);
  await merchant.post(`${order.path}/goods`, { status: "packed" });
  await merchant.post(`${order.path}/goods`, { status: "shipped" });
  assert.match((await merchant.get(`${order.path}/address`)).text, /The address stays/);
});

Deno.test("slips name goods and what to collect, invoices what it costs; others have none", async () => {
  const order = await place();
  const number = order.path.split("/").at(-1);
  const print = "/dashboard/demo/orders/print?numbers=";
  const slip = (await merchant.get(`${print}${number},999999`)).text;
  assert.match(slip, /Packing slip/);
  assert.match(slip, new RegExp(`\\d{1,2} \\w+ ${new Date().getFullYear()}<`), "a whole date");
  assert.match(slip, /Collect KES [\d,]+ in cash/);
  assert.doesNotMatch(slip, /<nav class="side/);
  const invoice = (await merchant.get(`${print}${number}&paper=invoice`)).text;
  assert.match(invoice, /Left to pay/);
  assert.match((await merchant.get(`${print}x`)).text, /Nothing to print/);
  const rival = visit(platform.url);
  await signIn(rival, "rival@afrify.test");
  assert.equal((await rival.get(`${print}${number}`)).status, 404);
});
