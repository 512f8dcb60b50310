import assert from "node:assert/strict";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { type PageStage, startPageStage } from "./page_stage.ts";
import { countOf, lookAtRefund, passAndWork, refund } from "./refund_stage.ts";
import type { PlacedOrder } from "./stage.ts";

let stage: PageStage;
Deno.test.beforeAll(async () => {
  stage = await startPageStage();
});
Deno.test.afterAll(async () => {
  await assertLedgerAddsUp(stage.sql, stage.shop.storeId);
  await stage[Symbol.asyncDispose]();
});

Deno.test("refunded in full, and what Paystack kept of it is booked: paystack", async () => {
  const order = await paid();
  const [fee] = await stage.sql`select amount_minor::int as minor from ledger_entries
    where order_id = ${order.id} and kind = 'fee'`;
  assert.equal(fee!.minor, Math.round(order.shillings * 100 * 0.015));

  const id = await refund(stage, order);
  await passAndWork(stage, 0, 31);

  const [sent, ...others] = await stage.paystack.refunds(order.attemptId);
  assert.deepEqual([sent!.amount, sent!.merchantNote, others.length], [
    order.shillings * 100,
    id,
    0,
  ]);
  const { state, status, receipt, needsReview } = await lookAtRefund(stage, id);
  assert.deepEqual([state, status, receipt, needsReview], [
    "done",
    "refunded",
    String(sent!.id),
    false,
  ]);
});

Deno.test("refunded in part, and then the rest: paystack", async () => {
  const order = await paid();
  const first = await refund(stage, order, 500);
  await passAndWork(stage, 0, 31);
  assert.equal((await lookAtRefund(stage, first)).status, "partly_refunded");

  const rest = await refund(stage, order, order.shillings - 500);
  await passAndWork(stage, 0, 31);

  assert.equal((await lookAtRefund(stage, rest)).status, "refunded");
});

Deno.test("refund refused, the money is where it was, and a person reads why: paystack", async () => {
  const order = await paid();
  await stage.paystack.planRefund({
    match: { reference: order.attemptId },
    times: 1,
    answer: "refused",
  });
  const id = await refund(stage, order);
  await stage.work();

  const { state, code, status, needsReview } = await lookAtRefund(stage, id);
  assert.deepEqual([state, code, status, needsReview], [
    "failed",
    "insufficient_balance",
    "paid",
    true,
  ]);
});

Deno.test("it fails days later: the event is a reason to ask", async () => {
  const order = await paid();
  await stage.paystack.planRefund({
    match: { reference: order.attemptId },
    status: "failed",
    after_ms: 2 * 86_400_000,
  });
  const id = await refund(stage, order);
  await passAndWork(stage, 0, 31, 86_400);
  assert.deepEqual((await lookAtRefund(stage, id)).state, "pending");

  await passAndWork(stage, 86_400, 3);

  const { state, status, needsReview } = await lookAtRefund(stage, id);
  assert.deepEqual([state, status, needsReview], ["failed", "paid", true]);
});

Deno.test("one that failed is asked about when an event speaks of it, and then no more", async () => {
  const order = await paid();
  const plan = { match: { reference: order.attemptId }, times: 1 };
  await stage.paystack.planRefund({ ...plan, answer: "refused" });
  const failed = await refund(stage, order, 100);
  await stage.work();
  const other = await refund(stage, order, 100);
  await passAndWork(stage, 0, 31, 31);

  const jobs = await stage.sql`select from graphile_worker.jobs where key like 'poll_refund:%'
    and key in (${"poll_refund:" + failed}, ${"poll_refund:" + other})`;
  assert.equal(jobs.length, 0);
  assert.equal((await lookAtRefund(stage, failed)).state, "failed");
  assert.equal((await lookAtRefund(stage, other)).state, "done");
});

Deno.test("7.3 missing webhook, a refund is asked about: paystack", async () => {
  const order = await paid();
  await stage.paystack.planRefund({
    match: { reference: order.attemptId },
    after_ms: 60_000,
    webhook: { drop: true },
  });
  const id = await refund(stage, order);
  await passAndWork(stage, 0, 31, 31);

  assert.equal((await lookAtRefund(stage, id)).state, "done");
});

