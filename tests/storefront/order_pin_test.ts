import assert from "node:assert/strict";
import postgres from "postgres";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { createShopper, delivery, type Shopper } from "@/tests/fixtures/shopper.ts";

let platform: Platform;
let sql: postgres.Sql;
let shopper: Shopper;
let variant: string;

Deno.test.beforeAll(async () => {
  platform = await startPlatform();
  sql = postgres(platform.database_url, { max: 1, onnotice: () => {} });
  shopper = createShopper(platform.url);
  const [row] = await sql`select v.id from variants as v
    join products as p on p.id = v.product_id and p.slug = 'market-basket-indigo'`;
  variant = row!.id;
});

Deno.test.afterAll(async () => {
  await sql.end();
  await platform.stop();
});

const read = async (path: string) => await (await shopper.get(path)).text();

async function movePin(token: string, pin: string): Promise<string> {
  const answer = await shopper.post(`/orders/${token}/pin`, { pin });
  await answer.body?.cancel();
  assert.equal(answer.status, 303);
  return answer.headers.get("location")!;
}

async function pinOf(token: string) {
  const [order] =
    await sql`select pin_lat::float8 as lat, pin_lng::float8 as lng from orders where token = ${token}`;
  return [order!.lat, order!.lng];
}

Deno.test("whoever holds the order's page moves its pin until it is shipped, and the shop sees that", async () => {
  const token = await shopper.buy(variant, "0712 345 611");
  const page = `/orders/${token}`;
  assert.match(await read(page), new RegExp(`action="[^"]*${page}/pin"`));

  const done = await movePin(token, "https://www.google.com/maps/@-1.2921,36.8219,17z");
  assert.equal(done, `/s/demo${page}?pin=saved#where`);
  assert.deepEqual(await pinOf(token), [-1.2921, 36.8219]);
  const saved = await read(`${page}?pin=saved`);
  assert.match(saved, /The pin is saved/);
  assert.match(saved, /Move the pin on the map/);
  assert.match(saved, /value="-1.2921, 36.8219"/);
  const [event] =
    await sql`select e.data from order_events as e join orders as o on o.id = e.order_id
    where o.token = ${token} and e.kind = 'pin_changed'`;
  assert.deepEqual(event!.data, { what: "added" });

  const wrong = await movePin(token, "near the church");
  assert.match(wrong, /\?pin=invalid#where$/);
  assert.match(await read(`${page}?pin=invalid`), /id="pin-error"/);
  assert.deepEqual(await pinOf(token), [-1.2921, 36.8219]);

  await sql`update orders set fulfilment_status = 'shipped' where token = ${token}`;
  assert.match(await movePin(token, "1, 1"), /\?pin=late#where$/);
  assert.deepEqual(await pinOf(token), [-1.2921, 36.8219]);
  const late = await read(`${page}?pin=late`);
  assert.match(late, /on its way already/);
  assert.doesNotMatch(late, new RegExp(`action="[^"]*${page}/pin"`));
});

Deno.test("the pin that an order is placed with is no change, and an order of nobody has none", async () => {
  const fields = {
    ...await shopper.openCheckout(variant),
    ...delivery("0712 345 612"),
    pin: "-1.3, 36.8",
  };
  const priced = await shopper.post("/checkout", fields);
  const hidden = Object.fromEntries(
    [...(await priced.text()).matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
      .map(([, name, value]) => [name!, value!]),
  );
  const placed = priced.status === 303
    ? priced
    : await shopper.post("/checkout", { ...fields, ...hidden });
  await placed.body?.cancel();
  const [, token] = /\/orders\/([0-9a-f]{32})/.exec(placed.headers.get("location")!)!;
  assert.deepEqual(await pinOf(token!), [-1.3, 36.8]);
  const events = await sql`select from order_events as e join orders as o on o.id = e.order_id
    where o.token = ${token!} and e.kind = 'pin_changed'`;
  assert.equal(events.length, 0);
  const nobody = await shopper.post(`/orders/${"0".repeat(32)}/pin`, { pin: "1, 1" });
  await nobody.body?.cancel();
  assert.equal(nobody.status, 404);
});
