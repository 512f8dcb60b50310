import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { beginHistory, type History, step, take } from "./history.ts";
import { addUp, NOTHING, type PlainSales, type Sums } from "./plain_sales.ts";

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
async function readSales(storeId: string, first: string, last: string): Promise<PlainSales> {
  const rows = await sql`
    select s.*, s.day::text as day
    from private.read_sales(${storeId}, private.sales_kinds(), ${first}, ${last}) as s`;
  return Object.fromEntries(rows.map(({ kind, day, subject, ...sums }) => [
    `${kind} ${day} ${subject}`,
    Object.fromEntries(
      Object.keys(NOTHING).map((name) => [name, Number(sums[name])]),
    ) as never as Sums,
  ]));
}

/** Whether every sum of these days is what the orders say. */
async function assertAddsUp({ shop: { storeId }, firsts }: History, days = ALL): Promise<void> {
  const [cut] = await sql`
    select coalesce((select time_zone from private.sales_cuts where store_id = ${storeId}), s.time_zone) as zone
    from stores as s where s.id = ${storeId}`;
  const plain = await addUp(sql, { storeId, timeZone: cut!.zone, firsts });
  const wanted = Object.entries(plain).filter(([key, sums]) => {
    const day = key.split(" ")[1]!;
    return day >= days.first && day <= days.last && Object.values(sums).some((n) => n !== 0);
  });
  const told = await readSales(storeId, days.first, days.last);
  assert.deepEqual(
    Object.fromEntries(
      Object.entries(told).filter(([, sums]) => Object.values(sums).some((n) => n !== 0)),
    ),
    Object.fromEntries(wanted),
  );
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
