import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { connect, type Db } from "@/lib/db/mod.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { type FilesForSale, payOrder, sellFiles } from "@/tests/fixtures/digital.ts";
import { CAST, makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";

let database: TestDatabase;
let owner: postgres.Sql;
let db: Db;
/** Whoever comes along. */
let visitor: postgres.Sql;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  owner = postgres(database.url, { max: 4, onnotice: () => {} });
  db = connect({ url: database.webUrl, poolSize: 20 });
  visitor = db.public as unknown as postgres.Sql;
});

Deno.test.afterAll(async () => {
  await db.close();
  await owner.end();
  await database.stop();
});

interface Bought {
  shop: Shop;
  files: string[];
  orderId: string;
  token: string;
  itemId: string;
}

/** An order of files only, paid unless told otherwise. */
async function buy(sale: FilesForSale = {}, { isPaid = true } = {}): Promise<Bought> {
  const shop = await makeShop(owner);
  const files = await sellFiles(owner, shop, sale);
  const placed = await placeOrder(visitor, shop.slug, downloadInput(shop));
  assert.ok(placed.ok, placed.code);
  if (isPaid) await payOrder(owner, placed.order_id);
  const [item] = await owner`select id from order_items where order_id = ${placed.order_id}`;
  return { shop, files, orderId: placed.order_id, token: placed.token, itemId: item!.id };
}

function downloadInput(shop: Shop, overrides: Record<string, unknown> = {}) {
  const nowhere = { delivery_method: "download", area: undefined, landmark: undefined };
  return orderInput(shop.variantIds[0]!, { ...nowhere, ...overrides });
}

async function take(
  { shop, token, itemId, files: [file] }: Bought,
  change: { slug?: string; token?: string; item?: string; file?: string } = {},
) {
  const [row] = await visitor`select take_download(${change.slug ?? shop.slug}, ${
    change.token ?? token
  }, ${change.item ?? itemId}, ${change.file ?? file!}) as answer`;
  return row!.answer as { ok: boolean; code?: string; token?: string };
}

async function open(
  bought: Bought,
  download: string,
  change: { slug?: string; token?: string } = {},
) {
  const [row] = await visitor`select get_download(${change.slug ?? bought.shop.slug}, ${
    change.token ?? bought.token
  }, ${download}) as file`;
  return row!.file as { path: string; name: string } | null;
}

async function filesOf({ shop, token }: Bought) {
  const [row] = await visitor`select get_order(${shop.slug}, ${token}) as "order"`;
  return row!.order.files as { name: string; taken: number; download_limit: number | null }[];
}

const closeAll = (bought: Bought) =>
  owner`update order_downloads set open_until = now() where order_item_id = ${bought.itemId}`;

Deno.test("files of a paid order are listed, taken and opened; those of an unpaid one are not there", async () => {
  const unpaid = await buy({}, { isPaid: false });
  assert.deepEqual(await filesOf(unpaid), []);
  assert.equal((await take(unpaid)).code, "not_paid");

  const paid = await buy({ names: ["Pattern.pdf", "Song.mp3"], limit: 2 });
  assert.deepEqual((await filesOf(paid)).map(({ name, taken }) => [name, taken]), [
    ["Pattern.pdf", 0],
    ["Song.mp3", 0],
  ]);
  const taken = await take(paid);
  assert.equal((await open(paid, taken.token!))?.name, "Pattern.pdf");
  assert.deepEqual((await filesOf(paid)).map(({ taken }) => taken), [1, 0]);
});

Deno.test("an order of files only asks for no place, costs no fee, and is fulfilled by its payment", async () => {
  const { orderId } = await buy();
  const [order] =
    await owner`select status, fulfilment_status, delivery_method, delivery_minor::int as fee,
    area, landmark from orders where id = ${orderId}`;
  assert.deepEqual({ ...order }, {
    status: "fulfilled",
    fulfilment_status: "delivered",
    delivery_method: "download",
    fee: 0,
    area: null,
    landmark: null,
  });
});

Deno.test("what the goods need decides how an order is delivered, not what the form says", async () => {
  const shop = await makeShop(owner, { stock: [5] });
  const nowhere = await placeOrder(visitor, shop.slug, downloadInput(shop));
  assert.equal(nowhere.code, "delivery_needed");

  await sellFiles(owner, shop);
  const brought = orderInput(shop.variantIds[0]!);
  const dear = await placeOrder(visitor, shop.slug, { ...brought, expected_total_minor: 265_000 });
  assert.equal(dear.code, "total_changed");
  const placed = await placeOrder(visitor, shop.slug, brought);
  assert.deepEqual([placed.ok, placed.total_minor], [true, 245_000]);
});

