import assert from "node:assert/strict";
import postgres from "postgres";
import { answerGraphql } from "@/lib/graphql/mod.ts";
import { asUser } from "@/lib/db/as_user.ts";
import { lists } from "@/lib/db/lists.ts";
import type { Claims, Db, Sql } from "@/lib/db/mod.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";

const ORDERS = 50;
const NOBODY = { ip: null, userAgent: null };

let database: TestDatabase;
let owner: postgres.Sql;
let pool: Sql;
let shop: Shop;
/** Every statement that went to the database. */
let statements: string[] = [];

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  owner = postgres(database.url, { onnotice: () => {} });
  shop = await makeShop(owner, { slug: "many", stock: [400, 400, 400] });
  for (let i = 0; i < ORDERS; i++) {
    const phone = `+2547000000${String(i).padStart(2, "0")}`;
    const lines = shop.variantIds.map((variant_id) => ({ variant_id, quantity: 1 }));
    const placed = await placeOrder(
      owner,
      shop.slug,
      orderInput("", { lines, phone, payer_phone: phone }),
    );
    assert.ok(placed.ok, JSON.stringify(placed));
  }
  pool = postgres(database.webUrl, {
    max: 1,
    types: {
      bigint: { to: 20, from: [20], parse: Number, serialize: String },
      ...lists,
    } as never,
    connection: { role: "authenticated" } as never,
    onnotice: () => {},
    debug: (_connection, query) => statements.push(query.replace(/\s+/g, " ").trim()),
  }) as unknown as Sql;
  // The driver's own first question to a connection is none of ours.
  await pool`select 1`;
});

Deno.test.afterAll(async () => {
  await pool.end();
  await owner.end();
  await database.stop();
});

async function answer(claims: Claims, query: string) {
  statements = [];
  const db = {
    asUser: (claims, run, client) => asUser(pool, claims, run, client),
  } as Pick<Db, "asUser"> as Db;
  const { body } = await answerGraphql({ query, variables: { store: shop.storeId } }, {
    bearer: { claims, session: null },
    client: NOBODY,
    db,
    config: {} as never,
    mayChange: true,
  });
  return body;
}

// deno-lint-ignore no-explicit-any
async function ask(query: string): Promise<any> {
  const body = await answer({ sub: CAST.merchant }, query);
  assert.equal(body.errors, undefined, JSON.stringify(body.errors));
  return body.data;
}

/** Statements beyond those that begin and end whatever a caller does: they read or write something. */
function asked(): string[] {
  const frame = /^(begin|commit)$|set_config\('request|public\.check_session\(\)/;
  return statements.filter((one) => !frame.test(one));
}

Deno.test("50 orders with items, customers and products are four statements in one transaction", async () => {
  const data = await ask(`query ($store: ID!) {
    orders(storeId: $store, limit: 50) {
      number
      items { title quantity product { title variants { sku priceMinor onHand } } }
      customer { name phone }
    }
  }`);
  assert.equal(data.orders.length, ORDERS);
  for (const { items, customer } of data.orders) {
    assert.equal(items.length, 3);
    assert.equal(items[0].product.title, "Sisal basket");
    assert.equal(customer.name, "Wanjiru Kamau");
  }
  assert.equal(
    new Set(data.orders.map((one: { customer: { phone: string } }) => one.customer.phone)).size,
    ORDERS,
  );
  assert.equal(asked().length, 4, asked().join("\n"));
  assert.equal(statements.length, 8, statements.join("\n"));
  assert.equal(statements.filter((one) => one === "begin").length, 1);
});

Deno.test("a level more is a statement more, however many rows are on it", async () => {
  const data = await ask(`query ($store: ID!) {
    store(id: $store) {
      name
      customers(limit: 40) {
        orders(limit: 2) { payments { state } refunds { number } items { product { store { name } } } }
      }
    }
  }`);
  assert.equal(data.store.customers.length, 40);
  assert.equal(data.store.customers[0].orders[0].payments.length, 1);
  // Stores; customers; orders; payments, refunds and products.
  assert.equal(asked().length, 6, asked().join("\n"));
});

Deno.test("pages of a nested list go on where they ended, for each store", async () => {
  const page = async (after: string) =>
    (await ask(`query ($store: ID!) { store(id: $store) { orders(limit: 20${after}) { id } } }`))
      .store.orders.map(({ id }: { id: string }) => id) as string[];
  const first = await page("");
  const second = await page(`, after: "${first.at(-1)}"`);
  const third = await page(`, after: "${second.at(-1)}"`);
  assert.deepEqual([first.length, second.length, third.length], [20, 20, 10]);
  const all = await owner`select id from orders where store_id = ${shop.storeId} order by id desc`;
  assert.deepEqual([...first, ...second, ...third], all.map(({ id }) => id));
});

Deno.test("nothing is asked after the end, also when a field fails while others still ask", async () => {
  const hash = crypto.getRandomValues(new Uint8Array(32));
  await owner`insert into api_keys (store_id, name, prefix, secret_hash, permissions)
    values (${shop.storeId}, 'Few', 'afk_few00', ${hash}, '{products.view,orders.view}')`;
  const body = await answer(
    { api_key_hash: hash.toHex() },
    `query ($store: ID!) {
      failed: store(id: $store) { customers { id } orders { items { product { store { products { id } } } } } }
      store(id: $store) { orders(limit: 5) { number items { product { title } } } }
    }`,
  );
  const [error] = body.errors!;
  assert.deepEqual([error!.path, error!.extensions!.code], [
    ["failed", "customers"],
    "permission_missing",
  ]);
  const { failed, store } = body.data as { failed: null; store: { orders: unknown[] } };
  assert.deepEqual([failed, store.orders.length], [null, 5]);
  const asked = [...statements];
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.deepEqual(statements, asked);
  assert.equal(statements.at(-1), "commit");
});
