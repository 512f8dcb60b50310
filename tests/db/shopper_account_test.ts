import assert from "node:assert/strict";
import postgres from "postgres";
import { connect, type Db } from "@/lib/db/mod.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { makeShop, orderInput, type Placed, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";
import { signInShopper } from "@/tests/fixtures/shoppers.ts";

let database: TestDatabase;
let owner: postgres.Sql;
let db: Db;
let visitor: postgres.Sql;
let shop: Shop;
let other: Shop;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  owner = postgres(database.url, { onnotice: () => {} });
  db = connect({ url: database.webUrl, poolSize: 10 });
  visitor = db.public as unknown as postgres.Sql;
  shop = await makeShop(owner, { stock: [500] });
  other = await makeShop(owner);
});

Deno.test.afterAll(async () => {
  await Promise.all([owner.end(), db.close()]);
  await database.stop();
});

let phones = 0;

/** A phone that nobody used before, and a session of it. */
async function someone(): Promise<{ phone: string; token: string }> {
  const phone = `+2547110000${String(++phones).padStart(2, "0")}`;
  const clients = { web: db.own as unknown as postgres.Sql, owner };
  return { phone, token: await signInShopper(clients, { slug: shop.slug, phone }) };
}

function order(phone: string, overrides = {}): Promise<Placed> {
  return placeOrder(
    visitor,
    shop.slug,
    orderInput(shop.variantIds[0]!, { phone, payer_phone: phone, ...overrides }),
  );
}

interface Found {
  phone: string;
  name: string | null;
  email: string | null;
  wants_news: boolean;
  addresses: {
    id: string;
    landmark: string;
    directions: string;
    pin_lat: number | null;
    is_default: boolean;
    kept_at: string | null;
  }[];
}

async function get(token: string): Promise<Found> {
  const [row] = await visitor`select get_shopper(${shop.slug}, ${token}) as shopper`;
  return row!.shopper;
}

const place = (overrides = {}) => ({
  name: "Amina Noor",
  area: "Kilimani, Nairobi",
  landmark: "Tumaini Chemist",
  ...overrides,
});

async function save(token: string, id: string | null, input: object, slug = shop.slug) {
  const [row] = await visitor`
    select save_shopper_address(${slug}, ${token}, ${id}, ${visitor.json(input as never)}) as done`;
  return row!.done as { ok: boolean; code?: string; id: string };
}

async function remove(token: string, id: string, isUndone = false) {
  const [row] = await visitor`
    select drop_shopper_address(${shop.slug}, ${token}, ${id}, ${isUndone}) as done`;
  return row!.done as { ok: boolean; code?: string };
}

Deno.test("a phone that never bought has an empty account", async () => {
  const { phone, token } = await someone();

  const nothing = { name: null, email: null, wants_news: false, addresses: [] };
  assert.deepEqual(await get(token), { phone, ...nothing });
  assert.deepEqual(await list(token), []);
});

async function list(token: string, after: string | null = null, rows = 10) {
  const [row] = await visitor`
    select list_shopper_orders(${shop.slug}, ${token}, ${after}, ${rows}) as orders`;
  return row!.orders as { id: string; token: string; label: string; goods: unknown }[];
}

Deno.test("orders of the phone come newest first, page by page, and nobody else's", async () => {
  const { phone, token } = await someone();
  const placed: string[] = [];
  for (let i = 0; i < 5; i++) placed.push((await order(phone)).label);
  await order("+254799999999");

  const first = await list(token, null, 3);
  const second = await list(token, first.at(-1)!.id, 3);

  const labels = [...first, ...second].map(({ label }) => label);
  assert.deepEqual(labels, placed.reverse());
  assert.deepEqual(first[0]!.goods, { items: 1, titles: ["Sisal basket"] });
});

Deno.test("an order is found by its number for its phone alone", async () => {
  const [mine, theirs] = [await someone(), await someone()];
  const placed = await order(mine.phone);
  const number = Number(placed.label.split("-")[1]);
  const find = async (token: string) => {
    const [row] = await visitor`
      select find_shopper_order(${shop.slug}, ${token}, ${number}) as token`;
    return row!.token;
  };

  assert.equal(await find(mine.token), placed.token);
  assert.equal(await find(theirs.token), null);
  assert.equal(await find("guess"), null);
});

Deno.test("a profile is made and changed by whoever is signed in", async () => {
  const { token } = await someone();
  const write = async (input: object) => {
    const [row] = await visitor`
      select save_shopper_profile(${shop.slug}, ${token}, ${visitor.json(input as never)}) as done`;
    return row!.done;
  };

  assert.deepEqual(await write({ name: " Amina ", email: "a@x.ke", wants_news: true }), {
    ok: true,
  });
  const { name, email, wants_news } = await get(token);
  assert.deepEqual({ name, email, wants_news }, {
    name: "Amina",
    email: "a@x.ke",
    wants_news: true,
  });
  await write({ name: "Amina", email: "", wants_news: false });
  assert.deepEqual([(await get(token)).email, (await get(token)).wants_news], [null, false]);
  for (const bad of [{ name: "" }, { name: "A\nB" }, { name: "A", email: "nothing" }]) {
    await assert.rejects(write(bad), { code: "AF422" });
  }
});

