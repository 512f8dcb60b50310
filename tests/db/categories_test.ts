import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { arrangeCategories, listCategories } from "@/lib/catalog/merchant.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { makeShop } from "@/tests/fixtures/shop.ts";

let database: TestDatabase;
let sql: postgres.Sql;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { max: 4, onnotice: () => {} });
});

Deno.test.afterAll(async () => {
  await sql.end();
  await database.stop();
});

/** A shop with this many categories, all on the first level. */
async function makeCategories(count: number): Promise<{ storeId: string; ids: string[] }> {
  const { storeId } = await makeShop(sql);
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const [made] = await sql`insert into categories (store_id, slug, name, position)
      values (${storeId}, ${`k-${i}`}, ${`K ${i}`}, ${i}) returning id`;
    ids.push(made!.id);
  }
  return { storeId, ids };
}

/** Resolves with the code of the refusal, or "ok". */
async function move(id: string, parentId: string | null): Promise<string> {
  try {
    await sql`update categories set parent_id = ${parentId} where id = ${id}`;
    return "ok";
  } catch (error) {
    return (error as postgres.PostgresError).code;
  }
}

/** How deep each category is; throws when one is under itself. */
async function depthsOf(storeId: string): Promise<number[]> {
  const rows = await sql`select id, parent_id from categories where store_id = ${storeId}`;
  const parents = new Map(rows.map(({ id, parent_id }) => [id, parent_id]));
  return rows.map(({ id }) => {
    let depth = 0;
    for (let at = parents.get(id); at; at = parents.get(at)) {
      if (++depth > rows.length) throw new Error("A circle");
    }
    return depth;
  });
}

Deno.test("circles and a fourth level are refused, from above and from below", async () => {
  const { ids: [a, b, c, d] } = await makeCategories(4);
  assert.equal(await move(a!, a!), "23514");
  assert.equal(await move(b!, a!), "ok");
  assert.equal(await move(a!, b!), "AF422");
  assert.equal(await move(c!, b!), "ok");
  assert.equal(await move(d!, c!), "AF422", "a fourth below");
  assert.equal(await move(a!, d!), "AF422", "three below one");
  assert.equal(await move(b!, null), "ok");
  assert.equal(await move(b!, d!), "ok");
});

Deno.test("whatever is moved at once, nothing is under itself or deeper than three levels", async () => {
  const { storeId, ids } = await makeCategories(5);
  const at = fc.nat({ max: ids.length - 1 });
  const moves = fc.array(fc.tuple(at, fc.option(at)), { minLength: 2, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(moves, async (moves) => {
      const answers = await Promise.all(
        moves.map(([i, j]) => move(ids[i]!, j === null ? null : ids[j]!)),
      );
      for (const answer of answers) assert.match(answer, /^(ok|AF422|23514)$/);
      assert.ok(Math.max(...await depthsOf(storeId)) <= 2);
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

Deno.test("two moves at once that would close a circle: the second is refused", async () => {
  const { storeId, ids: [a, b] } = await makeCategories(2);
  for (let turn = 0; turn < 10; turn++) {
    const answers = await Promise.all([move(a!, b!), move(b!, a!)]);
    assert.deepEqual(answers.sort(), ["AF422", "ok"]);
    assert.ok(Math.max(...await depthsOf(storeId)) === 1);
    await sql`update categories set parent_id = null where store_id = ${storeId}`;
  }
});

Deno.test("places typed beside siblings put each where it was sent, and push the others aside", async () => {
  const { storeId, ids } = await makeCategories(5);
  const db = sql as unknown as Sql;
  const order = async () => (await listCategories(db, storeId)).map(({ id }) => id);
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 4 }), fc.integer({ min: 1, max: 7 }), async (which, place) => {
      const before = await order();
      const id = before[which]!;
      await arrangeCategories(db, storeId, [{ id, place }]);
      const others = before.filter((one) => one !== id);
      assert.deepEqual(await order(), others.toSpliced(place - 1, 0, id));
    }),
    { numRuns: 40 },
  );
  assert.deepEqual((await order()).sort(), ids.sort());
});
