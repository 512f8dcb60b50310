import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { until } from "@/tests/fixtures/until.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop, type Shop } from "@/tests/fixtures/shop.ts";
import { anyEdit, type Ground } from "./collections/edits.ts";
import { actualMembers, expectedMembers } from "./collections/oracle.ts";
import { as } from "./tenancy/cast.ts";

let database: TestDatabase;
let sql: postgres.Sql;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { max: 6, onnotice: () => {} });
});

Deno.test.afterAll(async () => {
  await sql.end();
  await database.stop();
});

let shops = 0;

interface Made extends Shop, Ground {}

/** A shop with a few products, categories, and collections whose rules find gifts. */
async function makeGround(
  { rules = 3, merchant }: { rules?: number; merchant?: string } = {},
): Promise<Made> {
  const shop = await makeShop(sql, { slug: `collected-${++shops}`, merchant });
  const { storeId } = shop;
  const products = [shop.productId];
  const variants = [...shop.variantIds];
  for (let i = 0; i < 4; i++) {
    const [product] = await sql`insert into products (store_id, slug, title, status)
      values (${storeId}, ${`p-${i}`}, 'Thing', 'published') returning id`;
    products.push(product!.id);
    const made = await sql`insert into variants (store_id, product_id, option_values, price_minor)
      select ${storeId}, ${
      product!.id
    }, array[n::text], n * 1000 from generate_series(1, 2) as n returning id`;
    variants.push(...made.map(({ id }) => id));
  }
  const categories: string[] = [];
  for (let i = 0; i < 4; i++) {
    const [category] = await sql`insert into categories (store_id, slug, name)
      values (${storeId}, ${`k-${i}`}, ${`K ${i}`}) returning id`;
    categories.push(category!.id);
  }
  const collections: string[] = [];
  for (let i = 0; i < rules; i++) collections.push(await makeRule(storeId, `c-${i}`));
  return { ...shop, products, variants, categories, collections };
}

async function makeRule(storeId: string, slug: string, conditions?: object[]): Promise<string> {
  const [made] = await sql`
    insert into collections (store_id, slug, title, kind, conditions, is_published)
    values (${storeId}, ${slug}, ${slug}, 'rule',
      ${sql.json((conditions ?? [{ field: "tag", value: "gift" }]) as never)}, true) returning id`;
  return made!.id;
}

async function jobs(task: string, subject: string): Promise<postgres.Row[]> {
  return await sql`
    select j.payload, j.run_at from graphile_worker._private_jobs as j
    join graphile_worker._private_tasks as t on t.id = j.task_id
    where t.identifier = ${task} and j.payload::text like ${`%${subject}%`}`;
}

/** Does what the worker would with the jobs about a store, until there are none. */
async function runJobs({ storeId, variants, collections }: Ground): Promise<number> {
  let told = 0;
  for (const id of variants) {
    for (const _ of await jobs("refresh_stock_hint", id)) {
      await sql`select private.refresh_stock_hint(${id})`;
      told++;
    }
  }
  const filed = await jobs("file_products", storeId);
  for (const { payload } of filed) {
    await sql`select private.file_products(${payload.store_id}, ${payload.product_ids}::uuid[], true)`;
  }
  let refreshed = 0;
  for (const id of collections) {
    for (const { run_at } of await jobs("refresh_collection", id)) {
      if (run_at.getTime() > Date.now() + 60_000) continue;
      await sql`select private.refresh_collection(${id}, true)`;
      refreshed++;
    }
  }
  return told + filed.length + refreshed;
}