Deno.test("a mixed cart is brought and paid for as before, and its files are there once it is paid", async () => {
  const shop = await makeShop(owner, { stock: [5] });
  const [solid] = shop.variantIds;
  const [product] = await owner`insert into products (store_id, slug, title, status)
    values (${shop.storeId}, 'song', 'Song', 'draft') returning id`;
  const [song] = await owner`insert into variants (store_id, product_id, price_minor)
    values (${shop.storeId}, ${product!.id}, 10000) returning id`;
  const [file] = await sellFiles(owner, { ...shop, productId: product!.id });
  await owner`update products set status = 'published' where id = ${product!.id}`;
  const lines = [{ variant_id: solid!, quantity: 1 }, { variant_id: song!.id, quantity: 1 }];

  const refused = await placeOrder(visitor, shop.slug, downloadInput(shop, { lines }));
  assert.equal(refused.code, "delivery_needed");
  const placed = await placeOrder(visitor, shop.slug, orderInput(solid!, { lines }));
  assert.equal(placed.total_minor, 245_000 + 10_000 + 20_000);
  await payOrder(owner, placed.order_id);

  const [order] =
    await owner`select status, fulfilment_status from orders where id = ${placed.order_id}`;
  assert.deepEqual({ ...order }, { status: "paid", fulfilment_status: "unfulfilled" });
  const items =
    await owner`select id, is_digital from order_items where order_id = ${placed.order_id}`;
  const digital = items.find(({ is_digital }) => is_digital)!;
  const bought = { shop, files: [file!], orderId: placed.order_id, token: placed.token };
  assert.ok((await take({ ...bought, itemId: digital.id })).ok);
  const other = items.find(({ is_digital }) => !is_digital)!;
  assert.equal((await take({ ...bought, itemId: other.id })).code, "file_not_found");
});

Deno.test("twenty taps at once are one download, and however they race no file goes over its limit", async () => {
  const bought = await buy({ limit: 3 });
  for (const round of [1, 2, 3]) {
    const all = await Promise.all(Array.from({ length: 20 }, () => take(bought)));
    assert.equal(new Set(all.map(({ token }) => token)).size, 1, `round ${round}`);
    assert.equal((await filesOf(bought))[0]!.taken, round);
    await closeAll(bought);
  }
  const more = await Promise.all(Array.from({ length: 20 }, () => take(bought)));
  assert.deepEqual([...new Set(more.map(({ code }) => code))], ["downloads_used_up"]);
  assert.equal((await filesOf(bought))[0]!.taken, 3);
});

Deno.test("whatever is taken in whatever order, no file is counted over its limit", async () => {
  const step = fc.constantFrom("a", "b", "close", "more");
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 12 }),
      fc.integer({ min: 1, max: 3 }),
      async (steps, first) => {
        const bought = await buy({ names: ["a", "b"], limit: first });
        let limit = first;
        for (const step of steps) {
          if (step === "close") await closeAll(bought);
          else if (step === "more") {
            await owner`update order_items set download_limit = ${++limit} where id = ${bought.itemId}`;
          } else {
            const file = bought.files[step === "a" ? 0 : 1]!;
            await Promise.all([1, 2, 3].map(() => take(bought, { file })));
          }
          for (const { taken } of await filesOf(bought)) assert.ok(taken <= limit);
        }
      },
    ),
    { numRuns: 12 },
  );
});

Deno.test("a download stays open for an hour; then neither it nor its file's place is told", async () => {
  const bought = await buy({ limit: 1 });
  const { token } = await take(bought);
  assert.equal((await take(bought)).token, token);
  assert.ok(await open(bought, token!));
  const [row] =
    await owner`select open_until - taken_at = interval '1 hour' as is_hour from order_downloads
    where token = ${token!}`;
  assert.ok(row!.is_hour);
  await closeAll(bought);
  assert.equal(await open(bought, token!), null);
});

Deno.test("days count from the payment, and end downloads", async () => {
  const bought = await buy({ days: 7 });
  const [item] = await owner`select i.downloads_until - o.paid_at = interval '7 days' as is_week
    from order_items as i join orders as o on o.id = i.order_id where i.id = ${bought.itemId}`;
  assert.ok(item!.is_week);
  await owner`update order_items set downloads_until = now() - interval '1 second' where id = ${bought.itemId}`;
  assert.equal((await take(bought)).code, "downloads_over");
});

Deno.test("another shop's address, another order's token and other lines open nothing", async () => {
  const [one, other] = [await buy(), await buy()];
  assert.equal((await take(one, { slug: other.shop.slug })).code, "order_not_found");
  assert.equal((await take(one, { token: one.orderId })).code, "order_not_found");
  assert.equal((await take(one, { item: other.itemId })).code, "file_not_found");
  assert.equal((await take(one, { file: other.files[0]! })).code, "file_not_found");
  const { token } = await take(one);
  assert.equal(await open(one, token!, { token: other.token }), null);
  assert.equal(await open(one, token!, { slug: other.shop.slug }), null);
  assert.equal(await open(other, token!), null);
});

Deno.test("a suspended shop gives no files", async () => {
  const bought = await buy();
  const { token } = await take(bought);
  await owner`update stores set status = 'suspended' where id = ${bought.shop.storeId}`;
  assert.equal((await take(bought)).code, "order_not_found");
  assert.equal(await open(bought, token!), null);
});

