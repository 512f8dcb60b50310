import assert from "node:assert/strict";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { type PageStage, startPageStage } from "@/tests/payments/page_stage.ts";
import type { PlacedOrder } from "@/tests/payments/stage.ts";
import { startWorker } from "@/tests/payments/worker.ts";

/** Of the orders of one life of the worker: paid, paid without a webhook, declined, an answer lost. */
const PLANS = [
  { shopper: { status: "success" } },
  { shopper: { status: "success" }, webhook: { drop: true } },
  { shopper: { status: "failed" } },
  { shopper: { status: "success" }, initialize: "lost_answer" },
  { shopper: { status: "success" }, webhook: { duplicates: 5, delay_ms: 40_000 } },
] as const;

Deno.test("a worker killed at any moment: every page ends as Paystack says", async () => {
  await using stage = await startPageStage();
  const orders: PlacedOrder[] = [];
  for (const lifeMs of [0, 20, 60, 150]) {
    for (const plan of PLANS) {
      const order = await stage.pageOrder();
      await stage.paystack.plan({ match: { reference: order.attemptId }, ...plan });
      orders.push(order);
    }
    const worker = await startWorker(stage);
    await new Promise((resolve) => setTimeout(resolve, lifeMs));
    await worker.kill();
  }

  await settle(stage, orders);

  for (const order of orders) await assertTrue(stage, order);
  await assertLedgerAddsUp(stage.sql, stage.shop.storeId);
});

/** A worker that lives, and time, until Paystack's last word about each order has been heard. */
async function settle(stage: PageStage, orders: PlacedOrder[]): Promise<void> {
  const worker = await startWorker(stage);
  try {
    for (let round = 0; round < 40 && await hasOpenAttempts(stage, orders); round++) {
      await stage.pass(31);
      while (await hasDueJobs(stage)) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.equal(await hasOpenAttempts(stage, orders), false);
  } finally {
    await worker.kill();
  }
}

async function hasOpenAttempts({ sql }: PageStage, orders: PlacedOrder[]): Promise<boolean> {
  const [row] = await sql`
    select exists (select from payment_attempts where order_id = any (${orders.map(({ id }) => id)})
      and state in ('created', 'submitted', 'pending', 'unknown')) as found`;
  return row!.found;
}

async function hasDueJobs({ sql }: PageStage): Promise<boolean> {
  const [row] = await sql`
    select exists (select from graphile_worker.jobs where run_at <= now() and attempts < max_attempts
      and task_identifier in ('submit_payment', 'poll_payment', 'apply_payment_event')) as found`;
  return row!.found;
}

/** Asked for once at most; paid when Paystack has the money, open or closed when it has not. */
async function assertTrue(stage: PageStage, order: PlacedOrder): Promise<void> {
  const transactions = await stage.paystack.transactions(order.attemptId);
  const after = await stage.look(order);
  assert.ok(transactions.length <= 1, "one page at most");
  const isPaid = transactions[0]?.paid !== undefined && transactions[0].paid !== null;
  assert.equal(after.order === "paid", isPaid, JSON.stringify({ transactions, after }));
  assert.equal(after.payments.length, isPaid ? 1 : 0);
}
