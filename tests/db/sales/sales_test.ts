import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { beginHistory, type History, step, take } from "./history.ts";
import type { Days } from "@/lib/date_range.ts";
import { addUp, type Cut, type PlainSales } from "./plain_sales.ts";

let database: TestDatabase;
let sql: postgres.Sql;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { max: 8, onnotice: () => {} });
});

Deno.test.afterAll(async () => {
  await sql.end();
  await database.stop();
});

/** What readers are told, of the days from the first to the last. */
async function readSales(storeId: string, { first, last }: Days): Promise<PlainSales> {
  const days = await sql`
    select s.*, s.day::text as day from private.read_sales(${storeId}, ${first}, ${last}) as s`;
  const products = await sql`
    select * from private.read_product_sales(${storeId}, ${first}, ${last})`;
  return {
    days: Object.fromEntries(days.map(({ day, store_id: _, ...sums }) => [day, numbers(sums)])),
    products: Object.fromEntries(
      products.map(({ product_id, ...sums }) => [product_id, numbers(sums)]),
    ),
  };
}

const numbers = (sums: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(sums).map(([name, n]) => [name, Number(n)]));

/** Whether every sum of these days is what the orders say. */
async function assertAddsUp({ shop: { storeId } }: History, days: Days = ALL): Promise<void> {
  // Until all days are made anew, they are cut as they were.
  const [cut] = await sql`
    select coalesce(c.time_zone, s.time_zone) as "timeZone", coalesce(c.currency, s.currency) as currency
    from stores as s left join private.sales_cuts as c on c.store_id = s.id where s.id = ${storeId}`;
  const wanted = await addUp(sql, storeId, { ...(cut as unknown as Cut), ...days });
  assert.deepEqual(await readSales(storeId, days), wanted);
}

const ALL = { first: "2024-01-01", last: "2026-12-31" };

const someDays = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 400 }))
  .map(([from, length]) => {
    const day = (n: number) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);
    return { first: day(from), last: day(from + length) };
  });

Deno.test("whatever happens to orders, in whatever zone, the sums of any days are those of the orders", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 20, maxLength: 40, size: "max" }),
      fc.array(someDays, { minLength: 2, maxLength: 4 }),
      async (steps, ranges) => {
        const history = await beginHistory(sql);
        for (const [i, one] of steps.entries()) {
          await take(one, history);
          if (i % 10 === 9) await assertAddsUp(history);
        }
        await assertAddsUp(history);
        for (const days of ranges) await assertAddsUp(history, days);
        await sql`select private.roll_up_sales(${history.shop.storeId})`;
        await assertAddsUp(history);
      },
    ),
    { numRuns: 60 },
  );
});
