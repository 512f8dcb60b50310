import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { CAST, makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";
import { keepStock } from "@/tests/fixtures/stock.ts";

let database: TestDatabase;
let sql: postgres.Sql;

Deno.test.beforeAll(async () => {
  database = await startDatabase();
  sql = postgres(database.url, { max: 10, onnotice: () => {} });
});

Deno.test.afterAll(async () => {
  await sql.end();
  await database.stop();
});

/** Does what the worker would with the jobs about what shoppers are told of stock; says how many there were. */
async function refreshHints({ variantIds }: Shop): Promise<number> {
  const jobs = await sql<{ id: string; variant_id: string }[]>`
    delete from graphile_worker._private_jobs as j using graphile_worker._private_tasks as t
    where t.id = j.task_id and t.identifier = 'refresh_stock_hint'
      and j.payload ->> 'variant_id' = any (${variantIds})
    returning j.payload ->> 'variant_id' as variant_id`;
  for (const { variant_id } of jobs) await sql`select private.refresh_stock_hint(${variant_id})`;
  return jobs.length;
}

/** What shoppers are told of the stock, beside what there is. */
async function hints({ storeId }: Shop): Promise<{ told: number | null; available: number }[]> {
  return await sql<{ told: number | null; available: number }[]>`
    select v.stock_hint as told, l.on_hand - l.reserved as available
    from variants as v join inventory_levels as l on l.variant_id = v.id
    where v.store_id = ${storeId} order by v.position`;
}

Deno.test("a sale waits for no editor, and shoppers are told of it once the editor is done", async () => {
  const shop = await makeShop(sql, { stock: [1] });
  const variantId = shop.variantIds[0]!;
  const impatient = postgres(database.url, { max: 1, connection: { lock_timeout: 3_000 } });

  await sql.begin(async (editing) => {
    await editing`update variants set price_minor = 245000, weight_g = 5 where id = ${variantId}`;
    const placed = await placeOrder(impatient, shop.slug, orderInput(variantId));
    assert.equal(placed.ok, true);
  });
  await impatient.end();
  assert.equal(await refreshHints(shop), 1);

  assert.deepEqual([...await hints(shop)], [{ told: 0, available: 0 }]);
});

Deno.test("a sale and a change of a variant do not wait for each other in a circle", async () => {
  const shop = await makeShop(sql, { stock: [3] });
  const variantId = shop.variantIds[0]!;
  let selling: Promise<unknown> = Promise.resolve();

  await sql.begin(async (editing) => {
    await editing`update variants set weight_g = 5 where id = ${variantId}`;
    selling = sql.begin(async (sale) => {
      await sale`select private.move_stock(${variantId}, 'adjusted', -1, 0)`;
      await sale`select pg_sleep(0.2)`;
    });
    selling.catch(() => {});
    await editing`select pg_sleep(0.1)`;
    await editing`update variants set low_stock_level = 1 where id = ${variantId}`;
  });
  await selling;
  await refreshHints(shop);

  assert.deepEqual([...await hints(shop)], [{ told: 2, available: 2 }]);
});

interface Edit {
  sku: boolean;
  order: "as they are" | "turned round";
  low_stock_level: number;
  is_backorder_allowed: boolean;
  stock_delta: number;
}

const anyEdit: fc.Arbitrary<Edit> = fc.record({
  sku: fc.boolean(),
  order: fc.constantFrom("as they are", "turned round"),
  low_stock_level: fc.nat(4),
  is_backorder_allowed: fc.boolean(),
  stock_delta: fc.integer({ min: -1, max: 2 }),
});

/** Saves the product as its form would, with something changed at each variant. */
async function save(shop: Shop, edit: Edit, round: number): Promise<void> {
  await sql.begin(async (sql) => {
    const counted = await sql`
      select m.variant_id, sum(m.on_hand_delta)::int as counted from inventory_movements as m
      where m.store_id = ${shop.storeId} and m.kind in ('received', 'adjusted') group by 1`;
    const variants = shop.variantIds.map((id, i) => ({
      id,
      option_values: [`Size ${i}`],
      sku: edit.sku ? `NEW-${i}-${round}` : `SKU-${i}`,
      price_minor: 245_000,
      position: i,
      low_stock_level: edit.low_stock_level,
      is_backorder_allowed: edit.is_backorder_allowed,
      stock_delta: edit.stock_delta,
      stock_counted: counted.find(({ variant_id }) => variant_id === id)?.counted ?? 0,
    }));
    if (edit.order === "turned round") variants.reverse();
    const input = { slug: "basket", title: "Basket", status: "published", variants };
    await sql`select set_config('request.jwt.claims', ${
      JSON.stringify({ sub: CAST.merchant })
    }, true),
      set_config('role', 'authenticated', true)`;
    await sql`select public.save_product(${shop.storeId}, ${shop.productId}, ${
      sql.json(input as never)
    })`;
  });
}

Deno.test("who buys and who edits the same goods at once end without a deadlock", async () => {
  const shop = await makeShop(sql, { stock: [4, 4, 4] });
  const keeper = keepStock(sql, shop.storeId, CAST.merchant);
  const [place] = await sql`select id from locations where store_id = ${shop.storeId}`;
  let round = 0;
  const buy = (order: number[]) =>
    placeOrder(sql, shop.slug, {
      ...orderInput(shop.variantIds[0]!),
      lines: order.map((i) => ({ variant_id: shop.variantIds[i]!, quantity: 1 })),
    });
  const anyOrder = fc.shuffledSubarray([0, 1, 2], { minLength: 1 });

  await fc.assert(
    fc.asyncProperty(
      fc.array(anyEdit, { minLength: 1, maxLength: 3 }),
      fc.array(anyOrder, { minLength: 2, maxLength: 5 }),
      async (edits, orders) => {
        round++;
        const ended = await Promise.allSettled([
          ...edits.map((edit) => save(shop, edit, round)),
          ...orders.map(buy),
          keeper.adjust({
            variant_id: shop.variantIds[round % 3]!,
            location_id: place!.id,
            reason: "received",
            delta: 3,
          }),
        ]);
        const failed = ended.flatMap((one) => one.status === "rejected" ? [one.reason] : []);
        // Stock that others counted meanwhile, or that orders hold, is told to the editor.
        const unknown = failed.filter(({ code }) => !["AF409", "23514"].includes(code));
        assert.deepEqual(unknown.map(String), []);
        while (await refreshHints(shop) > 0);
        await assertLedgerAddsUp(sql, shop.storeId);
        for (const { told, available } of await hints(shop)) {
          if (told !== null) assert.equal(told, Math.min(Math.max(available, 0), 5));
        }
      },
    ),
    { numRuns: 60, endOnFailure: true },
  );
});
