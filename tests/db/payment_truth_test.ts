import assert from "node:assert/strict";
import fc from "fast-check";
import postgres from "postgres";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";

type Outcome = Record<string, unknown>;

Deno.test("money and stock stay true", async (t) => {
  const database = await startDatabase();
  const sql = postgres(database.url, { onnotice: () => {}, max: 12 });

  try {
    await t.step("whatever gateways say, in whatever order and however often", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyStep(), { maxLength: 14 }), async (steps) => {
          const shop = await makeShop(sql, { stock: [6] });
          const orders = [await place(shop, 2), await place(shop, 2)];
          for (const step of steps) {
            await take(step, shop, orders[step.order % 2]!);
            await assertLedgerAddsUp(sql, shop.storeId);
          }
        }),
        { numRuns: 40 },
      );
    });

    await t.step("when a hundred workers apply one event at once", async () => {
      const shop = await makeShop(sql);
      const orderId = await place(shop, 1);
      const attemptId = await lastAttempt(orderId);
      const paid = {
        state: "succeeded",
        amount_minor: 265_000,
        currency: "KES",
        receipt: "TJ45XAB12C",
      };

      await Promise.all(Array.from({ length: 100 }, () => apply(attemptId, paid)));

      const [order] =
        await sql`select status, paid_minor::int, needs_review from orders where id = ${orderId}`;
      assert.deepEqual({ ...order }, { status: "paid", paid_minor: 265_000, needs_review: false });
      const told =
        await sql`select channel, template from notifications where order_id = ${orderId} and template like '%paid' order by 1`;
      assert.deepEqual(told.map((row) => `${row.channel} ${row.template}`), [
        "email merchant_order_paid",
        "sms order_paid",
      ]);
      await assertLedgerAddsUp(sql, shop.storeId);
    });

    await t.step("when money comes for an expired order whose goods are still there", async () => {
      const shop = await makeShop(sql, { stock: [1] });
      const orderId = await place(shop, 1);
      await expire(orderId);

      await apply(await lastAttempt(orderId), success());

      assert.deepEqual(await stateOf(orderId), {
        status: "paid",
        payment_status: "paid",
        needs_review: false,
      });
      await assertLedgerAddsUp(sql, shop.storeId);
    });

    await t.step("when money comes for an expired order whose goods are sold", async () => {
      const shop = await makeShop(sql, { stock: [1] });
      const late = await place(shop, 1);
      await expire(late);
      await apply(await lastAttempt(await place(shop, 1)), success());

      await apply(await lastAttempt(late), success({ receipt: "LATE" }));

      assert.deepEqual(await stateOf(late), {
        status: "expired",
        payment_status: "paid",
        needs_review: true,
      });
      await assertLedgerAddsUp(sql, shop.storeId);
    });

    await t.step("when too little comes the order stays open and asks for a person", async () => {
      const shop = await makeShop(sql);
      const orderId = await place(shop, 1);

      await apply(await lastAttempt(orderId), success({ amount_minor: 264_900 }));

      assert.deepEqual(await stateOf(orderId), {
        status: "pending",
        payment_status: "partly_paid",
        needs_review: true,
      });
    });

    await t.step("when too much comes the order is paid and asks for a person", async () => {
      const shop = await makeShop(sql);
      const orderId = await place(shop, 1);

      await apply(await lastAttempt(orderId), success({ amount_minor: 265_100 }));

      assert.deepEqual(await stateOf(orderId), {
        status: "paid",
        payment_status: "overpaid",
        needs_review: true,
      });
    });

    await t.step("when another currency comes it is kept, not counted", async () => {
      const shop = await makeShop(sql);
      const orderId = await place(shop, 1);

      await apply(await lastAttempt(orderId), success({ currency: "UGX" }));

      assert.deepEqual(await stateOf(orderId), {
        status: "pending",
        payment_status: "unpaid",
        needs_review: true,
      });
      assert.equal((await sql`select from payments where order_id = ${orderId}`).length, 1);
    });

    await t.step("when two prompts are both paid the second is surplus", async () => {
      const shop = await makeShop(sql);
      const orderId = await place(shop, 1);
      const first = await lastAttempt(orderId);
      await apply(first, { state: "failed", code: "1032" });
      const second = await retry(orderId);
      await apply(second, success({ receipt: "ONE" }));

      await apply(first, success({ receipt: "TWO" }));

      assert.deepEqual(await stateOf(orderId), {
        status: "paid",
        payment_status: "overpaid",
        needs_review: true,
      });
      const payments =
        await sql`select is_surplus from payments where order_id = ${orderId} order by id`;
      assert.deepEqual(payments.map((payment) => payment.is_surplus), [false, true]);
      await assertLedgerAddsUp(sql, shop.storeId);
    });

    await t.step("a refusal leaves the order payable and its goods held", async () => {
      const shop = await makeShop(sql);
      const orderId = await place(shop, 1);

      await apply(await lastAttempt(orderId), { state: "failed", code: "1032" });

      assert.deepEqual(await stateOf(orderId), {
        status: "pending",
        payment_status: "unpaid",
        needs_review: false,
      });
      await assertLedgerAddsUp(sql, shop.storeId);
      assert.ok(await retry(orderId));
    });

    await t.step("an order does not expire while a prompt is on the phone", async () => {
      const shop = await makeShop(sql);
      const orderId = await place(shop, 1);
      await sql`update orders set expires_at = now() - interval '1 minute' where id = ${orderId}`;

      const [row] = await sql`select private.expire_order(${orderId}) as answer`;

      assert.equal(row!.answer, "waiting_for_gateway");
    });

    await t.step("the database refuses steps that the machines do not know", async () => {
      const shop = await makeShop(sql);
      const orderId = await place(shop, 1);
      await apply(await lastAttempt(orderId), success());

      const impossible = [
        sql`update orders set status = 'pending' where id = ${orderId}`,
        sql`update orders set status = 'expired' where id = ${orderId}`,
        sql`update payment_attempts set state = 'failed' where order_id = ${orderId}`,
        sql`update inventory_levels set reserved = on_hand + 1 where store_id = ${shop.storeId}`,
      ];
      for (const statement of impossible) {
        await assert.rejects(
          statement,
          (error: postgres.PostgresError) => ["AFTRN", "23514"].includes(error.code),
        );
      }
    });
  } finally {
    await sql.end();
    await database.stop();
  }

  async function place(shop: Shop, quantity: number): Promise<string> {
    const line = { variant_id: shop.variantIds[0]!, quantity };
    return (await placeOrder(sql, shop.slug, orderInput(line.variant_id, { lines: [line] })))
      .order_id;
  }

  async function lastAttempt(orderId: string): Promise<string> {
    const [attempt] =
      await sql`select id from payment_attempts where order_id = ${orderId} order by number desc limit 1`;
    return attempt!.id;
  }

  async function apply(attemptId: string, outcome: Outcome) {
    const [row] = await sql`select private.apply_payment_event(${attemptId}, null, ${
      sql.json(outcome as never)
    }) as result`;
    return row!.result;
  }

  async function retry(orderId: string): Promise<string> {
    const [row] = await sql`select public.retry_payment(s.slug, o.token, '+254712345678') as retried
      from orders o join stores s on s.id = o.store_id where o.id = ${orderId}`;
    return row!.retried.attempt_id;
  }

  /** Lets the hold run out with the last prompt unanswered. */
  async function expire(orderId: string): Promise<void> {
    await apply(await lastAttempt(orderId), { state: "expired", code: "1037" });
    await sql`update orders set expires_at = now() - interval '1 minute' where id = ${orderId}`;
    await sql`select private.expire_order(${orderId})`;
  }

  async function stateOf(orderId: string) {
    const [row] =
      await sql`select status, payment_status, needs_review from orders where id = ${orderId}`;
    return { ...row };
  }

  async function take(step: Step, shop: Shop, orderId: string): Promise<void> {
    const attempts =
      await sql`select id, expected_minor::int as expected from payment_attempts where order_id = ${orderId} order by number`;
    const attempt = attempts[step.attempt % attempts.length]!;
    if (step.kind === "expire") {
      await sql`update orders set expires_at = now() - interval '1 minute' where id = ${orderId}`;
      await sql`select private.expire_order(${orderId})`;
    } else if (step.kind === "retry") {
      await sql`update payment_attempts set created_at = now() - interval '3 minutes' where order_id = ${orderId}`;
      await retry(orderId);
    } else if (step.kind === "succeeded") {
      const receipt = step.hasReceipt ? `${shop.slug}-${attempt.id}` : undefined;
      const twice = [1, 2].map(() =>
        apply(
          attempt.id,
          success({
            amount_minor: Math.max(100, attempt.expected + step.differenceMinor),
            receipt,
          }),
        )
      );
      await Promise.all(twice);
    } else {
      await apply(attempt.id, { state: step.kind, code: "1032" });
    }
  }
});

function success(overrides: Outcome = {}): Outcome {
  return {
    state: "succeeded",
    amount_minor: 265_000,
    currency: "KES",
    receipt: crypto.randomUUID(),
    ...overrides,
  };
}

interface Step {
  kind:
    | "succeeded"
    | "failed"
    | "expired"
    | "unknown"
    | "pending"
    | "submitted"
    | "retry"
    | "expire";
  order: number;
  attempt: number;
  differenceMinor: number;
  hasReceipt: boolean;
}

function anyStep(): fc.Arbitrary<Step> {
  return fc.record({
    kind: fc.constantFrom(
      "succeeded",
      "failed",
      "expired",
      "unknown",
      "pending",
      "submitted",
      "retry",
      "expire",
    ),
    order: fc.nat(1),
    attempt: fc.nat(3),
    differenceMinor: fc.constantFrom(0, 0, 0, -100, 100),
    hasReceipt: fc.boolean(),
  });
}