Deno.test("after a cancellation or a refund there are no files, not even by a download that is open", async () => {
  const shop = await makeShop(owner, { stock: [5] });
  const [file] = await sellFiles(owner, shop);
  const ends = [
    (id: string) => owner`update orders set refunded_minor = paid_minor where id = ${id}`,
    // An order of files is fulfilled at once, which nothing cancels: a mixed one can be.
    (id: string) => owner`update orders set status = 'cancelled' where id = ${id}`,
  ];
  for (const end of ends) {
    const bought = await buyMixed(shop, file!);
    const { token } = await take(bought);
    assert.ok(await open(bought, token!));
    await end(bought.orderId);
    assert.equal((await take(bought)).code, "not_paid");
    assert.equal(await open(bought, token!), null);
    assert.deepEqual(await filesOf(bought), []);
  }
});

/** Files and something to bring. */
async function buyMixed(shop: Shop, file: string): Promise<Bought> {
  const slug = `stool-${crypto.randomUUID()}`;
  const [stool] = await owner`insert into products (store_id, slug, title, status)
    values (${shop.storeId}, ${slug}, 'Stool', 'published') returning id`;
  const [variant] =
    await owner`insert into variants (store_id, product_id, price_minor, is_stock_tracked)
    values (${shop.storeId}, ${stool!.id}, 10000, false) returning id`;
  const lines = [shop.variantIds[0]!, variant!.id].map((variant_id) => ({
    variant_id,
    quantity: 1,
  }));
  const placed = await placeOrder(visitor, shop.slug, orderInput("", { lines }));
  await payOrder(owner, placed.order_id);
  const [item] =
    await owner`select id from order_items where order_id = ${placed.order_id} and is_digital`;
  return { shop, files: [file], orderId: placed.order_id, token: placed.token, itemId: item!.id };
}

Deno.test("an expired order gives none; money that comes late opens it with its files", async () => {
  const bought = await buy({ days: 3 }, { isPaid: false });
  const { orderId } = bought;
  await owner`select private.apply_payment_event(a.id, null, '{"state":"expired","code":"1037"}')
    from payment_attempts as a where a.order_id = ${orderId}`;
  await owner`update orders set expires_at = now() - interval '1 minute' where id = ${orderId}`;
  await owner`select private.expire_order(${orderId})`;
  assert.equal((await take(bought)).code, "not_paid");

  await payOrder(owner, orderId);
  assert.ok((await take(bought)).ok);
});

Deno.test("what was bought keeps its limits and its files, whatever the merchant changes later", async () => {
  const bought = await buy({ limit: 5, names: ["Old.pdf", "Kept.pdf"] });
  const { shop, files } = bought;
  await owner`update products set download_limit = 1, download_days = 1 where id = ${shop.productId}`;
  await owner`update product_files set removed_at = now() where id = ${files[0]!}`;
  await owner`update product_files set name = 'Newer.pdf' where id = ${files[1]!}`;

  const seen = await filesOf(bought);
  assert.deepEqual(seen.map(({ name, download_limit }) => [name, download_limit]), [
    ["Old.pdf", 5],
    ["Newer.pdf", 5],
  ]);
  assert.ok((await take(bought)).ok, "the removed one, too");

  const later = await placeOrder(visitor, shop.slug, downloadInput(shop));
  await payOrder(owner, later.order_id);
  const names = (await filesOf({ ...bought, token: later.token })).map(({ name }) => name);
  assert.deepEqual(names, ["Newer.pdf"]);

  await owner`update products set is_digital = false where id = ${shop.productId}`;
  assert.ok((await take(bought, { file: files[1]! })).ok);
});

Deno.test("staff give more downloads, once per form, and never less; it is in the log and on the timeline", async () => {
  const bought = await buy({ limit: 1, days: 1 });
  const { shop, itemId, orderId } = bought;
  const until = new Date(Date.now() + 30 * 86_400_000).toISOString();
  const give = (input: Record<string, unknown>, user: string = CAST.merchant) =>
    db.asUser({ sub: user } as never, async (sql) => {
      const [row] = await sql`select give_downloads(${shop.storeId}, ${itemId}, ${
        sql.json(input as never)
      }) as answer`;
      return row!.answer as { ok: boolean };
    });
  await take(bought);
  await closeAll(bought);
  assert.equal((await take(bought)).code, "downloads_used_up");

  const given = { download_limit: 3, downloads_until: until };
  await Promise.all([give(given), give(given)]);
  await give({ download_limit: 2, downloads_until: new Date().toISOString() });

  const [item] =
    await owner`select download_limit, downloads_until from order_items where id = ${itemId}`;
  assert.deepEqual([item!.download_limit, item!.downloads_until.toISOString()], [3, until]);
  assert.ok((await take(bought)).ok);
  const log =
    await owner`select actor_id, changes from audit_events where action = 'order_items.updated'
    and entity_id = ${itemId}`;
  assert.deepEqual(log.map(({ actor_id, changes }) => [actor_id, changes.download_limit]), [
    [CAST.merchant, [1, 3]],
  ]);
  const told =
    await owner`select kind from order_events where order_id = ${orderId} and kind = 'downloads_given'`;
  assert.equal(told.length, 1);
  await assert.rejects(give(given, CAST.rival), { code: "42501" });
  await assert.rejects(give({ download_limit: 0 }), { code: "AF422" });
});
