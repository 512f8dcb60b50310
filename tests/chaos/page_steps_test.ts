import assert from "node:assert/strict";
import { createLogger } from "@/lib/observability/mod.ts";
import { LOCAL_PAYSTACK_ACCOUNT } from "@/lib/payments/mod.ts";
import { paystack as paystackKind } from "@/lib/payments/paystack/adapter.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { type PageStage, startPageStage } from "@/tests/payments/page_stage.ts";
import type { PlacedOrder } from "@/tests/payments/stage.ts";

/** Each step leaves the database as a worker leaves it that dies right after. */
Deno.test("a payment on a page survives the death of its worker", async (t) => {
  await using stage = await startPageStage();
  const { sql, paystack, shop } = stage;

  async function claimed(): Promise<PlacedOrder> {
    const order = await stage.pageOrder();
    await sql`select private.claim_attempt(${order.attemptId}, ${order.attemptId})`;
    return order;
  }

  await t.step(
    "after the claim: Paystack never heard of it, and the next try is paid",
    async () => {
      const order = await claimed();
      await stage.passAndWork(0, 31);

      const after = await stage.look(order);
      assert.deepEqual([after.attempts, after.resultCode], [["failed"], "not_sent"]);
      assert.deepEqual(await paystack.transactions(order.attemptId), []);
      await stage.passHere(90);
      await stage.retry(order, order.phone, "paystack");
      await stage.work();
      const [next] =
        await sql`select id from payment_attempts where order_id = ${order.id} and number = 2`;
      await paystack.click(next!.id, "pay");
      await stage.work();
      assert.equal((await stage.look(order)).order, "paid");
    },
  );

  await t.step("after the page was made: nobody knows where it is, so it is given up", async () => {
    const order = await claimed();
    await initialize(stage, order);
    await stage.passAndWork(31);

    const after = await stage.look(order);
    assert.deepEqual([after.attempts, after.resultCode], [["failed"], "page_lost"]);
    assert.equal((await paystack.transactions(order.attemptId)).length, 1);
  });

  await t.step("after the page was made, and somebody paid there: the webhook counts", async () => {
    const order = await claimed();
    await initialize(stage, order);
    await paystack.click(order.attemptId, "pay");
    await stage.work();

    const after = await stage.look(order);
    assert.deepEqual([after.order, after.attempts, after.payments.length], [
      "paid",
      ["succeeded"],
      1,
    ]);
  });

  await t.step("after the answer was stored: the answer counts once", async () => {
    const order = await stage.pageOrder();
    await paystack.plan({ match: { reference: order.attemptId }, webhook: { drop: true } });
    await stage.work();
    await paystack.click(order.attemptId, "pay");
    await sql`select private.begin_question(${order.attemptId}, interval '10 seconds')`;
    await sql`select private.record_query_result(${order.attemptId}, 'success', '{}')`;
    await stage.passAndWork(11);

    const after = await stage.look(order);
    assert.deepEqual([after.order, after.payments.length], ["paid", 1]);
  });

  await t.step("while all jobs of the order run beside each other", async () => {
    const order = await stage.pageOrder();
    await stage.work();
    await paystack.click(order.attemptId, "pay");
    const [event] = await sql`select id from payment_events where attempt_id = ${order.attemptId}`;
    const { apply_payment_event, poll_payment, expire_order } = stage.tasks;
    await stage.passHere(16 * 60);
    await Promise.all([
      apply_payment_event!({ event_id: event!.id }, undefined as never),
      expire_order!({ order_id: order.id }, undefined as never),
      poll_payment!({ attempt_id: order.attemptId }, undefined as never),
      apply_payment_event!({ event_id: event!.id }, undefined as never),
    ]);
    await stage.passAndWork(6, 60);

    const after = await stage.look(order);
    assert.deepEqual([after.order, after.payments.length, after.sold], ["paid", 1, 1]);
    assert.equal(after.needsReview, false);
  });

  await assertLedgerAddsUp(sql, shop.storeId);
});

/** Has the page made and forgets what Paystack answered. */
async function initialize({ paystack }: PageStage, order: PlacedOrder): Promise<void> {
  const adapter = paystackKind.connect({
    baseUrl: paystack.url,
    log: createLogger("test", { level: "silent" }),
  });
  const answer = await adapter.submit(LOCAL_PAYSTACK_ACCOUNT, {
    attemptId: order.attemptId,
    gatewayRef: order.attemptId,
    amountMinor: order.shillings * 100,
    currency: "KES",
    phone: "+" + order.phone,
    email: null,
    reference: "KK-1",
    callbackUrl: "http://shops.test/unused",
    returnUrl: "http://shops.test/back",
  });
  assert.equal(answer.kind, "redirect");
}
