import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { answerGraphql, graphqlSchema } from "@/lib/graphql/mod.ts";
import { type Claims, connect, type Db } from "@/lib/db/mod.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";
import { drawOf, randomDocument } from "./random_document.ts";

const RUNS = 1_500;
const SEED = Number(Deno.env.get("FUZZ_SEED") ?? Date.now() % 1_000_000);
const schema = graphqlSchema();

let database: TestDatabase;
let owner: postgres.Sql;
let db: Db;
let shop: Shop;
let other: Shop;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  owner = postgres(database.url, { onnotice: () => {} });
  db = connect({ url: database.webUrl, poolSize: 4 });
  shop = await makeShop(owner, { slug: "fuzzed", stock: [900, 900] });
  other = await makeShop(owner, { slug: "rival", merchant: CAST.rival, stock: [900] });
  for (const { slug, variantIds } of [shop, other, shop]) {
    const phone = `+2547${String(10_000_000 + Math.floor(Math.random() * 80_000_000))}`;
    const input = orderInput(variantIds[0]!, { phone, payer_phone: phone });
    assert.ok((await placeOrder(owner, slug, input)).ok);
  }
});

Deno.test.afterAll(async () => {
  await db.close();
  await owner.end();
  await database.stop();
});

async function idsOf({ storeId, tenantId }: Shop): Promise<string[]> {
  const rows = await owner`
    select id from products where store_id = ${storeId}
    union all select id from variants where store_id = ${storeId}
    union all select id from orders where store_id = ${storeId}
    union all select id from order_items where store_id = ${storeId}
    union all select id from customers where store_id = ${storeId}
    union all select id from payment_attempts where store_id = ${storeId}`;
  return [storeId, tenantId, ...rows.map(({ id }) => id)];
}

/** Asks as this caller; throws for what is a fault of ours. */
async function ask(claims: Claims, query: string) {
  return await answerGraphql({ query }, {
    bearer: { claims, session: null },
    client: { ip: null, userAgent: null },
    db,
    config: {} as never,
    mayChange: true,
  });
}

/** A key of a shop that may do all that a key may. */
async function makeKey(storeId: string): Promise<Claims> {
  const secret = `afk_${crypto.randomUUID().replaceAll("-", "").repeat(2)}`;
  const bytes = new TextEncoder().encode(secret);
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  await owner`insert into api_keys (store_id, name, prefix, secret_hash, permissions)
    select ${storeId}, 'All', 'afk_all00', ${hash}, array_agg(one)
    from unnest(enum_range(null::permission)) as one where one <> 'staff.manage'`;
  return { api_key_hash: hash.toHex() };
}

Deno.test("whatever valid document is sent, nothing fails inside", async () => {
  const ids = [...await idsOf(shop), ...await idsOf(other)];
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (gen) => {
      const text = randomDocument(schema, { draw: drawOf(gen, fc.nat), ids });
      const { status, body } = await ask({ sub: CAST.merchant }, text);
      assert.ok(status < 500, text);
      for (const { extensions } of body.errors ?? []) {
        assert.match(String(extensions!.code), /^[a-z_]+$/, text);
        assert.notEqual(extensions!.code, "invalid_query", `${text} ${JSON.stringify(body)}`);
        seen.add(String(extensions!.code));
      }
      if (body.data && !body.errors) seen.add(text.startsWith("mutation") ? "changed" : "read");
    }),
    { numRuns: RUNS, seed: SEED, endOnFailure: true },
  );
  // Documents that are all refused find nothing out.
  for (const one of ["read", "changed", "not_found", "invalid_input"]) {
    assert.ok(seen.has(one), `never ${one}: ${[...seen]}`);
  }
});

Deno.test("a rival's key never sees a row of the shop, and writes none", async () => {
  const key = await makeKey(other.storeId);
  const theirs = await idsOf(shop);
  const own = await idsOf(other);
  const ids = [...theirs, ...theirs, ...own];
  const state = async () =>
    (await owner`
    select md5(string_agg(t::text, ',' order by t::text)) as hash from (
      select o::text from orders as o where store_id = ${shop.storeId}
      union all select p::text from products as p where store_id = ${shop.storeId}
      union all select v::text from variants as v where store_id = ${shop.storeId}
      union all select s::text from stores as s where id = ${shop.storeId}
      union all select a::text from payment_attempts as a where store_id = ${shop.storeId}
    ) as t`)[0]!.hash;
  const before = await state();
  let shown = 0;
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (gen) => {
      const text = randomDocument(schema, { draw: drawOf(gen, fc.nat), ids });
      const { status, body } = await ask(key, text);
      assert.ok(status < 500, text);
      const said = JSON.stringify(body);
      for (const id of theirs) assert.ok(!said.includes(id), `${text}\n${said}`);
      if (own.some((id) => said.includes(id))) shown++;
    }),
    { numRuns: RUNS, seed: SEED + 1, endOnFailure: true },
  );
  assert.equal(await state(), before);
  // Its own rows it does see.
  assert.ok(shown > 20, `${shown}`);
});
