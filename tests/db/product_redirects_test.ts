import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop, type Shop } from "@/tests/fixtures/shop.ts";

let database: TestDatabase;
let sql: postgres.Sql;
let shop: Shop;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { max: 4, onnotice: () => {} });
  shop = await makeShop(sql, { slug: "demo", merchant: CAST.merchant });
});

Deno.test.afterAll(async () => {
  await sql.end();
  await database.stop();
});

type Step = { product: number; slug: string };

Deno.test("after any renaming every old address leads to where its last product is, and none in a circle", async () => {
  const { storeId } = shop;
  const step: fc.Arbitrary<Step> = fc.record({
    product: fc.nat({ max: 3 }),
    slug: fc.constantFrom("a", "b", "c", "d", "e", "f", "g"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      await sql`delete from products where store_id = ${storeId} and title = 'Renamed'`;
      const ids: string[] = [];
      for (let i = 0; i < 4; i++) {
        const [row] = await sql`insert into products (store_id, slug, title, status)
          values (${storeId}, ${`p${i}`}, 'Renamed', 'published') returning id`;
        ids.push(row!.id);
      }
      const live = new Map(ids.map((id, i) => [`p${i}`, id]));
      const old = new Map<string, string>();

      for (const { product, slug } of steps) {
        const id = ids[product]!;
        const [before] = [...live].find(([, one]) => one === id)!;
        const done = await sql`update products set slug = ${slug} where id = ${id}`
          .then(() => true, (error: postgres.PostgresError) => {
            assert.equal(error.constraint_name, "products_store_id_slug_key");
            return false;
          });
        const isTaken = live.has(slug) && live.get(slug) !== id;
        assert.equal(done, !isTaken);
        if (!done || before === slug) continue;
        live.delete(before);
        live.set(slug, id);
        old.set(before, id);
        old.delete(slug);
      }

      const found = await sql`select slug, product_id from product_redirects
        where store_id = ${storeId} order by slug`;
      const expected = [...old].sort(([a], [b]) => a < b ? -1 : 1);
      assert.deepEqual(found.map(({ slug, product_id }) => [slug, product_id]), expected);
      for (const { slug } of found) assert.ok(!live.has(slug), `${slug} is live and old at once`);
    }),
    { numRuns: 60 },
  );
});

Deno.test("the old address of a product that nobody sees tells nobody of it", async () => {
  const { storeId } = shop;
  const [row] = await sql`insert into products (store_id, slug, title, status)
    values (${storeId}, 'secret-plan', 'Hidden', 'draft') returning id`;
  await sql`update products set slug = 'secret' where id = ${row!.id}`;
  const seen = () =>
    sql.begin(async (sql) => {
      await sql`select set_config('role', 'anon', true)`;
      return (await sql`select slug from product_redirects where product_id = ${row!.id}`).length;
    });
  assert.equal(await seen(), 0);
  await sql`update products set status = 'published' where id = ${row!.id}`;
  assert.equal(await seen(), 1);
});

Deno.test("categories go three levels deep and never in a circle, also when two are moved at once", async () => {
  const { storeId } = shop;
  const make = async (slug: string, parent: string | null = null) =>
    (await sql`insert into categories (store_id, slug, name, parent_id)
      values (${storeId}, ${slug}, ${slug}, ${parent}) returning id`)[0]!.id as string;
  const move = (id: string, parent: string) =>
    sql`update categories set parent_id = ${parent} where id = ${id}`;
  const [home, kitchen] = [await make("home"), await make("kitchen")];
  await move(kitchen, home);
  const cups = await make("cups", kitchen);
  await assert.rejects(make("mugs", cups), /three levels/);
  await assert.rejects(async () => await move(home, cups), /three levels/);
  await assert.rejects(async () => await move(home, home));
  const outer = await make("outer");
  await assert.rejects(async () => await move(home, outer), /three levels/);

  const [left, right] = [await make("left"), await make("right")];
  const moved = await Promise.allSettled([move(left, right), move(right, left)]);
  assert.equal(moved.filter(({ status }) => status === "fulfilled").length, 1);
});
