import assert from "node:assert/strict";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { type PlacedOrder, type Stage, startStage } from "@/tests/payments/stage.ts";
import { startWorker } from "@/tests/payments/worker.ts";

Deno.test("a worker killed at any moment", async (t) => {
  await using stage = await startStage();

  await t.step("while M-Pesa has yet to answer: one prompt, and its payment counts", async () => {
    const order = await stage.order();
    await stage.phone.plan({
      match: { phone: order.phone },
      push: "slow_answer",
      answer_after_ms: 60_000,
    });
    const worker = await startWorker(stage);
    while ((await stage.phone.prompts(order.phone)).length === 0) await aMoment();
    await worker.kill();
    await stage.phone.approve(order.phone);

    await settle(stage, [order]);

    const after = await stage.look(order);
    assert.deepEqual([after.order, after.attempts], ["paid", ["succeeded"]]);
    assert.equal((await stage.phone.prompts(order.phone)).length, 1);
  });

  await t.step("again and again: every order ends as M-Pesa says", async () => {
    const orders: PlacedOrder[] = [];
    for (const lifeMs of [0, 15, 40, 80, 160]) {
      for (let i = 0; i < 6; i++) {
        const order = await stage.order();
        const code = i % 3 === 0 ? "1032" : "0";
        await stage.phone.plan({ match: { phone: order.phone }, shopper: { code } });
        orders.push(order);
      }
      const worker = await startWorker(stage);
      await new Promise((resolve) => setTimeout(resolve, lifeMs));
      await worker.kill();
    }

    await settle(stage, orders);

    for (const order of orders) await assertTrue(stage, order);
  });

  await assertLedgerAddsUp(stage.sql, stage.shop.storeId);
});

function aMoment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}

/** A worker that lives, and time, until M-Pesa's last word about each order has been heard. */
async function settle(stage: Stage, orders: PlacedOrder[]): Promise<void> {
  const worker = await startWorker(stage);
  try {
    while (await hasOpenAttempts(stage, orders)) {
      await stage.pass(31);
      while (await hasDueJobs(stage)) await aMoment();
    }
  } finally {
    await worker.kill();
  }
}

async function hasOpenAttempts({ sql }: Stage, orders: PlacedOrder[]): Promise<boolean> {
  const [row] = await sql`
    select exists (select from payment_attempts where order_id = any (${orders.map(({ id }) => id)})
      and state in ('created', 'submitted', 'pending', 'unknown')) as found`;
  return row!.found;
}

async function hasDueJobs({ sql }: Stage): Promise<boolean> {
  const [row] = await sql`
    select exists (select from graphile_worker.jobs where run_at <= now() and attempts < max_attempts
      and task_identifier in ('submit_payment', 'poll_payment', 'apply_payment_event')) as found`;
  return row!.found;
}

/** Asked once at most; paid when M-Pesa has the money, open when it has not. */
async function assertTrue(stage: Stage, order: PlacedOrder): Promise<void> {
  const prompts = await stage.phone.prompts(order.phone);
  const after = await stage.look(order);
  assert.ok(prompts.length <= 1, "nobody is asked twice");
  const isPaid = prompts[0]?.end?.code === "0";
  assert.equal(after.order === "paid", isPaid, JSON.stringify({ prompts, after }));
  assert.equal(after.payments.length, isPaid ? 1 : 0);
}
