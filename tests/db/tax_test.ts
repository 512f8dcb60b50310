import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { totalsOf } from "@/lib/checkout/mod.ts";
import { type Currency, CURRENCY_CODES, exponentOf, payableUnit } from "@/lib/money.ts";
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

interface Case {
  currency: Currency;
  taxRateBp: number;
  isTaxIncluded: boolean;
  price: number;
  fee: number;
  quantity: number;
  isPickup: boolean;
}

const anyCase: fc.Arbitrary<Case> = fc.record({
  currency: fc.constantFrom(...CURRENCY_CODES),
  taxRateBp: fc.oneof(fc.constantFrom(0, 750, 1500, 1600, 1800, 5000), fc.nat({ max: 5000 })),
  isTaxIncluded: fc.boolean(),
  price: fc.integer({ min: 1, max: 9_999_999 }),
  fee: fc.nat({ max: 99_999 }),
  quantity: fc.integer({ min: 1, max: 999 }),
  isPickup: fc.boolean(),
});

Deno.test("there are currencies without decimals and with, and some that are paid in whole units", () => {
  const kinds = new Set(CURRENCY_CODES.map((code) => `${exponentOf(code)} ${payableUnit(code)}`));

  assert.deepEqual([...kinds].sort(), ["0 1", "2 1", "2 100"]);
});

Deno.test("lines, tax and total agree in both modes and every currency, here and in the database", async () => {
  const shop = await makeShop(sql, { stock: [0] });
  const [variantId] = shop.variantIds;
  await sql`update variants set is_stock_tracked = false where id = ${variantId!}`;
  const areas = ["Kilimani, Nairobi"];

  await fc.assert(
    fc.asyncProperty(anyCase, async (one) => {
      const { currency, taxRateBp, isTaxIncluded, quantity, isPickup } = one;
      const unit = payableUnit(currency);
      const [priceMinor, feeMinor] = [one.price * unit, one.fee * unit];
      await sql`update stores set currency = ${currency}, tax_rate_bp = ${taxRateBp},
        is_tax_included = ${isTaxIncluded} where id = ${shop.storeId}`;
      await sql`update variants set price_minor = ${priceMinor} where id = ${variantId!}`;
      await sql`update delivery_zones set fee_minor = ${feeMinor} where store_id = ${shop.storeId}`;
      const method = isPickup ? "pickup" : "delivery";
      const shown = totalsOf(priceMinor * quantity, {
        zones: [{ areas, feeMinor }],
        place: { method, area: areas[0]! },
        ...{ taxRateBp, isTaxIncluded, currency },
      });

      const placed = await placeOrder(
        sql,
        shop.slug,
        orderInput(variantId!, {
          lines: [{ variant_id: variantId!, quantity }],
          delivery_method: method,
          expected_total_minor: shown.totalMinor,
        }),
      );

      if (shown.totalMinor! > 1_000_000_000_000) {
        assert.equal(placed.code, "total_not_payable");
        return;
      }
      assert.equal(placed.ok, true, placed.code);
      const [order] = await sql`
        select o.items_minor, o.delivery_minor, o.tax_minor, o.total_minor, o.is_tax_included,
          (select sum(i.total_minor) from order_items as i where i.order_id = o.id) as lines_minor,
          (select a.expected_minor from payment_attempts as a where a.order_id = o.id) as asked_minor
        from orders as o where o.id = ${placed.order_id}`;
      const minor = (column: string) => Number(order![column]);
      assert.equal(minor("lines_minor"), minor("items_minor"));
      assert.equal(minor("items_minor"), shown.itemsMinor);
      assert.equal(minor("delivery_minor"), shown.deliveryMinor);
      assert.equal(minor("tax_minor"), shown.taxMinor);
      assert.equal(minor("total_minor"), shown.totalMinor);
      assert.equal(minor("asked_minor"), shown.totalMinor);
      assert.equal(minor("total_minor") % unit, 0, "can be paid");
      const goods = minor("items_minor") + minor("delivery_minor");
      const exact = isTaxIncluded
        ? goods * taxRateBp / (10_000 + taxRateBp)
        : goods * taxRateBp / 10_000;
      const grain = isTaxIncluded ? 1 : unit;
      assert.ok(Math.abs(minor("tax_minor") - exact) <= grain / 2 + 1e-6, "is not off by more");
      assert.equal(
        minor("total_minor"),
        isTaxIncluded ? goods : goods + minor("tax_minor"),
      );
    }),
    { numRuns: 150 },
  );
});

Deno.test("an order whose total does not add up cannot be written", async () => {
  const shop = await makeShop(sql);
  const placed = await placeOrder(sql, shop.slug, orderInput(shop.variantIds[0]!));

  for (const change of [sql`tax_minor = tax_minor + 1`, sql`is_tax_included = true`]) {
    await sql`update orders set is_tax_included = false, total_minor = items_minor + delivery_minor + tax_minor
      where id = ${placed.order_id}`;
    await assert.rejects(
      async () => await sql`update orders set ${change} where id = ${placed.order_id}`,
      { constraint_name: "orders_total_adds_up" },
    );
  }
});

Deno.test("one picks up at a point that the shop has, as it was called at that moment", async () => {
  const shop = await makeShop(sql);
  const rival = await makeShop(sql);
  const add = async (storeId: string, name: string) => {
    const [row] = await sql`insert into pickup_points (store_id, name, address, opening_hours)
      values (${storeId}, ${name}, 'Moi Avenue', '9 to 5') returning id`;
    return row!.id as string;
  };
  const order = (fields: Record<string, unknown> = {}) =>
    placeOrder(
      sql,
      shop.slug,
      orderInput(shop.variantIds[0]!, { delivery_method: "pickup", ...fields }),
    );
  const placeOf = async ({ order_id }: { order_id: string }) => {
    const [row] = await sql`select pickup_place, pickup_hours from orders where id = ${order_id}`;
    return [row!.pickup_place, row!.pickup_hours];
  };

  assert.deepEqual(await placeOf(await order()), ["", ""]);
  const market = await add(shop.storeId, "Market stall");
  assert.deepEqual(await placeOf(await order()), ["Market stall, Moi Avenue", "9 to 5"]);
  const office = await add(shop.storeId, "Office");
  const theirs = await add(rival.storeId, "Their stall");
  assert.equal((await order()).code, "pickup_point_not_offered");
  assert.equal((await order({ pickup_point_id: theirs })).code, "pickup_point_not_offered");
  const placed = await order({ pickup_point_id: office });
  await sql`delete from pickup_points where id = ${office}`;
  assert.deepEqual(await placeOf(placed), ["Office, Moi Avenue", "9 to 5"]);
  assert.equal((await order({ pickup_point_id: office })).code, "pickup_point_not_offered");
  assert.equal((await order({ pickup_point_id: market })).ok, true);
  await assert.rejects(order({ pickup_point_id: "all" }), { code: "AF422" });
});
