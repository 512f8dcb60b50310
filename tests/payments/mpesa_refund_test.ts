import assert from "node:assert/strict";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { countOf, lookAtRefund, paidByMpesa, passAndWork, refund } from "./refund_stage.ts";
import { type Stage, startStage } from "./stage.ts";

let stage: Stage;
Deno.test.beforeAll(async () => {
  stage = await startStage();
});
Deno.test.afterAll(async () => {
  await assertLedgerAddsUp(stage.sql, stage.shop.storeId);
  await stage[Symbol.asyncDispose]();
});

Deno.test("refunded in full, to the phone that paid, and the order says so: mpesa", async () => {
  const order = await paidByMpesa(stage);
  const id = await refund(stage, order);
  await stage.work();

  const [payout, ...others] = await stage.phone.payouts(order.phone);
  assert.deepEqual([payout!.shillings, payout!.conversation, others.length], [
    order.shillings,
    id,
    0,
  ]);
  assert.deepEqual(await lookAtRefund(stage, id), {
    state: "done",
    code: "0",
    receipt: payout!.end!.receipt,
    status: "refunded",
    backShillings: order.shillings,
    waitingShillings: 0,
    needsReview: false,
  });
});

Deno.test("refunded in part, and then the rest: mpesa", async () => {
  const order = await paidByMpesa(stage);
  const first = await refund(stage, order, 500);
  await stage.work();
  assert.equal((await lookAtRefund(stage, first)).status, "partly_refunded");

  const rest = await refund(stage, order, order.shillings - 500);
  await stage.work();

  assert.equal((await lookAtRefund(stage, rest)).status, "refunded");
  assert.equal((await stage.phone.payouts(order.phone)).length, 2);
});

Deno.test("refund refused, the money is where it was, and a person reads why: mpesa", async () => {
  const order = await paidByMpesa(stage);
  await stage.phone.planPayout({ match: { phone: order.phone }, times: 1, code: "1" });
  const id = await refund(stage, order);
  await stage.work();

  const { state, code, status, waitingShillings, needsReview } = await lookAtRefund(stage, id);
  assert.deepEqual([state, code, status, waitingShillings, needsReview], [
    "failed",
    "1",
    "paid",
    0,
    true,
  ]);
  const again = await refund(stage, order);
  await stage.work();
  assert.equal((await lookAtRefund(stage, again)).status, "refunded");
});

Deno.test("refund refused, before it is taken, nothing is paid out: mpesa", async () => {
  const order = await paidByMpesa(stage);
  await stage.phone.planPayout({ match: { phone: order.phone }, answer: "refused" });
  const id = await refund(stage, order);
  await stage.work();

  assert.deepEqual((await lookAtRefund(stage, id)).state, "failed");
  assert.deepEqual(await stage.phone.payouts(order.phone), []);
});

Deno.test("7.10 gateway timeout, after a refund was paid out, the result settles it, and it is paid out once: mpesa", async () => {
  const order = await paidByMpesa(stage);
  await stage.phone.planPayout({ match: { phone: order.phone }, answer: "lost_answer" });
  const id = await refund(stage, order);
  await stage.work();
  await passAndWork(stage, 11, 31, 61);

  assert.equal((await lookAtRefund(stage, id)).state, "done");
  assert.equal((await stage.phone.payouts(order.phone)).length, 1);
});

Deno.test("7.10 gateway timeout, and no result of a refund either, it is sent again, known again, and asked about: mpesa", async () => {
  const order = await paidByMpesa(stage);
  await stage.phone.planPayout({
    match: { phone: order.phone },
    times: 1,
    answer: "lost_answer",
    result: { drop: true },
  });
  const id = await refund(stage, order);
  await stage.work();
  assert.equal((await lookAtRefund(stage, id)).state, "unknown");

  await passAndWork(stage, 11, 31);

  assert.equal((await lookAtRefund(stage, id)).state, "done");
  assert.equal((await stage.phone.payouts(order.phone)).length, 1);
});

Deno.test("7.10 gateway timeout, before a refund was paid out, it is sent again until it is taken: mpesa", async () => {
  const order = await paidByMpesa(stage);
  await stage.phone.planPayout({ match: { phone: order.phone }, times: 2, answer: "server_error" });
  const id = await refund(stage, order);
  await stage.work();
  assert.equal((await lookAtRefund(stage, id)).state, "unknown");

  await passAndWork(stage, 11, 31, 31, 31);

  assert.equal((await lookAtRefund(stage, id)).state, "done");
  assert.equal((await stage.phone.payouts(order.phone)).length, 1);
});

Deno.test("7.9 refund race, a no to sending it again says nothing of the first time, nothing is given twice: mpesa", async () => {
  const order = await paidByMpesa(stage);
  const match = { phone: order.phone };
  await stage.phone.planPayout({
    match,
    times: 1,
    answer: "lost_answer",
    after_ms: 60_000,
    result: { drop: true },
  });
  await stage.phone.planPayout({ match, times: 1, answer: "refused" });
  const id = await refund(stage, order);
  await stage.work();
  await passAndWork(stage, 11);
  const meanwhile = await lookAtRefund(stage, id);
  assert.deepEqual([meanwhile.state, meanwhile.status], ["unknown", "refunding"]);

  await passAndWork(stage, 31, 31, 31);

  assert.equal((await lookAtRefund(stage, id)).state, "done");
  assert.equal((await stage.phone.payouts(order.phone)).length, 1);
});