Deno.test("after any edits, rules hold exactly what they say", async () => {
  const ground = await makeGround();
  const edits = fc.array(anyEdit, { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(edits, async (edits) => {
      for (const edit of edits) {
        await edit.run(sql, ground).catch((error) => {
          // A circle of categories, which is refused.
          if (!["AF422", "23514"].includes(error.code)) throw error;
        });
      }
      assert.deepEqual(
        await actualMembers(sql, ground.storeId),
        await expectedMembers(sql, ground.storeId),
        edits.map(({ name }) => name).join("; "),
      );
    }),
    { numRuns: 150, endOnFailure: true },
  );
});

Deno.test("edits at once, by many, end in what the rules say", async () => {
  const ground = await makeGround();
  await fc.assert(
    fc.asyncProperty(fc.array(anyEdit, { minLength: 4, maxLength: 12 }), async (edits) => {
      const ended = await Promise.allSettled(edits.map((edit) => edit.run(sql, ground)));
      for (const one of ended) {
        if (one.status === "fulfilled") continue;
        // Category moves may be refused; no edit may fail because of a collection.
        assert.ok(["AF422", "23514"].includes(one.reason.code), String(one.reason));
      }
      while (await runJobs(ground) > 0) {
        await sql`delete from graphile_worker._private_jobs where run_at < now() + interval '1 minute'`;
      }
      assert.deepEqual(
        await actualMembers(sql, ground.storeId),
        await expectedMembers(sql, ground.storeId),
        edits.map(({ name }) => name).join("; "),
      );
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

Deno.test("a rule changed while a product is being saved waits for nobody, and both are seen", async () => {
  const ground = await makeGround({ rules: 1 });
  const [productId] = ground.products;
  await sql.begin(async (saving) => {
    await saving`update products set tags = '{blue}', slug = 'renamed' where id = ${productId!}`;
    await sql`update collections set conditions = '[{"field":"tag","value":"blue"}]'
      where id = ${ground.collections[0]!}`;
  });

  assert.ok(await runJobs(ground) > 0);

  assert.deepEqual(
    await actualMembers(sql, ground.storeId),
    new Map([[ground.collections[0], [productId]]]),
  );
});

Deno.test("two halves of a rule that come true at once are put together", async () => {
  const ground = await makeGround({ rules: 0 });
  const id = await makeRule(ground.storeId, "cheap-gifts", [
    { field: "tag", value: "gift" },
    { field: "price_to", value: "500" },
  ]);
  let pricing = Promise.resolve();
  await sql.begin(async (tagging) => {
    await tagging`update products set tags = '{gift}' where id = ${ground.productId}`;
    let isDone = false;
    pricing = sql`update variants set price_minor = 500 where id = ${ground.variantIds[0]!}`
      .then(() => {
        isDone = true;
      });
    // Neither sees what the other writes; what is searched of a product has one writer at a time.
    await until(async () =>
      isDone || (await tagging`
        select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`).length > 0
    );
  });
  await pricing;

  await runJobs({ ...ground, collections: [id] });

  assert.deepEqual((await actualMembers(sql, ground.storeId)).get(id), [ground.productId]);
});

Deno.test("the days of a rule pass with a daily job", async () => {
  const ground = await makeGround({ rules: 0 });
  const id = await makeRule(ground.storeId, "new-here", [{ field: "created_within", value: "7" }]);
  const members = async () => (await actualMembers(sql, ground.storeId)).get(id)!.length;
  assert.equal(await members(), 5);
  const [job] = await jobs("refresh_collection", id);
  assert.ok(job!.run_at.getTime() > Date.now() + 23 * 3_600_000);

  // As if a week had passed: no trigger sees time go by.
  await sql.begin(async (sql) => {
    await sql`alter table products disable trigger user`;
    await sql`update products set created_at = created_at - interval '8 days' where id = ${ground.productId}`;
    await sql`alter table products enable trigger user`;
  });
  assert.equal(await members(), 5);
  await sql`select private.refresh_collection(${id}, true)`;

  assert.equal(await members(), 4);
  assert.equal((await jobs("refresh_collection", id)).length, 1, "and tomorrow again");
});

Deno.test("what was thrown away comes back whole within 30 days, and is gone after", async () => {
  const ground = await makeGround({ rules: 1 });
  const [id] = ground.collections;
  await sql`update products set tags = '{gift}' where id = any (${ground.products.slice(0, 2)})`;
  await sql`update collections set deleted_at = now() where id = ${id!}`;
  await sql`update products set tags = '{gift}' where id = ${ground.products[2]!}`;
  await sql`update collections set deleted_at = null where id = ${id!}`;
  assert.equal((await actualMembers(sql, ground.storeId)).get(id!)!.length, 3);

  await sql`update collections set deleted_at = now() - interval '31 days' where id = ${id!}`;
  await sql`select private.refresh_collection(${id!}, true)`;
  assert.equal((await sql`select from collections where id = ${id!}`).length, 0);
});

Deno.test("a category and a collection never share an address, also when both come at once", async () => {
  const { storeId } = await makeGround({ rules: 1 });
  const refused = { code: "23505", constraint_name: "categories_collections_slug_key" };
  const category = (slug: string) =>
    sql`insert into categories (store_id, slug, name) values (${storeId}, ${slug}, 'Twin')`;
  const collection = (slug: string) =>
    sql`insert into collections (store_id, slug, title, kind) values (${storeId}, ${slug}, 'Twin', 'manual')`;
  await assert.rejects(category("c-0").execute(), refused);
  await assert.rejects(collection("k-0").execute(), refused);
  await assert.rejects(
    sql`update categories set slug = 'c-0' where slug = 'k-1'
    and store_id = ${storeId}`.execute(),
    refused,
  );

  for (let i = 0; i < 10; i++) {
    const both = await Promise.allSettled([
      category(`twin-${i}`).execute(),
      collection(`twin-${i}`).execute(),
    ]);
    assert.equal(both.filter(({ status }) => status === "fulfilled").length, 1);
  }

  await sql`update collections set deleted_at = now() where store_id = ${storeId} and slug = 'c-0'`;
  await category("c-0");
  await assert.rejects(
    sql`update collections set deleted_at = null where store_id = ${storeId} and slug = 'c-0'`
      .execute(),
    refused,
  );
});

Deno.test("nobody adds to a rule by hand, and a rule knows its own shop alone", async () => {
  const ground = await makeGround({ rules: 1 });
  const rival = await makeGround({ rules: 1, merchant: CAST.rival });
  const put = (collection: string, product: string) =>
    as(
      sql,
      "merchant",
      (sql) =>
        sql`insert into collection_products (store_id, collection_id, product_id)
      values (${ground.storeId}, ${collection}, ${product})`,
    );
  await assert.rejects(put(ground.collections[0]!, ground.productId), { code: "23503" });
  const [manual] = await sql`insert into collections (store_id, slug, title, kind)
    values (${ground.storeId}, 'by-hand', 'By hand', 'manual') returning id`;
  await put(manual!.id, ground.productId);
  await assert.rejects(put(manual!.id, rival.productId), { code: "23503" });
  await assert.rejects(put(rival.collections[0]!, ground.productId), { code: "23503" });

  await sql`update products set tags = '{gift}' where id = any (${[
    ground.productId,
    rival.productId,
  ]})`;
  assert.deepEqual((await actualMembers(sql, ground.storeId)).get(ground.collections[0]!), [
    ground.productId,
  ]);
  const left = await as(
    sql,
    "merchant",
    (sql) => sql`delete from collection_products where collection_id = ${ground.collections[0]!}`,
  );
  assert.equal(left.count, 0, "only the rule takes away what it put there");
});

Deno.test("visitors see what is in a collection while it and the product are on show", async () => {
  const ground = await makeGround({ rules: 1 });
  await sql`update products set tags = '{gift}' where id = ${ground.productId}`;
  const seen = () =>
    as(
      sql,
      "visitor",
      async (sql) =>
        (await sql`select from collection_products where store_id = ${ground.storeId}`).length,
    );
  assert.equal(await seen(), 1);
  const hidden = ["is_published = false", "deleted_at = now()"];
  for (const change of hidden) {
    await sql.unsafe(`update collections set ${change} where id = '${ground.collections[0]}'`);
    assert.equal(await seen(), 0, change);
    await sql`update collections set is_published = true, deleted_at = null where id = ${ground
      .collections[0]!}`;
  }
  await sql`update products set status = 'draft' where id = ${ground.productId}`;
  assert.equal(await seen(), 0, "a draft");
});

Deno.test("a preview finds what the rule would, and says what is no rule", async () => {
  const ground = await makeGround({ rules: 0 });
  await sql`update products set tags = '{gift}' where id = ${ground.productId}`;
  const preview = (input: object) =>
    as(
      sql,
      "merchant",
      async (sql) =>
        (await sql`select preview_collection(${ground.storeId}, ${sql.json(input as never)}) as p`)[
          0
        ]!.p,
    );
  const conditions = [{ field: "tag", value: "gift" }];
  assert.deepEqual(await preview({ match: "all", conditions }), {
    count: 1,
    product_ids: [ground.productId],
  });
  assert.deepEqual(await preview({ match: "any", conditions: [] }), { count: 0, product_ids: [] });
  for (
    const bad of [{}, { match: "all" }, { match: "x", conditions }, {
      match: "all",
      conditions: [{ field: "category", value: "x" }],
    }]
  ) await assert.rejects(preview(bad), { code: "AF422" });
});
