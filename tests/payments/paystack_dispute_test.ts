import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { type PageStage, startPageStage } from "./page_stage.ts";
import { passAndWork, refund } from "./refund_stage.ts";
import type { PlacedOrder } from "./stage.ts";

let stage: PageStage;
Deno.test.beforeAll(async () => {
  stage = await startPageStage();
});
Deno.test.afterAll(async () => {
  await assertLedgerAddsUp(stage.sql, stage.shop.storeId);
  await stage[Symbol.asyncDispose]();
});

Deno.test("7.16 chargeback or reversal, after fulfilment the money is held, the store is told, nothing else can give it back: paystack", async () => {
  const order = await paid();
  await stage.sql`update orders set status = 'fulfilled' where id = ${order.id}`;
  await stage.paystack.dispute(order.attemptId);
  await stage.work();

  assert.deepEqual(await moneyOf(order), ["disputed", 0, order.shillings, true]);
  await assert.rejects(refund(stage, order, 100), /refund_too_big/);
  const told = await stage.sql`select template from notifications where order_id = ${order.id}
    and template like '%disputed'`;
  assert.deepEqual(told.map(({ template }) => template), ["merchant_order_disputed"]);
});

Deno.test("7.16 chargeback or reversal, a dispute that is lost is money gone, however often it is told: paystack", async () => {
  const order = await paid();
  const dispute = await stage.paystack.dispute(order.attemptId);
  await stage.work();
  await stage.paystack.resolve(dispute, "merchant-accepted", 100);
  await stage.work();

  assert.deepEqual(await moneyOf(order), ["refunded", order.shillings, 0, true]);
  assert.deepEqual(await entriesOf(order), ["gateway>disputed", "disputed>buyer"]);
});

Deno.test("7.16 chargeback or reversal, a dispute that is won is money of the shop again, and paid hooks do not run twice: paystack", async () => {
  const order = await paid();
  const dispute = await stage.paystack.dispute(order.attemptId, { amount: 50_000 });
  await stage.work();
  assert.deepEqual(await moneyOf(order), ["disputed", 0, 500, true]);
  await stage.paystack.resolve(dispute, "declined");
  await stage.work();

  assert.deepEqual(await moneyOf(order), ["paid", 0, 0, true]);
  const [row] = await stage.sql`select count(*)::int as paid from order_events
    where order_id = ${order.id} and kind = 'paid'`;
  assert.equal(row!.paid, 1);
});

Deno.test("7.16 chargeback or reversal, a decision that comes before the beginning books both: paystack", async () => {
  const order = await paid();
  const dispute = await stage.paystack.dispute(order.attemptId, { is_silent: true });
  await stage.paystack.resolve(dispute, "auto-accepted");
  await stage.work();

  assert.deepEqual(await entriesOf(order), ["gateway>disputed", "disputed>buyer"]);
});

Deno.test("7.11 forged webhook, what names a dispute that Paystack does not know books nothing: paystack", async () => {
  const order = await paid();
  const body = JSON.stringify({
    event: "charge.dispute.create",
    data: { id: 999_999, refund_amount: 100, transaction: { reference: order.attemptId } },
  });
  const signature = createHmac("sha512", "sk_test_localafrify").update(body).digest("hex");
  const response = await fetch(stage.webhookUrl, {
    method: "POST",
    body,
    headers: { "x-paystack-signature": signature },
  });
  await response.body?.cancel();
  assert.equal(response.status, 200);
  await passAndWork(stage, 0, 31, 4 * 86_400);

  assert.deepEqual(await entriesOf(order), []);
  const [event] = await stage.sql`select state, outcome from payment_events
    where attempt_id = ${order.attemptId} and outcome like 'dispute%'`;
  assert.deepEqual({ ...event }, { state: "review", outcome: "dispute_not_confirmed" });
});

async function paid(): Promise<PlacedOrder> {
  const order = await stage.pageOrder();
  await stage.work();
  await stage.paystack.click(order.attemptId, "pay");
  await stage.work();
  assert.equal((await stage.look(order)).order, "paid");
  return order;
}

async function moneyOf({ id }: PlacedOrder): Promise<unknown[]> {
  const [row] = await stage.sql`select payment_status, (refunded_minor / 100)::int as back,
    (disputed_minor / 100)::int as held, needs_review from orders where id = ${id}`;
  return Object.values(row!);
}

async function entriesOf({ id }: PlacedOrder): Promise<string[]> {
  const rows = await stage.sql`select from_book || '>' || to_book as line from ledger_entries
    where order_id = ${id} and kind = 'chargeback' order by id`;
  return rows.map(({ line }) => line);
}
