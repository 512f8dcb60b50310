import postgres from "postgres";
import { connect } from "@/lib/db/mod.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";

const ORDERS = 2_000;
const BUYERS = 16;

/** Whole orders a second: priced, reserved, numbered, with attempt, jobs and messages, committed. */
async function main(): Promise<void> {
  const database = await startDatabase();
  const owner = postgres(database.url, { onnotice: () => {} });
  const db = connect({ url: database.webUrl, poolSize: BUYERS });
  const visitor = db.public as unknown as postgres.Sql;
  try {
    const busy = await makeShop(owner, { stock: [ORDERS * 2] });
    const many = await Promise.all(
      Array.from({ length: 8 }, () => makeShop(owner, { stock: [ORDERS * 2] })),
    );
    await run(visitor, [busy], 200);
    console.log(`one shop, one variant: ${await run(visitor, [busy], ORDERS)} orders a second`);
    console.log(`eight shops:           ${await run(visitor, many, ORDERS)} orders a second`);
  } finally {
    await db.close();
    await owner.end();
    await database.stop();
  }
}

/** Orders a second over `count` orders, placed by BUYERS connections side by side. */
async function run(visitor: postgres.Sql, shops: Shop[], count: number): Promise<number> {
  let left = count;
  const started = performance.now();
  await Promise.all(Array.from({ length: BUYERS }, async () => {
    while (left-- > 0) {
      const shop = shops[left % shops.length]!;
      await placeOrder(visitor, shop.slug, orderInput(shop.variantIds[0]!));
    }
  }));
  return Math.round(count / ((performance.now() - started) / 1000));
}

await main();