Deno.test("too busy: it is sent later", async () => {
  const order = await paidByMpesa(stage);
  await stage.phone.planPayout({ match: { phone: order.phone }, times: 1, answer: "busy" });
  const id = await refund(stage, order);
  await stage.work();
  assert.equal((await lookAtRefund(stage, id)).state, "requested");

  await passAndWork(stage, 31);

  assert.equal((await lookAtRefund(stage, id)).state, "done");
});

Deno.test("a hit on the timeout address is no failure", async () => {
  const order = await paidByMpesa(stage);
  await stage.phone.planPayout({
    match: { phone: order.phone },
    after_ms: 20_000,
    result: { times_out_first: true, drop: true },
  });
  const id = await refund(stage, order);
  await stage.work();
  await stage.phone.pass(20);
  await stage.work();
  assert.equal((await lookAtRefund(stage, id)).state, "pending");

  await passAndWork(stage, 3);

  assert.equal((await lookAtRefund(stage, id)).state, "done");
});

Deno.test("7.1 duplicate webhook, a hundred results book a refund once: mpesa", async () => {
  const order = await paidByMpesa(stage);
  await stage.phone.planPayout({ match: { phone: order.phone }, result: { duplicates: 99 } });
  const id = await refund(stage, order);
  await passAndWork(stage, 0, 31);

  assert.equal((await lookAtRefund(stage, id)).state, "done");
  assert.equal(await countOf(stage, id), 1);
  const [event] = await stage.sql`select seen from payment_events where refund_id = ${id}`;
  assert.equal(event!.seen, 100);
});

Deno.test("what takes hours is waited for", async () => {
  const order = await paidByMpesa(stage);
  await stage.phone.planPayout({ match: { phone: order.phone }, after_ms: 2 * 3_600_000 });
  const id = await refund(stage, order);
  await stage.work();
  await passAndWork(stage, 31, 3_000);
  const meanwhile = await lookAtRefund(stage, id);
  assert.deepEqual([meanwhile.state, meanwhile.status], ["pending", "refunding"]);

  await passAndWork(stage, 5_000);

  assert.equal((await lookAtRefund(stage, id)).state, "done");
});

Deno.test("a parameter that stands alone is read as well", async () => {
  const order = await paidByMpesa(stage);
  await stage.phone.planPayout({ match: { phone: order.phone }, result: { is_single: true } });
  const id = await refund(stage, order);
  await stage.work();

  assert.equal((await lookAtRefund(stage, id)).state, "done");
});

Deno.test("7.18 unknown status code, it fails no refund, and a person looks: mpesa", async () => {
  const order = await paidByMpesa(stage);
  await stage.phone.planPayout({ match: { phone: order.phone }, code: "9876", status: "silent" });
  const id = await refund(stage, order);
  await stage.work();

  const { state, status, needsReview } = await lookAtRefund(stage, id);
  assert.deepEqual([state, status, needsReview], ["pending", "refunding", true]);
});

Deno.test("another amount than was asked for is nobody's to believe", async () => {
  const order = await paidByMpesa(stage);
  await stage.phone.planPayout({
    match: { phone: order.phone },
    result: { amount: 1 },
    status: "silent",
  });
  const id = await refund(stage, order);
  await stage.work();

  const { state, code, needsReview } = await lookAtRefund(stage, id);
  assert.deepEqual([state, code, needsReview], ["pending", "wrong_amount", true]);
});

Deno.test("7.11 forged webhook, only a refund's own address and reference count: mpesa", async () => {
  const order = await paidByMpesa(stage);
  await stage.phone.planPayout({ match: { phone: order.phone }, after_ms: 60_000 });
  const id = await refund(stage, order);
  await stage.work();
  const [row] = await stage.sql`
    select c.callback_token as token, r.callback_ref as own, a.callback_ref as attempt
    from refunds r join private.payment_credentials c on c.account_id = r.account_id
    join payment_attempts a on a.order_id = r.order_id where r.id = ${id}`;
  const { token, own, attempt } = row!;
  const result = (conversation: string) =>
    JSON.stringify({
      Result: { ResultCode: 0, ResultDesc: "", OriginatorConversationID: conversation },
    });
  const send = async (end: string, body: string) => {
    const url = `${stage.functionsUrl}/stk/${token}/${end}`;
    const response = await fetch(url, { method: "POST", body });
    await response.body?.cancel();
    return response.status;
  };

  assert.equal(await send("ab".repeat(16), result(id)), 404);
  assert.equal(await send(attempt, result(id)), 404);
  assert.equal(await send(own, '{"Body":{"stkCallback":{}}}'), 404);
  assert.equal(await send(own, result(crypto.randomUUID())), 200);
  await stage.work();

  assert.equal((await lookAtRefund(stage, id)).state, "pending");
  await passAndWork(stage, 61);
  assert.equal((await lookAtRefund(stage, id)).state, "done");
});
