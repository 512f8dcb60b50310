import postgres from "postgres";
import { readDateRange } from "@/lib/date_range.ts";
import { connect } from "@/lib/db/mod.ts";
import { getSales } from "@/lib/sales/mod.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { CAST, makeShop, type Shop } from "@/tests/fixtures/shop.ts";
import { fillOrders, fillVisits } from "./fill.ts";

/** Two years, so that a year has one before to compare with. */
const FILLING = { days: 730, products: 500, customers: 50_000 };
const SIZES = [100_000, 1_000_000];
const ROUNDS = 25;
/** Milliseconds that 95 of 100 readings must stay under. */
const LIMIT = 120;
const RANGES = ["range=1", "range=7", "range=30", "range=last-month", "range=90", "range=year"];

/** How long it takes to read the sales of a shop with many orders, of which today's change all the time. */
async function main(): Promise<void> {
  const slow: string[] = [];
  for (const orders of SIZES) {
    const database = await startDatabase();
    const owner = postgres(database.superuserUrl, { onnotice: () => {}, max: 1 });
    try {
      const shop = await makeShop(owner);
      const filling = { ...FILLING, orders };
      const fill = await took(() => fillOrders(owner, shop, filling));
      await fillVisits(owner, shop, filling);
      console.log(`${orders.toLocaleString("en")} orders, filled in ${(fill / 1000).toFixed()} s`);
      await rollUp(owner, shop);
      slow.push(...await readAll(database.webUrl, shop));
    } finally {
      await owner.end();
      await database.stop();
    }
  }
  if (slow.length > 0) {
    console.error(`Over ${LIMIT} ms: ${slow.join("; ")}`);
    Deno.exitCode = 1;
  }
}

/** All days once, then today's alone, as the job does each minute; then today changes again. */
async function rollUp(owner: postgres.Sql, { storeId }: Shop): Promise<void> {
  await owner`insert into private.sales_cuts values (${storeId}, '', '')`;
  const all = await took(() => owner`select private.roll_up_sales(${storeId})`);
  console.log(`  every day added up in ${(all / 1000).toFixed(1)} s`);
  const change = () =>
    owner`update orders set refunded_minor = refunded_minor + 1
      where store_id = ${storeId} and paid_at > now() - interval '3 hours'`;
  await change();
  const today = await took(() => owner`select private.roll_up_sales(${storeId})`);
  console.log(`  what changed in three hours added up in ${today.toFixed()} ms`);
  await change();
  await owner`vacuum analyze private.sales_days, private.sales_products, private.sales_changes`;
}

async function readAll(url: string, { storeId }: Shop): Promise<string[]> {
  const db = connect({ url, poolSize: 1 });
  const slow: string[] = [];
  for (const query of RANGES) {
    const days = readDateRange(new URLSearchParams(query), { timeZone: "Africa/Nairobi" });
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      times.push(
        await took(() =>
          db.asUser<unknown>(
            { sub: CAST.merchant, role: "authenticated" } as never,
            (sql) => getSales(sql, storeId, days),
          )
        ),
      );
    }
    times.sort((a, b) => a - b);
    const [middle, most] = [0.5, 0.95].map((share) => times[Math.floor(ROUNDS * share)]!);
    console.log(`  ${query}: ${middle!.toFixed(1)} ms, 95 of 100 under ${most!.toFixed(1)} ms`);
    if (most! > LIMIT) slow.push(query);
  }
  await db.close();
  return slow;
}

async function took(run: () => PromiseLike<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

await main();
