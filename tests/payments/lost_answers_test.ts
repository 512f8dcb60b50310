import assert from "node:assert/strict";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { startPageStage } from "./page_stage.ts";
import type { PlacedOrder } from "./stage.ts";

Deno.test("answers of Paystack that are lost, late or no answers", async (t) => {
  await using stage = await startPageStage();
  const { sql, paystack, shop } = stage;

  async function planned(plan: Record<string, unknown>): Promise<PlacedOrder> {
    const order = await stage.pageOrder();
    await paystack.plan({ match: { reference: order.attemptId }, ...plan });
    await stage.work();
    return order;
  }

  await t.step(
    "7.10 gateway timeout, the page was made, its address lost, asked by our reference, given up: paystack",
    async () => {
      const order = await planned({ initialize: "lost_answer" });
      assert.deepEqual((await stage.look(order)).attempts, ["unknown"]);

      await stage.passAndWork(3);

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.attempts, after.resultCode], [
        "pending",
        ["failed"],
        "page_lost",
      ]);
      await stage.retry(order, order.phone, "paystack");
      await stage.work();
      const [attempt] = await sql`select id from payment_attempts
      where order_id = ${order.id} and number = 2`;
      await paystack.click(attempt!.id, "pay");
      await stage.work();
      assert.deepEqual((await stage.look(order)).attempts, ["failed", "succeeded"]);
    },
  );

  await t.step(
    "7.10 gateway timeout, nothing was made, Paystack never heard of it: paystack",
    async () => {
      const order = await planned({ initialize: "server_error" });
      assert.deepEqual((await stage.look(order)).attempts, ["unknown"]);

      await stage.passAndWork(3);

      const after = await stage.look(order);
      assert.deepEqual([after.attempts, after.resultCode], [["failed"], "not_sent"]);
    },
  );

  await t.step(
    "7.10 gateway timeout, paid although the answer was lost, found out by our reference: paystack",
    async () => {
      const order = await planned({
        initialize: "lost_answer",
        shopper: { status: "success" },
        webhook: { drop: true, before_answer: true },
      });
      await stage.passAndWork(3);

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.attempts, after.payments.length], [
        "paid",
        ["succeeded"],
        1,
      ]);
    },
  );

  await t.step("too busy: the same is sent again, once", async () => {
    const order = await stage.pageOrder();
    await paystack.plan({ match: { reference: order.attemptId }, times: 1, initialize: "busy" });
    await stage.work();
    assert.deepEqual((await stage.look(order)).attempts, ["created"]);

    await stage.passAndWork(9);

    assert.deepEqual((await stage.look(order)).attempts, ["pending"]);
    assert.equal((await paystack.transactions(order.attemptId)).length, 1);
  });

  for (const verify of ["server_error", "busy"] as const) {
    await t.step(
      `a verify that answers ${verify}: nothing is booked, nothing given up`,
      async () => {
        const order = await planned({ verify });
        await paystack.click(order.attemptId, "pay");
        await stage.passAndWork(11, 200, 15 * 60);

        const after = await stage.look(order);
        assert.deepEqual([after.order, after.attempts, after.payments], [
          "pending",
          ["unknown"],
          [],
        ]);
        assert.equal(after.reserved, 1);
      },
    );
  }

  await t.step("a verify that lost the transaction does not fail what it took", async () => {
    const order = await planned({ verify: "not_found" });
    await stage.passAndWork(11, 60);
    assert.deepEqual((await stage.look(order)).attempts, ["pending"]);
  });

  await t.step("7.18 unknown status code, it fails nothing and is reported: paystack", async () => {
    const order = await planned({ verify: { status: "wobbling" } });
    await stage.passAndWork(11);

    const after = await stage.look(order);
    assert.deepEqual([after.attempts, after.events], [["pending"], ["query review"]]);
    assert.match(stage.log.join(""), /"level":"error".*wobbling/);
  });

  await t.step("silence: after three days nobody asks any more", async () => {
    const order = await planned({ verify: "server_error" });
    await stage.passAndWork(16 * 60, 24 * 3600, 301);
    assert.deepEqual((await stage.look(order)).order, "expired");
    await stage.passAndWork(48 * 3600, 1801);

    assert.deepEqual((await stage.look(order)).attempts, ["expired"]);
    const [job] = await sql`select 1 as one from graphile_worker.jobs
      where key = ${"poll_payment:" + order.attemptId}`;
    assert.equal(job, undefined);
  });

  await assertLedgerAddsUp(sql, shop.storeId);
});