Deno.test("the first address is the default, another becomes it when that is asked", async () => {
  const { token } = await someone();

  const first = await save(token, null, place());
  const second = await save(token, null, place({ landmark: "Yaya Centre", is_default: true }));

  const { name, addresses } = await get(token);
  assert.equal(name, "Amina Noor");
  assert.deepEqual(addresses.map(({ id, is_default }) => [id, is_default]), [
    [second.id, true],
    [first.id, false],
  ]);
});

Deno.test("defaults set at once leave one default", async () => {
  const { token } = await someone();
  await save(token, null, place());

  await Promise.all(
    Array.from(
      { length: 8 },
      (_, i) => save(token, null, place({ landmark: `Gate ${i}`, is_default: true })),
    ),
  );

  const { addresses } = await get(token);
  assert.equal(addresses.length, 9);
  assert.equal(addresses.filter(({ is_default }) => is_default).length, 1);
});

Deno.test("an address is changed with its pin, and what is wrong with it is refused", async () => {
  const { token } = await someone();
  const { id } = await save(token, null, place());
  await save(token, null, place({ landmark: "Yaya Centre" }));

  assert.equal(
    (await save(token, id, place({ directions: "Blue gate", pin_lat: -1.29, pin_lng: 36.82 }))).ok,
    true,
  );
  const changed = (await get(token)).addresses.find((one) => one.id === id)!;
  assert.deepEqual([changed.directions, changed.pin_lat], ["Blue gate", -1.29]);

  const refused: [object, string][] = [
    [place({ landmark: "yaya centre" }), "address_exists"],
    [place({ area: "Atlantis" }), "area_not_served"],
  ];
  for (const [input, code] of refused) assert.equal((await save(token, id, input)).code, code);
  const bad = [
    { landmark: "" },
    { landmark: "a\nb" },
    { second_phone: "0712" },
    { pin_lat: 91, pin_lng: 0 },
    { pin_lat: 1 },
    { pin_lat: "x", pin_lng: 1 },
    { directions: "x".repeat(501) },
  ];
  for (const one of bad) {
    await assert.rejects(save(token, id, place(one)), { code: "AF422" }, JSON.stringify(one));
  }
  assert.deepEqual((await get(token)).addresses.find((one) => one.id === id), changed);
});

Deno.test("somebody without a name brings one with their first address, or nothing is kept", async () => {
  const { token } = await someone();

  assert.equal((await save(token, null, place({ name: "" }))).code, "name_needed");
  assert.equal((await save(token, null, place({ area: "Atlantis" }))).code, "area_not_served");
  assert.equal((await get(token)).name, null);
});

Deno.test("a session changes its own addresses alone", async () => {
  const [mine, theirs] = [await someone(), await someone()];
  const { id } = await save(mine.token, null, place());
  await save(theirs.token, null, place());

  assert.equal((await save(theirs.token, id, place())).code, "address_not_found");
  assert.equal((await remove(theirs.token, id)).code, "address_not_found");
  assert.equal((await save(mine.token, id, place(), other.slug)).code, "signed_out");
  assert.equal((await remove("guess", id)).code, "signed_out");
  assert.equal((await get(mine.token)).addresses.length, 1);
});

Deno.test("a removed address comes back by undo, and by being added again", async () => {
  const { token } = await someone();
  const { id } = await save(token, null, place());
  const second = await save(token, null, place({ landmark: "Yaya Centre" }));
  const ids = async () => (await get(token)).addresses.map((one) => one.id);

  await remove(token, id);
  assert.deepEqual(await ids(), [second.id]);
  await remove(token, id, true);
  assert.deepEqual(await ids(), [id, second.id], "the default again");

  await remove(token, id);
  await save(token, second.id, place({ landmark: "Yaya Centre", is_default: true }));
  await remove(token, id, true);
  assert.deepEqual(await ids(), [second.id, id], "another was made the default meanwhile");

  await remove(token, id);
  assert.equal((await save(token, null, place())).id, id);
  await remove(token, id);
  assert.equal((await save(token, second.id, place())).ok, true, "its landmark is free");
});

Deno.test("twenty addresses are kept, not more", async () => {
  const { token } = await someone();
  for (let i = 0; i < 20; i++) await save(token, null, place({ landmark: `Gate ${i}` }));

  assert.equal(
    (await save(token, null, place({ landmark: "One more" }))).code,
    "too_many_addresses",
  );
});