Deno.test("7.1 duplicate webhook, a hundred events book a refund once: paystack", async () => {
  const order = await paid();
  await stage.paystack.planRefund({
    match: { reference: order.attemptId },
    webhook: { duplicates: 99 },
  });
  const id = await refund(stage, order);
  await passAndWork(stage, 0, 3, 31);

  assert.equal((await lookAtRefund(stage, id)).state, "done");
  assert.equal(await countOf(stage, id), 1);
});

for (const hides_notes of [false, true]) {
  Deno.test(`on lost answer it is found in the list, by ${hides_notes ? "amount" : "note"}`, async () => {
    const order = await paid();
    await stage.paystack.planRefund({
      match: { reference: order.attemptId },
      times: 1,
      answer: "lost_answer",
      webhook: { drop: true },
      hides_notes,
    });
    const id = await refund(stage, order, 700);
    await stage.work();
    assert.equal((await lookAtRefund(stage, id)).state, "unknown");

    await passAndWork(stage, 11);

    assert.equal((await lookAtRefund(stage, id)).state, "done");
    assert.equal((await stage.paystack.refunds(order.attemptId)).length, 1);
  });
}

Deno.test("7.10 gateway timeout, two refunds of one amount, one of them with a lost answer, are told apart: paystack", async () => {
  const order = await paid();
  const first = await refund(stage, order, 400);
  await passAndWork(stage, 0, 31);
  await stage.paystack.planRefund({
    match: { reference: order.attemptId },
    times: 1,
    answer: "server_error",
  });
  const second = await refund(stage, order, 400);
  await passAndWork(stage, 0, 11);
  assert.equal((await lookAtRefund(stage, second)).state, "unknown");

  await passAndWork(stage, 31, 31, 31, 31, 31);

  assert.equal((await lookAtRefund(stage, second)).state, "done");
  assert.equal((await lookAtRefund(stage, first)).state, "done");
  assert.equal((await stage.paystack.refunds(order.attemptId)).length, 2);
});

Deno.test("too busy: it is sent later", async () => {
  const order = await paid();
  await stage.paystack.planRefund({
    match: { reference: order.attemptId },
    times: 1,
    answer: "busy",
  });
  const id = await refund(stage, order);
  await passAndWork(stage, 0, 31, 31);

  assert.equal((await lookAtRefund(stage, id)).state, "done");
});

Deno.test("one that waits for the buyer's bank details stays under way and says so", async () => {
  const order = await paid();
  await stage.paystack.planRefund({
    match: { reference: order.attemptId },
    status: "needs-attention",
  });
  const id = await refund(stage, order);
  await passAndWork(stage, 0, 31);

  const { state, code, status } = await lookAtRefund(stage, id);
  assert.deepEqual([state, code, status], ["pending", "needs-attention", "refunding"]);
});

Deno.test("7.18 unknown status code, it fails no refund, and a person looks: paystack", async () => {
  const order = await paid();
  await stage.paystack.planRefund({ match: { reference: order.attemptId }, status: "teleported" });
  const id = await refund(stage, order);
  await passAndWork(stage, 0, 31);

  const { state, code, needsReview } = await lookAtRefund(stage, id);
  assert.deepEqual([state, code, needsReview], ["pending", "teleported", true]);
});

Deno.test("a refund that was made at Paystack itself asks for a person", async () => {
  const order = await paid();
  const response = await fetch(`${stage.paystack.url}/refund`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_localafrify" },
    body: JSON.stringify({ transaction: order.attemptId, amount: 1_000 }),
  });
  await response.body?.cancel();
  await stage.work();

  assert.equal((await stage.look(order)).needsReview, true);
});

async function paid(): Promise<PlacedOrder> {
  const order = await stage.pageOrder();
  await stage.work();
  await stage.paystack.click(order.attemptId, "pay");
  await stage.work();
  assert.equal((await stage.look(order)).order, "paid");
  return order;
}
