import assert from "node:assert/strict";
import postgres from "postgres";
import { connect } from "@/lib/db/mod.ts";
import { retryPayment } from "@/lib/orders/shopper.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { makeShop, orderInput, type Placed, placeOrder } from "@/tests/fixtures/shop.ts";
import { makeDiscount } from "./stage.ts";

Deno.test("orders with discounts", async (t) => {
  const database = await startDatabase();
  const owner = postgres(database.url, { onnotice: () => {} });
  const db = connect({ url: database.webUrl, poolSize: 40 });
  const visitor = db.public as unknown as postgres.Sql;
  const usesOf = async (id: string) => {
    const [row] = await owner`
      select used, (select count(*)::int from order_discounts where discount_id = d.id and is_counted) as held
      from discounts as d where id = ${id}`;
    return { ...row };
  };
  const expire = async (orderId: string) => {
    await owner`update payment_attempts set state = 'failed' where order_id = ${orderId}`;
    await owner`update orders set expires_at = now() - interval '1 minute' where id = ${orderId}`;
    await owner`select private.expire_order(${orderId})`;
  };

  try {
    await t.step("500 checkouts at once find a limit of 100 exactly", async () => {
      const shop = await makeShop(owner, { stock: [1000] });
      const limited = await makeDiscount(owner, shop, { code: "FIRST100", usage_limit: 100 });
      const [variantId] = shop.variantIds as [string];
      const input = (i: number) =>
        orderInput(variantId, {
          phone: `+2547${String(i).padStart(8, "0")}`,
          discount: "first100",
        });

      const all = await Promise.all(
        Array.from({ length: 500 }, (_, i) => placeOrder(visitor, shop.slug, input(i))),
      );

      assert.equal(all.filter(({ ok }) => ok).length, 100);
      for (const placed of all.filter(({ ok }) => ok)) {
        assert.equal(placed.total_minor, 220_500 + 20_000);
      }
      for (const refused of all.filter(({ ok }) => !ok)) {
        assert.equal(refused.code, "discount_not_applied");
        assert.equal((refused as Placed & { problem: string }).problem, "used_up");
      }
      assert.deepEqual(await usesOf(limited), { used: 100, held: 100 });
    });

    await t.step("one that comes by itself stops at its limit, and orders go on", async () => {
      const shop = await makeShop(owner, { stock: [100] });
      const id = await makeDiscount(owner, shop, { usage_limit: 7 });

      const all = await Promise.all(
        Array.from(
          { length: 40 },
          () => placeOrder(visitor, shop.slug, orderInput(shop.variantIds[0]!)),
        ),
      );

      assert.equal(all.filter(({ total_minor }) => total_minor === 240_500).length, 7);
      assert.equal(all.filter(({ total_minor }) => total_minor === 265_000).length, 33);
      assert.deepEqual(await usesOf(id), { used: 7, held: 7 });
    });

    await t.step(
      "a phone uses it as often as it may, however many orders it sends at once",
      async () => {
        const shop = await makeShop(owner, { stock: [100] });
        const id = await makeDiscount(owner, shop, { code: "TWICE", customer_limit: 2 });
        const input = orderInput(shop.variantIds[0]!, { discount: "TWICE" });

        const all = await Promise.all(
          Array.from({ length: 20 }, () => placeOrder(visitor, shop.slug, input)),
        );
        const other = await placeOrder(visitor, shop.slug, { ...input, phone: "+254722000118" });

        assert.equal(all.filter(({ ok }) => ok).length, 2);
        assert.ok(
          all.every((one) =>
            one.ok || (one as unknown as { problem: string }).problem === "used_by_you"
          ),
        );
        assert.equal(other.ok, true);
        assert.deepEqual(await usesOf(id), { used: 3, held: 3 });
      },
    );

    await t.step(
      "an order that was not paid gives its use back, and may not jump the queue",
      async () => {
        const shop = await makeShop(owner);
        const id = await makeDiscount(owner, shop, { code: "ONE", usage_limit: 1 });
        const input = orderInput(shop.variantIds[0]!, { discount: "ONE" });
        const first = await placeOrder(visitor, shop.slug, input);

        await expire(first.order_id);
        assert.deepEqual(await usesOf(id), { used: 0, held: 0 });
        const second = await placeOrder(visitor, shop.slug, input);
        assert.equal(second.ok, true);
        const retry = () =>
          visitor`select retry_payment(${shop.slug}, ${first.token}, '+254712345678') as answer`;
        await assert.rejects(retry, { code: "AFOFF" });
        const asked = {
          slug: shop.slug,
          token: first.token,
          phone: "+254712345678",
          gateway: null,
          amountMinor: null,
        };
        const told = await retryPayment(db.public, asked);
        assert.equal(told.ok ? null : told.code, "discount_used_up");
        assert.deepEqual(await usesOf(id), { used: 1, held: 1 });

        await expire(second.order_id);
        const [row] = await retry();
        assert.equal(row!.answer.ok, true);
        assert.deepEqual(await usesOf(id), { used: 1, held: 1 });
      },
    );

    await t.step("money that comes late keeps the price that it was paid at", async () => {
      const shop = await makeShop(owner);
      const id = await makeDiscount(owner, shop, { code: "ONE", usage_limit: 1 });
      const input = orderInput(shop.variantIds[0]!, { discount: "ONE" });
      const late = await placeOrder(visitor, shop.slug, input);
      await expire(late.order_id);
      await placeOrder(visitor, shop.slug, input);

      await owner`update orders set status = 'paid', paid_at = now() where id = ${late.order_id}`;

      assert.deepEqual(await usesOf(id), { used: 2, held: 2 });
      await owner`update orders set status = 'cancelled' where id = ${late.order_id}`;
      assert.deepEqual(await usesOf(id), { used: 2, held: 2 }, "a paid order used it");
    });

    await t.step("keep what was taken off, line by line, whatever changes later", async () => {
      const shop = await makeShop(owner, { stock: [10, 10] });
      const [a, b] = [...shop.variantIds].sort() as [string, string];
      await owner`update variants set price_minor = 100000 where id = ${b}`;
      const id = await makeDiscount(owner, shop, {
        name: "Sale",
        percent_bp: 3333,
        combines_with: ["delivery"],
      });
      await makeDiscount(owner, shop, {
        kind: "free_delivery",
        name: "Free delivery",
        code: "BRINGIT",
        combines_with: ["order"],
      });
      const lines = [{ variant_id: a, quantity: 2 }, { variant_id: b, quantity: 1 }];

      const placed = await placeOrder(
        visitor,
        shop.slug,
        orderInput(a, { lines, discount: "BRINGIT" }),
      );
      await owner`update discounts set name = 'Other', percent_bp = 1 where id = ${id}`;

      const full = 2 * 245_000 + 100_000;
      const off = Math.round(full * 0.3333 / 100) * 100;
      assert.equal(placed.total_minor, full - off);
      const [order] = await owner`
        select discount_minor::int, items_minor::int, delivery_minor::int, tax_minor::int
        from orders where id = ${placed.order_id}`;
      assert.deepEqual({ ...order }, {
        discount_minor: off + 20_000,
        items_minor: full,
        delivery_minor: 20_000,
        tax_minor: Math.round((full - off) * 1600 / 11_600),
      });
      const items = await owner`
        select variant_id, discount_minor::int from order_items
        where order_id = ${placed.order_id} order by variant_id`;
      assert.equal(items.reduce((sum, item) => sum + item.discount_minor, 0), off);
      const [row] = await visitor`select get_order(${shop.slug}, ${placed.token}) as told`;
      assert.deepEqual(row!.told.discounts.map((one: { name: string }) => one.name), [
        "Sale",
        "Free delivery",
      ]);
      assert.deepEqual(row!.told.discounts[0].lines, [
        { variant_id: a, amount_minor: items[0]!.discount_minor },
        { variant_id: b, amount_minor: items[1]!.discount_minor },
      ]);
      await assert.rejects(owner`delete from discounts where id = ${id}`, { code: "23503" });
    });

    await t.step("tax comes on top of what is left", async () => {
      const shop = await makeShop(owner);
      await owner`update stores set is_tax_included = false where id = ${shop.storeId}`;
      await makeDiscount(owner, shop, { percent_bp: 5000 });

      const placed = await placeOrder(visitor, shop.slug, orderInput(shop.variantIds[0]!));

      const left = 122_500 + 20_000;
      assert.equal(placed.total_minor, left + Math.round(left * 0.16 / 100) * 100);
    });

    await t.step("a code that ended meanwhile is told before anything is written", async () => {
      const shop = await makeShop(owner);
      const id = await makeDiscount(owner, shop, { code: "KARIBU" });
      const input = orderInput(shop.variantIds[0]!, {
        discount: " karibu ",
        expected_total_minor: 240_500,
      });
      await owner`update discounts set starts_at = now() - interval '1 day', ends_at = now() where id = ${id}`;

      const refused = await placeOrder(visitor, shop.slug, input);
      const agreed = await placeOrder(visitor, shop.slug, {
        ...input,
        expected_total_minor: 265_000,
      });

      assert.deepEqual(refused, {
        ok: false,
        code: "discount_not_applied",
        problem: "ended",
        total_minor: 265_000,
      } as unknown as Placed);
      assert.equal(agreed.ok, true);
      assert.deepEqual(await usesOf(id), { used: 0, held: 0 });
    });

    await t.step("nothing is left to pay: nothing is ordered", async () => {
      const shop = await makeShop(owner, { deliveryFeeMinor: 0 });
      await makeDiscount(owner, shop, { percent_bp: 10_000 });

      const placed = await placeOrder(visitor, shop.slug, orderInput(shop.variantIds[0]!));

      assert.equal(placed.code, "total_not_payable");
    });
  } finally {
    await db.close();
    await owner.end();
    await database.stop();
  }
});
