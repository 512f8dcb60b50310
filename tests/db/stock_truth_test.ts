import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import type { Sql } from "@/lib/db/mod.ts";
import { listMovements, type Movement } from "@/lib/inventory/mod.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { CAST, makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";
import { keepStock, type StockKeeper } from "@/tests/fixtures/stock.ts";

let database: TestDatabase;
/** As the owner. */
let sql: postgres.Sql;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { max: 10, onnotice: () => {} });
});

Deno.test.afterAll(async () => {
  await sql.end();
  await database.stop();
});

type Step =
  & { variant: number; here: number; there: number; quantity: number }
  & {
    kind: "adjust" | "transfer" | "order" | "end" | "count" | "apply" | "default" | "close";
    reason: "received" | "returned" | "found" | "damaged" | "lost" | "correction";
    isPaid: boolean;
  };

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(
    ...["adjust", "transfer", "order", "end", "count", "apply", "default", "close"] as const,
  ),
  variant: fc.nat(1),
  here: fc.nat(2),
  there: fc.nat(2),
  quantity: fc.integer({ min: 1, max: 6 }),
  reason: fc.constantFrom(
    ...["received", "returned", "found", "damaged", "lost", "correction"] as const,
  ),
  isPaid: fc.boolean(),
});

interface Stage {
  shop: Shop;
  keeper: StockKeeper;
  locations: string[];
  orders: string[];
}

async function setStage(): Promise<Stage> {
  const shop = await makeShop(sql, { stock: [6, 3] });
  const keeper = keepStock(sql, shop.storeId, CAST.merchant);
  for (const name of ["Floor", "Depot"]) await keeper.saveLocation({ name });
  const rows = await sql`select id from locations where store_id = ${shop.storeId} order by name`;
  return { shop, keeper, locations: rows.map(({ id }) => id), orders: [] };
}

/** Does it, as it may be done, refused or not. */
async function take(one: Step, { shop, keeper, locations, orders }: Stage): Promise<void> {
  const variantId = shop.variantIds[one.variant]!;
  const [here, there] = [locations[one.here]!, locations[one.there]!];
  switch (one.kind) {
    case "adjust": {
      const isLoss = /damaged|lost/.test(one.reason) ||
        (one.reason === "correction" && one.isPaid);
      const delta = isLoss ? -one.quantity : one.quantity;
      await keeper.adjust({
        variant_id: variantId,
        location_id: here,
        reason: one.reason,
        delta,
      });
      return;
    }
    case "transfer":
      if (here === there) return;
      await keeper.transfer({
        variant_id: variantId,
        from_location_id: here,
        to_location_id: there,
        quantity: one.quantity,
      });
      return;
    case "order": {
      const lines = [{ variant_id: variantId, quantity: one.quantity }];
      const placed = await placeOrder(sql, shop.slug, orderInput(variantId, { lines }));
      if (placed.ok) orders.push(placed.order_id);
      return;
    }
    case "end": {
      const orderId = orders.shift();
      if (orderId) await end(orderId, one.isPaid);
      return;
    }
    case "count": {
      const { id } = await keeper.openCount(here);
      if (id) await keeper.count(id, { [variantId]: one.quantity });
      return;
    }
    case "apply": {
      const { id } = await keeper.openCount(here);
      if (id) await keeper.apply(id);
      return;
    }
    case "default":
      await keeper.saveLocation({ is_default: true }, here);
      return;
    case "close":
      await keeper.saveLocation({ is_closed: one.isPaid }, here);
  }
}

/** Reads a ledger page by page, and replays it from its oldest line. */
async function assertReplays({ shop }: Stage): Promise<void> {
  for (const variantId of shop.variantIds) {
    const lines: Movement[] = [];
    let hasMore = true;
    while (hasMore) {
      const place = { storeId: shop.storeId, variantId, before: lines.at(-1)?.id, limit: 3 };
      const page = await listMovements(sql as unknown as Sql, place);
      lines.push(...page.movements);
      hasMore = page.hasMore;
    }
    const onHand = new Map<string, number>();
    for (const { location, onHandDelta, onHandAfter } of lines.toReversed()) {
      onHand.set(location, (onHand.get(location) ?? 0) + onHandDelta);
      assert.equal(onHandAfter, onHand.get(location));
    }
  }
}

/** The money comes, or it does not. */
async function end(orderId: string, isPaid: boolean): Promise<void> {
  const [attempt] = await sql`
    select id, expected_minor::int as expected from payment_attempts where order_id = ${orderId}`;
  const outcome = isPaid
    ? { state: "succeeded", amount_minor: attempt!.expected, currency: "KES", receipt: orderId }
    : { state: "expired", code: "1037" };
  await sql`select private.apply_payment_event(${attempt!.id}, null, ${sql.json(outcome)})`;
  if (isPaid) return;
  await sql`update orders set expires_at = now() - interval '1 minute' where id = ${orderId}`;
  await sql`select private.expire_order(${orderId})`;
}

/** Beyond what holds for every shop: nothing is lost in a place that is closed, and low is low. */
async function assertTrue({ shop }: Stage): Promise<void> {
  const { storeId } = shop;
  const wrongPlaces = await sql`
    select p.name from locations as p
    left join inventory_levels as l on l.location_id = p.id
    where p.store_id = ${storeId}
      and (p.is_default and p.closed_at is not null
        or p.closed_at is not null and (l.on_hand <> 0 or l.reserved <> 0))`;
  assert.deepEqual([...wrongPlaces], [], "a closed location is empty and not the default");
  const defaults = await sql`select from locations where store_id = ${storeId} and is_default`;
  assert.equal(defaults.length, 1);
  const wrongLows = await sql`
    select v.id from variants as v join inventory_levels as l on l.variant_id = v.id
    join locations as p on p.id = l.location_id
    where v.store_id = ${storeId}
      and l.is_low <> (p.is_default and l.on_hand - l.reserved <= v.low_stock_level)`;
  assert.deepEqual([...wrongLows], [], "low is what is at its level or under it, at the default");
  const halves = await sql`
    select sum(on_hand_delta) from inventory_movements
    where store_id = ${storeId} and kind = 'transferred' having sum(on_hand_delta) <> 0`;
  assert.deepEqual([...halves], [], "what left one place came to another");
  await assertLedgerAddsUp(sql, storeId);
}

Deno.test("whatever is done to stock, in whatever order, movements add up in every place", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const stage = await setStage();
      for (const one of steps) await take(one, stage);
      await assertTrue(stage);
      await assertReplays(stage);
    }),
    { numRuns: 40 },
  );
});

Deno.test("whatever is done to stock at once, movements add up in every place", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
      const stage = await setStage();
      await Promise.all(steps.map((one) => take(one, stage)));
      await assertTrue(stage);
    }),
    { numRuns: 40 },
  );
});
