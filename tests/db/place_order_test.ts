import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { connect } from "@/lib/db/mod.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { makeShop, orderInput, placeOrder } from "@/tests/fixtures/shop.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";

Deno.test("placing an order", async (t) => {
  const database = await startDatabase();
  const owner = postgres(database.url, { onnotice: () => {} });
  const db = connect({ url: database.webUrl, poolSize: 20 });
  const visitor = db.public as unknown as postgres.Sql;

  try {
    await t.step("reserves stock, numbers the order and tries to be paid", async () => {
      const shop = await makeShop(owner);
      const variantId = shop.variantIds[0]!;

      const placed = await placeOrder(
        visitor,
        shop.slug,
        orderInput(variantId, { lines: [{ variant_id: variantId, quantity: 2 }] }),
      );

      assert.equal(placed.ok, true);
      assert.equal(placed.label, "KK-1001");
      assert.equal(placed.total_minor, 2 * 245_000 + 20_000);
      const [order] = await owner`select * from orders where id = ${placed.order_id}`;
      assert.equal(order!.status, "pending");
      assert.equal(Number(order!.tax_minor), Math.round(510_000 * 1600 / 11_600));
      assert.deepEqual(await levelOf(variantId), { on_hand: 10, reserved: 2 });
      const attempts =
        await owner`select state, expected_minor::int, phone from payment_attempts where order_id = ${placed.order_id}`;
      assert.deepEqual([...attempts], [{
        state: "created",
        expected_minor: 510_000,
        phone: "+254712345678",
      }]);
      const jobs = await owner`select task_identifier from graphile_worker.jobs order by 1`;
      assert.deepEqual(jobs.map((job) => job.task_identifier), [
        "expire_order",
        "send_notification",
        "send_notification",
        "submit_payment",
      ]);
    });

    await t.step("twice with one key places one order", async () => {
      const shop = await makeShop(owner);
      const input = orderInput(shop.variantIds[0]!);

      const both = await Promise.all(
        [1, 2, 3, 4].map(() => placeOrder(visitor, shop.slug, input, "the-same-key")),
      );

      assert.equal(new Set(both.map((placed) => placed.order_id)).size, 1);
      assert.deepEqual(await levelOf(shop.variantIds[0]!), { on_hand: 10, reserved: 1 });
    });

    await t.step("refuses a key that stood for another order", async () => {
      const shop = await makeShop(owner);
      await placeOrder(visitor, shop.slug, orderInput(shop.variantIds[0]!), "the-same-key");

      const placed = await placeOrder(
        visitor,
        shop.slug,
        orderInput(shop.variantIds[0]!, { name: "Other" }),
        "the-same-key",
      );

      assert.equal(placed.code, "idempotency_key_reused");
    });

    await t.step(
      "sells 50 of 50 units to 200 buyers at once, and refuses 150 clearly",
      async () => {
        const shop = await makeShop(owner, { stock: [50] });
        const variantId = shop.variantIds[0]!;

        const all = await Promise.all(
          Array.from({ length: 200 }, () => placeOrder(visitor, shop.slug, orderInput(variantId))),
        );

        assert.equal(all.filter((placed) => placed.ok).length, 50);
        const refused = all.filter((placed) => !placed.ok);
        assert.equal(refused.length, 150);
        for (const placed of refused) {
          assert.equal(placed.code, "lines_unavailable");
          assert.equal(placed.lines![0].problem, "out_of_stock");
        }
        assert.deepEqual(await levelOf(variantId), { on_hand: 50, reserved: 50 });
        await assertLedgerAddsUp(owner, shop.storeId);
        const [numbers] =
          await owner`select count(distinct number)::int, min(number), max(number) from orders where store_id = ${shop.storeId}`;
        assert.deepEqual({ ...numbers }, { count: 50, min: 1001, max: 1050 });
      },
    );

    await t.step(
      "carts with the same goods in opposite order do not block each other",
      async () => {
        const shop = await makeShop(owner, { stock: [40, 40] });
        const [a, b] = shop.variantIds as [string, string];
        const forwards = orderInput(a, {
          lines: [{ variant_id: a, quantity: 1 }, { variant_id: b, quantity: 1 }],
        });
        const backwards = orderInput(a, {
          lines: [{ variant_id: b, quantity: 1 }, { variant_id: a, quantity: 1 }],
        });

        const all = await Promise.all(
          Array.from(
            { length: 60 },
            (_, i) => placeOrder(visitor, shop.slug, i % 2 ? forwards : backwards),
          ),
        );

        assert.equal(
          all.filter((placed) => placed.ok).length,
          40,
        );
        await assertLedgerAddsUp(owner, shop.storeId);
      },
    );

    await t.step("whatever the carts are, stock and money add up", async () => {
      const cart = fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 4 })), {
        minLength: 1,
        maxLength: 4,
      });
      await fc.assert(
        fc.asyncProperty(fc.array(cart, { minLength: 1, maxLength: 8 }), async (carts) => {
          const shop = await makeShop(owner, { stock: [0, 5, 12] });
          const placed = await Promise.all(
            carts.map((lines) =>
              placeOrder(
                visitor,
                shop.slug,
                orderInput("", {
                  lines: lines.map(([i, quantity]) => ({
                    variant_id: shop.variantIds[i]!,
                    quantity,
                  })),
                }),
              )
            ),
          );
          for (const order of placed.filter((order) => order.ok)) {
            const [row] =
              await owner`select o.total_minor = o.delivery_minor + sum(i.total_minor) as adds_up
              from orders o join order_items i on i.order_id = o.id where o.id = ${order.order_id} group by o.id`;
            assert.equal(row!.adds_up, true);
          }
          await assertLedgerAddsUp(owner, shop.storeId);
        }),
        { numRuns: 15 },
      );
    });

    await t.step("the same variant on two lines is one line", async () => {
      const shop = await makeShop(owner);
      const variantId = shop.variantIds[0]!;
      const lines = [{ variant_id: variantId, quantity: 2 }, {
        variant_id: variantId,
        quantity: 3,
      }];

      const placed = await placeOrder(visitor, shop.slug, orderInput(variantId, { lines }));

      const items =
        await owner`select quantity from order_items where order_id = ${placed.order_id}`;
      assert.deepEqual([...items], [{ quantity: 5 }]);
    });

    await t.step("refuses with a code, and writes nothing", async () => {
      const shop = await makeShop(owner, { stock: [1] });
      const other = await makeShop(owner);
      const free = await makeShop(owner, { priceMinor: 0, deliveryFeeMinor: 0 });
      const odd = await makeShop(owner, { priceMinor: 150_050 });
      const variantId = shop.variantIds[0]!;
      const before = await owner`select count(*) from orders`;

      const refusals: [slug: string, input: ReturnType<typeof orderInput>, code: string][] = [
        ["no-such-store", orderInput(variantId), "store_not_found"],
        [shop.slug, orderInput(variantId, { area: "Mombasa" }), "area_not_served"],
        [shop.slug, orderInput(other.variantIds[0]!), "lines_unavailable"],
        [shop.slug, orderInput(crypto.randomUUID()), "lines_unavailable"],
        [
          shop.slug,
          orderInput(variantId, { lines: [{ variant_id: variantId, quantity: 2 }] }),
          "lines_unavailable",
        ],
        [shop.slug, orderInput(variantId, { expected_total_minor: 1 }), "total_changed"],
        [free.slug, orderInput(free.variantIds[0]!), "total_not_payable"],
        [odd.slug, orderInput(odd.variantIds[0]!), "total_not_payable"],
      ];
      for (const [slug, input, code] of refusals) {
        assert.equal((await placeOrder(visitor, slug, input)).code, code);
      }
      assert.deepEqual(await owner`select count(*) from orders`, before);
      await assertLedgerAddsUp(owner, shop.storeId);
    });

    await t.step("refuses input that no page would send, and writes nothing", async () => {
      const shop = await makeShop(owner);
      const variantId = shop.variantIds[0]!;
      const lines = (quantity: unknown) => ({
        lines: [{ variant_id: variantId, quantity: quantity as number }],
      });
      const bad = [
        lines(0),
        lines(-1),
        lines(1e9),
        lines(1.5),
        lines("1"),
        lines(null),
        { lines: [] },
        { lines: [{ variant_id: "x", quantity: 1 }] },
        {
          lines: Array.from(
            { length: 51 },
            () => ({ variant_id: crypto.randomUUID(), quantity: 1 }),
          ),
        },
        { name: " " },
        { name: "x".repeat(1_000_000) },
        { name: "Wanjiru\r\nBcc: everyone" },
        { landmark: "Chemist\nor so" },
        { phone: "0712345678" },
        { payer_phone: "" },
        { landmark: "" },
        { landmark: "x".repeat(161) },
        { delivery_method: "drone" },
        { note: "x".repeat(501) },
        { email: "nobody" },
      ];
      for (const overrides of bad) {
        await assert.rejects(
          placeOrder(visitor, shop.slug, orderInput(variantId, overrides)),
          (error: postgres.PostgresError) => ["AF422", "23514", "22P02"].includes(error.code),
          JSON.stringify(overrides).slice(0, 80),
        );
      }
      assert.equal((await owner`select from orders where store_id = ${shop.storeId}`).length, 0);
    });

    await t.step("does not let an order change what is on file about a phone number", async () => {
      const shop = await makeShop(owner);
      await placeOrder(visitor, shop.slug, orderInput(shop.variantIds[0]!));

      await placeOrder(
        visitor,
        shop.slug,
        orderInput(shop.variantIds[0]!, { name: "Somebody else" }),
      );

      const customers = await owner`select name from customers where store_id = ${shop.storeId}`;
      assert.deepEqual([...customers], [{ name: "Wanjiru Kamau" }]);
    });

    await t.step("is open only while the store is", async () => {
      const shop = await makeShop(owner);
      await owner`update stores set status = 'closed' where id = ${shop.storeId}`;

      assert.equal(
        (await placeOrder(visitor, shop.slug, orderInput(shop.variantIds[0]!))).code,
        "store_not_found",
      );
    });
  } finally {
    await db.close();
    await owner.end();
    await database.stop();
  }

  async function levelOf(variantId: string) {
    const [level] =
      await owner`select on_hand, reserved from inventory_levels where variant_id = ${variantId}`;
    return { ...level };
  }
});
