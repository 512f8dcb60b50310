import assert from "node:assert/strict";
import postgres from "postgres";
import type { Sql } from "@/lib/db/mod.ts";
import { getRefundChoices, paidFor } from "@/lib/orders/merchant.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { makeShop, orderInput, placeOrder } from "@/tests/fixtures/shop.ts";

let database: TestDatabase;
let sql: postgres.Sql;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { max: 2, onnotice: () => {} });
});

Deno.test.afterAll(async () => {
  await sql.end();
  await database.stop();
});

/** An order of three pieces at KES 1,000 with this much off, picked up. */
async function buyThree(
  { percentBp, isTaxIncluded }: { percentBp: number; isTaxIncluded: boolean },
) {
  const { storeId, slug, variantIds } = await makeShop(sql, { priceMinor: 100_000 });
  await sql`update stores set is_tax_included = ${isTaxIncluded} where id = ${storeId}`;
  await sql`insert into discounts (store_id, name, code, kind, percent_bp)
    values (${storeId}, 'Karibu', 'KARIBU', 'percent', ${percentBp})`;
  const placed = await placeOrder(sql, slug, {
    ...orderInput(variantIds[0]!, { discount: "KARIBU" }),
    lines: [{ variant_id: variantIds[0]!, quantity: 3 }],
  });
  assert.equal(placed.ok, true, JSON.stringify(placed));
  const [order] = await sql`select number, delivery_minor::int, total_minor::int
    from orders where id = ${placed.order_id}`;
  const choices = await getRefundChoices(sql as unknown as Sql, { storeId, number: order!.number });
  return { order: order!, item: choices!.items[0]! };
}

Deno.test("goods that a discount made cheaper are given back at what was paid for them", async () => {
  const { item } = await buyThree({ percentBp: 5_000, isTaxIncluded: true });

  assert.deepEqual([item.paidMinor, item.quantity, item.left], [150_000, 3, 3]);
  assert.equal(paidFor(item, 1, 100), 50_000);
});

Deno.test("goods with tax on top are given back with their part of it", async () => {
  const { item, order } = await buyThree({ percentBp: 1_000, isTaxIncluded: false });

  assert.equal(item.paidMinor, Math.floor(270_000 * 1.16));
  assert.ok(item.paidMinor <= order.total_minor - order.delivery_minor);
});