Deno.test("an address of somebody else's order is offered, not filled in, until they make it theirs", async () => {
  const { phone, token } = await someone();
  await order(phone, { landmark: "A stranger's door" });
  const found = async () =>
    (await get(token)).addresses.map(({ landmark, is_default, kept_at }) => [
      landmark,
      is_default,
      kept_at !== null,
    ]);

  assert.deepEqual(await found(), [["A stranger's door", false, false]]);
  await save(token, (await get(token)).addresses[0]!.id, place({ landmark: "My door" }));
  assert.deepEqual(await found(), [["My door", true, true]]);
});

Deno.test("an address that was paid for from the phone itself is theirs at the next sign-in", async () => {
  const { phone } = await someone();
  const placed = await order(phone);
  await owner`insert into payments (store_id, account_id, order_id, attempt_id, amount_minor, currency, payer_phone)
    select store_id, account_id, order_id, id, 1, 'KES', ${phone} from payment_attempts
    where order_id = ${placed.order_id}`;
  const clients = { web: db.own as unknown as postgres.Sql, owner };
  const token = await signInShopper(clients, { slug: shop.slug, phone });

  assert.notEqual((await get(token)).addresses[0]!.kept_at, null);
});

async function keep(orderToken: string, token: string): Promise<boolean> {
  const [row] = await visitor`
    select keep_order_address(${shop.slug}, ${orderToken}, ${token}) as kept`;
  return row!.kept;
}

Deno.test("where an order goes that was placed while signed in is kept, for whoever is signed in", async () => {
  const { token } = await someone();
  const gift = await order("+254722222222", { landmark: "Grandmother", directions: "Green door" });

  assert.equal(await keep(gift.token, token), true);
  assert.equal(await keep(gift.token, token), true, "once more changes nothing");
  const { name, addresses } = await get(token);
  assert.equal(name, "Wanjiru Kamau");
  assert.deepEqual(addresses.map((one) => [one.landmark, one.directions, one.is_default]), [
    ["Grandmother", "Green door", true],
  ]);
  assert.equal(await keep(gift.token, "guess"), false);
  assert.equal(await keep("guess", token), false);
});

async function pin(orderToken: string, lat: number | null, lng: number | null, slug = shop.slug) {
  const [row] = await visitor`
    select set_order_pin(${slug}, ${orderToken}, ${lat}, ${lng}) as done`;
  return row!.done as { ok: boolean; code?: string };
}

Deno.test("an order has a pin that its holder sets until it leaves the shop", async () => {
  const { phone } = await someone();
  const placed = await order(phone);
  const read = async () => {
    const [row] = await visitor`select get_order(${shop.slug}, ${placed.token}) as found`;
    return [row!.found.pin_lat, row!.found.pin_lng];
  };

  assert.deepEqual(await read(), [null, null]);
  assert.equal((await pin(placed.token, -1.292066, 36.821946)).ok, true);
  assert.deepEqual(await read(), [-1.292066, 36.821946]);
  assert.equal((await pin(placed.token, null, null)).ok, true);
  assert.deepEqual(await read(), [null, null]);

  assert.equal((await pin(placed.token, null, null)).ok, true, "once more is no change");
  const events = await owner`select data ->> 'what' as what from order_events
    where order_id = ${placed.order_id} and kind = 'pin_changed' order by id`;
  assert.deepEqual(events.map(({ what }) => what), ["added", "removed"]);
  const audited = await owner`select changes from audit_events
    where action = 'orders.pin_changed' and entity_id = ${placed.order_id} order by id`;
  assert.deepEqual(audited.map(({ changes }) => changes), [{ pin: "added" }, { pin: "removed" }]);

  await assert.rejects(pin(placed.token, 91, 0), { code: "AF422" });
  await assert.rejects(pin(placed.token, 1, null), { code: "AF422" });
  assert.equal((await pin(placed.token, 1, 1, other.slug)).code, "order_not_found");
  await owner`update orders set fulfilment_status = 'shipped' where id = ${placed.order_id}`;
  assert.equal((await pin(placed.token, 1, 1)).code, "on_its_way");
});

Deno.test("what a shopper reads is served by indexes", async () => {
  const { phone } = await someone();
  await order(phone);
  const plan = async (query: string) => {
    const rows = await owner.begin(async (sql) => {
      await sql`set local enable_seqscan = off`;
      return await sql.unsafe(`explain ${query}`);
    });
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  };
  const orders = await plan(`select id from orders where store_id = '${shop.storeId}'
    and customer_id = '${shop.storeId}' and id < '${shop.storeId}' order by id desc limit 10`);
  assert.match(orders, /Index.* using orders_customer_idx/);
  assert.doesNotMatch(orders, /Sort/);
  const addresses = await plan(`select id from addresses where store_id = '${shop.storeId}'
    and customer_id = '${shop.storeId}' and removed_at is null`);
  assert.match(addresses, /addresses_(customer_idx|place_key)/);
});
