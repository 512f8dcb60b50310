import type { Page } from "playwright-core";
import postgres from "postgres";
import { orderInput, placeOrder } from "@/tests/fixtures/shop.ts";

export interface StagedOrder {
  id: string;
  number: number;
  token: string;
  /** What was bought, as pages name it: two of the first, one of the second. */
  items: [string, string];
}

/** A paid order of the demo shop, of two pieces of one thing and one of another. */
export async function stagePaidOrder(databaseUrl: string, phone: string): Promise<StagedOrder> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  const variants = await sql`
    select v.id from variants as v
    join products as p on p.id = v.product_id and p.status = 'published' and not p.is_digital
    join stores as s on s.id = v.store_id and s.slug = 'demo'
    join inventory_levels as l on l.variant_id = v.id
    join locations as d on d.id = l.location_id and d.is_default
    where l.on_hand - l.reserved > 8 order by v.id limit 2`;
  const lines = variants.map(({ id }, place) => ({ variant_id: id, quantity: 2 - place }));
  const contact = { phone, payer_phone: phone, hand_way: "cash" };
  await sql`update stores set is_cash_offered = true where slug = 'demo'`;
  const input = orderInput(variants[0]!.id, { lines, ...contact });
  const { order_id: id, token } = await placeOrder(sql, "demo", input);
  await sql`select private.book_entry(id, 'staged:' || id, 'cash', 'buyer', 'hand', total_minor, currency)
    from orders where id = ${id}`;
  await sql`select private.settle_order(${id}, false)`;
  const [order] = await sql`select number from orders where id = ${id}`;
  const items = await sql`select concat_ws(', ', product_title, nullif(variant_title, '')) as name
    from order_items where order_id = ${id} order by quantity desc`;
  await sql.end();
  return { id, token, number: order!.number, items: [items[0]!.name, items[1]!.name] };
}

/** The pages on which goods of an order go out and come back, as its merchant, who is signed in. */
export async function* visitOrderWork(
  page: Page,
  { url, order: { number, token, items } }: { url: string; order: StagedOrder },
): AsyncGenerator<string> {
  const orders = `${url}/dashboard/demo/orders`;
  const order = `${orders}/${number}`;
  yield* visitNewOrder(page, orders);
  yield* visitChanges(page, { order, items });
  await page.goto(`${order}/fulfil`);
  await page.getByLabel("Rider’s phone").fill("12");
  await press(page, "Note this part");
  yield "a parcel with an error";
  await page.getByLabel(items[1], { exact: true }).fill("0");
  await page.getByLabel("How far it is").selectOption("shipped");
  await page.getByLabel("Who brings it").fill(
    "Fargo Courier, which has a long name for so small a screen",
  );
  await page.getByLabel("Tracking number or link").fill("https://track.example/FC-20418");
  await page.getByLabel("Rider’s phone").fill("0722 000 118");
  await page.getByRole("button", { name: "Note this part" }).click();
  await page.waitForURL(/moved=1/);
  yield "an order of which a part is on its way";
  await page.goto(`${order}/fulfilments/1`);
  yield "a parcel";
  await page.goto(`${url}/s/demo/orders/${token}`);
  yield "what the buyer sees of parcels";
  await page.goto(`${order}/cancel`);
  yield "cancelling a paid order";
  await page.goto(`${order}/returns`);
  await press(page, "Note the return");
  yield "a return with errors";
  await page.getByLabel(items[0], { exact: true }).fill("1");
  await page.getByLabel("Why").fill("Too small");
  await page.getByRole("button", { name: "Note the return" }).click();
  await page.waitForURL(/returning=1/);
  await page.goto(`${order}/returns/1`);
  yield "a return that is awaited";
  await page.getByRole("button", { name: "It is here" }).click();
  await page.getByRole("heading", { name: "The money" }).waitFor();
  yield "a return that is here";
  await page.goto(`${order}/refund?return=1`);
  yield "a refund of a return";
  for (const query of [`numbers=${number}`, `numbers=${number}&paper=invoice`, "numbers=x"]) {
    await page.goto(`${orders}/print?${query}`, { waitUntil: "networkidle" });
    yield `paper, ${query}`;
  }
}

/** The pages on which an order is written down for somebody who called. */
async function* visitNewOrder(page: Page, orders: string): AsyncGenerator<string> {
  await page.goto(`${orders}/new`);
  await press(page, "See what it comes to");
  yield "a new order with errors";
  await page.getByLabel("Add goods").fill("mug");
  await page.getByLabel("Add goods").press("Enter");
  await page.getByRole("button", { name: /^Add / }).first().click();
  await page.getByText("In the order").waitFor();
  await page.getByLabel("Name", { exact: true }).fill("Akinyi Otieno");
  await page.getByLabel("Phone", { exact: true }).fill("0712 660 002");
  await page.getByLabel("Area", { exact: true }).selectOption({ index: 1 });
  await page.getByLabel("Landmark", { exact: true }).fill("Blue gate");
  yield "a new order";
  await page.getByRole("button", { name: "See what it comes to" }).click();
  await page.getByRole("heading", { name: "Write this order down?" }).waitFor();
  yield "a new order that waits for a yes";
  await page.getByRole("button", { name: "Write it down" }).click();
  await page.waitForURL(/written=1/);
  yield "an order with a link to pay";
}

/** The pages on which an order is changed; it stays as it was. */
async function* visitChanges(
  page: Page,
  { order, items }: { order: string; items: [string, string] },
): AsyncGenerator<string> {
  await page.goto(`${order}/edit`);
  await page.getByLabel("Add goods").fill("mug");
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByRole("button", { name: /^Add / }).first().waitFor();
  yield "goods that may come into an order";
  await page.getByLabel(items[0], { exact: true }).fill("999");
  await press(page, "See what it comes to");
  yield "a change with an error";
  await page.getByLabel(items[0], { exact: true }).fill("1");
  await page.getByRole("button", { name: "See what it comes to" }).click();
  await page.getByRole("heading", { name: "Change the order like this?" }).waitFor();
  yield "a change that waits for a yes";
  await page.goto(`${order}/address`);
  await page.getByLabel("Landmark", { exact: true }).fill("");
  await press(page, "Change the address");
  yield "another address with an error";
}

/** Sends a form that comes back with what is wrong. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name }).click();
  await page.getByRole("alert").first().waitFor();
}
