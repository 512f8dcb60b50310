import assert from "node:assert/strict";
import { createLogger } from "@/lib/observability/mod.ts";
import { mpesa as mpesaKind } from "@/lib/payments/mpesa/adapter.ts";
import { LOCAL_MPESA_ACCOUNT } from "@/lib/payments/mod.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { callbackUrl, type PlacedOrder, type Stage, startStage } from "@/tests/payments/stage.ts";

/** Each step leaves the database as a worker leaves it that dies right after. */
Deno.test("a payment survives the death of its worker", async (t) => {
  await using stage = await startStage();
  const { sql, phone, shop } = stage;

  await t.step("after the claim: nobody was asked, and the order is payable again", async () => {
    const order = await stage.order();
    await sql`select private.claim_attempt(${order.attemptId})`;

    await passAndWork(stage, [0, 91, 91]);

    assert.deepEqual((await stage.look(order)).attempts, ["expired"]);
    assert.deepEqual(await phone.prompts(order.phone), []);
    await stage.retry(order);
    await stage.work();
    await phone.approve(order.phone);
    await stage.work();
    assert.equal((await stage.look(order)).order, "paid");
  });

  await t.step("after the push: the callback finds its attempt", async () => {
    const order = await stage.order();
    await sql`select private.claim_attempt(${order.attemptId})`;
    await push(stage, order);
    await phone.approve(order.phone);
    await stage.work();
    assert.deepEqual((await stage.look(order)).attempts, ["submitted"]);

    await passAndWork(stage, [91]);

    const after = await stage.look(order);
    assert.deepEqual([after.order, after.attempts], ["paid", ["succeeded"]]);
    assert.equal((await phone.prompts(order.phone)).length, 1);
  });

  await t.step("after the push, the callback coming hours later", async () => {
    const order = await stage.order();
    await sql`select private.claim_attempt(${order.attemptId})`;
    await phone.plan({ match: { phone: order.phone }, callback: { delay_ms: 2 * 3_600_000 } });
    await push(stage, order);
    await phone.approve(order.phone);

    await passAndWork(stage, [91, 91, 15 * 60]);
    assert.equal((await stage.look(order)).order, "expired");
    await passAndWork(stage, [2 * 3600]);

    const after = await stage.look(order);
    assert.deepEqual([after.order, after.attempts], ["paid", ["succeeded"]]);
  });

  await t.step("after it told that it would ask: somebody asks again", async () => {
    const order = await promptedWithoutCallback(stage);
    await phone.approve(order.phone);
    await sql`select private.begin_question(${order.attemptId}, interval '10 seconds')`;

    await passAndWork(stage, [11]);

    assert.equal((await stage.look(order)).order, "paid");
  });

  await t.step("after it stored the answer: the answer counts once", async () => {
    const order = await promptedWithoutCallback(stage);
    await phone.approve(order.phone);
    await sql`select private.begin_question(${order.attemptId}, interval '10 seconds')`;
    await sql`select private.record_query_result(${order.attemptId}, '0', '{}')`;

    await passAndWork(stage, [11]);

    const after = await stage.look(order);
    assert.deepEqual([after.order, after.payments.length], ["paid", 1]);
    assert.deepEqual(after.events, ["query applied"]);
  });

  await t.step("after the payment was booked: it is not booked again", async () => {
    const order = await stage.order();
    await stage.work();
    await phone.approve(order.phone);
    const [event] = await sql`select id from payment_events where attempt_id = ${order.attemptId}`;
    const job = { event_id: event!.id };
    await stage.tasks.apply_payment_event!(job, undefined as never);
    await stage.tasks.apply_payment_event!(job, undefined as never);
    await passAndWork(stage, [0, 11, 61]);

    const after = await stage.look(order);
    assert.deepEqual([after.order, after.payments.length, after.sold], ["paid", 1, 1]);
    assert.equal(after.needsReview, false);
  });

  await t.step("while jobs of the same order run beside each other", async () => {
    const order = await stage.order();
    await stage.work();
    await phone.approve(order.phone);
    const [event] = await sql`select id from payment_events where attempt_id = ${order.attemptId}`;
    const { apply_payment_event, poll_payment, expire_order } = stage.tasks;
    await stage.passHere(16 * 60);
    await Promise.all([
      apply_payment_event!({ event_id: event!.id }, undefined as never),
      expire_order!({ order_id: order.id }, undefined as never),
      poll_payment!({ attempt_id: order.attemptId }, undefined as never),
      apply_payment_event!({ event_id: event!.id }, undefined as never),
    ]);
    await passAndWork(stage, [6, 60]);

    const after = await stage.look(order);
    assert.deepEqual([after.order, after.payments.length, after.sold], ["paid", 1, 1]);
  });

  await assertLedgerAddsUp(sql, shop.storeId);
});

async function passAndWork(stage: Stage, spans: number[]): Promise<void> {
  for (const seconds of spans) {
    await stage.pass(seconds);
    await stage.work();
  }
}

async function promptedWithoutCallback(stage: Stage): Promise<PlacedOrder> {
  const order = await stage.order();
  await stage.phone.plan({ match: { phone: order.phone }, callback: { drop: true } });
  await stage.work();
  return order;
}

/** Sends the prompt and forgets what M-Pesa answered. */
async function push({ sql, phone, functionsUrl }: Stage, order: PlacedOrder): Promise<void> {
  const mpesa = mpesaKind.connect({
    baseUrl: phone.url,
    log: createLogger("test", { level: "silent" }),
  });
  const answer = await mpesa.submit(LOCAL_MPESA_ACCOUNT, {
    attemptId: order.attemptId,
    gatewayRef: null,
    amountMinor: order.shillings * 100,
    currency: "KES",
    phone: "+" + order.phone,
    email: null,
    reference: "KK-1",
    returnUrl: "http://localhost/back",
    callbackUrl: await callbackUrl(sql, functionsUrl, order),
  });
  assert.equal(answer.kind, "accepted");
}
