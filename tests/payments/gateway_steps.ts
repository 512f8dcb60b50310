import assert from "node:assert/strict";
import { methodOf } from "@/lib/payments/mod.ts";
import type { GatewayCase } from "./gateway_cases.ts";
import type { GatewayStage, Stand } from "./gateway_stage.ts";
import type { PlacedOrder } from "./stage.ts";

export type Step = (stand: Stand, stage: GatewayStage) => Promise<void>;

/** What holds whichever gateway the money comes through. */
const STEPS: Record<string, Step> = {
  async "paid, once, and the goods leave the shelf"(stand, stage) {
    const order = await stand.asked();
    const charge = await stand.counter.charge(order.attemptId);
    assert.equal(charge.amount, Number(stand.wire(order)));
    assert.equal(charge.currency, stand.it.wireCurrency ?? stand.it.currency);
    await stand.payAndWork(order);

    const after = await stage.look(order);
    const [paid] = (await stand.counter.charge(order.attemptId)).tries;
    const receipt = stand.it.receiptOf(paid!);
    assert.deepEqual(after, {
      order: "paid",
      paidShillings: order.shillings,
      needsReview: false,
      attempts: ["succeeded"],
      resultCode: stand.it.codes.paid,
      payments: [{ shillings: order.shillings, receipt, isSurplus: false }],
      events: [stand.it.tellsEnds ? "callback applied" : "callback ignored", "query applied"],
      reserved: 0,
      sold: 1,
    });
  },

  async "refused, by the shopper, nothing is booked, and another try is paid"(stand, stage) {
    const order = await stand.asked();
    await stand.decline(order);
    await stage.work();
    await stage.passAndWork(11);
    const refused = await stage.look(order);
    assert.deepEqual([refused.order, refused.attempts, refused.payments], [
      "pending",
      ["failed"],
      [],
    ]);
    assert.equal(refused.resultCode, stand.it.codes.declined);

    const again = await tryAgain(stand, stage, order);
    await stand.payAndWork(again);
    assert.equal((await stage.look(order)).order, "paid");
  },

  async "abandoned, the order closes, and its goods go back"(stand, stage) {
    const order = await stand.asked();
    // Where the poller asks at the moment at which it should close, it closes a little later.
    await stage.passAndWork(11, 60, 320, 15 * 60, 60, 31, 31);
    const after = await stage.look(order);
    assert.deepEqual([after.order, after.payments, after.reserved], ["expired", [], 0]);
    assert.deepEqual(after.attempts, [stand.isPage ? "expired" : "failed"]);
  },

  async "7.4 late webhook, paid two hours after the order closed, opened again while goods are left"(
    stand,
    stage,
  ) {
    const order = await stand.asked();
    await stage.passAndWork(11, 320, 15 * 60, 60, 2 * 3600);
    assert.equal((await stage.look(order)).order, "expired");
    await stand.counter.end(order.attemptId, "paid");
    await stage.passAndWork(6, 31);

    const after = await stage.look(order);
    assert.deepEqual([after.order, after.attempts, after.sold], ["paid", ["succeeded"], 1]);
  },

  async "7.1 duplicate webhook, the same callback a hundred times books one payment"(stand, stage) {
    const order = await stand.asked({ callback: { duplicates: 99 } });
    await stand.payAndWork(order);
    const sent = await stand.counter.deliveries(order.attemptId);
    assert.equal(sent.filter(({ state }) => state === "delivered").length, 100);
    const after = await stage.look(order);
    assert.deepEqual([after.order, after.payments.length, after.sold], ["paid", 1, 1]);
    const [event] = await stage.sql`select seen from payment_events
      where attempt_id = ${order.attemptId} and source = 'callback'`;
    assert.equal(event!.seen, 100);
  },

  async "7.3 missing webhook, the poller finds the payment and its receipt"(stand, stage) {
    const order = await stand.asked({ callback: { drop: true } });
    await stand.pay(order);
    await stage.passAndWork(11);
    const after = await stage.look(order);
    assert.equal(after.order, "paid");
    assert.ok(after.payments[0]!.receipt);
  },

  async "7.4 late webhook, a callback that comes hours late books nothing twice"(stand, stage) {
    const order = await stand.asked({ callback: { delay_ms: 2 * 3_600_000 } });
    await stand.pay(order);
    await stage.passAndWork(11, 2 * 3600);
    const [sent] = await stand.counter.deliveries(order.attemptId);
    assert.equal(sent!.state, "delivered");
    const after = await stage.look(order);
    assert.deepEqual([after.order, after.payments.length, after.needsReview], ["paid", 1, false]);
  },

  async "7.2 out of order, a callback that comes before the answer finds its attempt"(
    stand,
    stage,
  ) {
    const order = await stand.asked({
      shopper: { end: "paid", after_ms: 1_000_000_000 },
      callback: { before_answer: true },
    });
    if (!stand.it.tellsEnds) await stage.passAndWork(6, 6);
    const after = await stage.look(order);
    assert.deepEqual([after.order, after.attempts, after.payments.length], [
      "paid",
      ["succeeded"],
      1,
    ]);
  },

  async "7.11 forged webhook, a success that the gateway denies is kept for a person"(
    stand,
    stage,
  ) {
    const order = await stand.asked({ callback: { end: "paid" } });
    await stand.counter.end(order.attemptId, "declined");
    await stage.passAndWork(0, 31);
    const after = await stage.look(order);
    assert.deepEqual([after.payments, after.order], [[], "pending"]);
    if (stand.it.tellsEnds) {
      assert.equal(after.needsReview, true);
      assert.ok(after.events.includes("callback review"), after.events.join());
    }
  },

  async "7.2 out of order, a failure that is told after the success undoes nothing"(stand, stage) {
    const order = await stand.asked();
    await stand.payAndWork(order);
    await stand.counter.end(order.attemptId, "declined");
    await stage.passAndWork(6, 31);
    const after = await stage.look(order);
    assert.deepEqual([after.order, after.attempts, after.sold], ["paid", ["succeeded"], 1]);
  },

  async "7.2 out of order, a failure that only a callback told, then the money, it is booked"(
    stand,
    stage,
  ) {
    const order = await stand.asked({ callback: { end: "declined" } });
    await stand.pay(order);
    await stage.passAndWork(11, 11, 31);
    const after = await stage.look(order);
    assert.deepEqual([after.order, after.attempts], ["paid", ["succeeded"]]);
  },

  async "too busy, the same is sent again, once"(stand, stage) {
    const order = await stand.asked({ times: 1, submit: "busy" });
    assert.deepEqual((await stage.look(order)).attempts, ["created"]);
    await stage.passAndWork(9);
    assert.deepEqual((await stage.look(order)).attempts, ["pending"]);
    assert.equal((await stand.counter.charges(order.attemptId)).length, 1);
  },

  async "7.10 gateway timeout, questions that are not answered, nothing is booked, nothing given up"(
    stand,
    stage,
  ) {
    for (const query of ["server_error", "busy"] as const) {
      const order = await stand.asked({ query });
      await stand.pay(order);
      await stage.passAndWork(11, 400, 15 * 60);
      const after = await stage.look(order);
      assert.deepEqual([after.order, after.attempts, after.payments, after.reserved], [
        "pending",
        ["unknown"],
        [],
        1,
      ]);
    }
  },

  async "7.18 unknown status code, it fails nothing and is reported"(stand, stage) {
    const order = await stand.asked({ query: { status: stand.it.codes.strange } });
    await stand.counter.end(order.attemptId, "processing");
    await stage.passAndWork(11, 11);
    const after = await stage.look(order);
    assert.deepEqual(after.attempts, ["pending"]);
    assert.ok(after.events.includes("query review"), after.events.join());
    assert.match(stage.log.join(""), new RegExp(`"level":"error".*${stand.it.codes.strange}`));
  },

  async "being paid when the order should close, it waits for the answer"(stand, stage) {
    const order = await stand.asked();
    await stand.counter.end(order.attemptId, "processing");
    await stage.passAndWork(11, 15 * 60, 60);
    const waiting = await stage.look(order);
    assert.deepEqual([waiting.order, waiting.reserved], ["pending", 1]);
    await stand.counter.end(order.attemptId, "paid");
    await stage.passAndWork(6, 31);
    assert.equal((await stage.look(order)).order, "paid");
  },

  async "7.8 double payment, the second is surplus, and a person sees it"(stand, stage) {
    // The same page is offered again as long as it can be paid, but another prompt may be sent.
    const order = await stand.asked();
    if (stand.isPage) await stand.decline(order);
    await stage.passAndWork(11, 11);
    const again = await tryAgain(stand, stage, order);
    await stand.pay(again);
    await stage.passAndWork(6);
    await stand.counter.end(order.attemptId, "paid");
    await stage.passAndWork(6, 31);
    const after = await stage.look(order);
    assert.deepEqual([after.order, after.attempts], ["paid", ["succeeded", "succeeded"]]);
    assert.deepEqual(after.payments.map(({ isSurplus }) => isSurplus), [false, true]);
    assert.deepEqual([after.needsReview, after.sold], [true, 1]);
  },

  async "keys that the gateway does not know, refused, and nobody was asked"(stand, stage) {
    const { sql } = stage;
    const change = (keys: unknown) =>
      sql`update private.payment_credentials as c set credentials = ${sql.json(keys as never)}
        from payment_accounts as a where a.id = c.account_id
        and a.store_id = ${stand.shop.storeId} and a.gateway = ${stand.it.gateway}`;
    await change(stand.it.strange);
    const order = await stand.asked();
    await change(stand.it.account.credentials);
    assert.deepEqual((await stage.look(order)).attempts, ["failed"]);
    assert.deepEqual(await stand.counter.charges(order.attemptId), []);
  },

  async "the worker died after the answer was stored, it counts once"(stand, stage) {
    const order = await stand.asked({ callback: { drop: true } });
    await stand.pay(order);
    await stage.sql`select private.begin_question(${order.attemptId}, interval '10 seconds')`;
    await stage.sql`select private.record_query_result(${order.attemptId}, 'paid', '{}')`;
    await stage.passAndWork(11);
    const after = await stage.look(order);
    assert.deepEqual([after.order, after.payments.length], ["paid", 1]);
  },

  async "7.3 missing webhook, before its order expires it is asked about, and a payment found then counts"(
    stand,
    stage,
  ) {
    const order = await stand.asked({ callback: { drop: true } });
    await stand.pay(order);
    await stage.passHere(16 * 60);

    await stage.tasks.expire_order!({ order_id: order.id }, undefined as never);

    const after = await stage.look(order);
    assert.deepEqual([after.order, after.attempts, after.sold], ["paid", ["succeeded"], 1]);
  },

  async "all jobs of an order beside each other book once"(stand, stage) {
    const order = await stand.asked();
    await stand.pay(order);
    const [event] = await stage.sql`select id from payment_events
      where attempt_id = ${order.attemptId}`;
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
  },
};

/** What holds where people are asked on their phone. */
const STEPS_ON_PHONES: Record<string, Step> = {
  async "timed out, nobody answers the prompt, nothing is booked, and another try is paid"(
    stand,
    stage,
  ) {
    const order = await stand.asked();
    await stage.passAndWork(11, 320, 31);
    const late = await stage.look(order);
    assert.deepEqual([late.order, late.attempts, late.payments], ["pending", ["failed"], []]);
    assert.equal(late.resultCode, stand.it.codes.late);
    const again = await tryAgain(stand, stage, order);
    await stand.payAndWork(again);
    assert.equal((await stage.look(order)).order, "paid");
  },
};

/** What holds where the gateway says how much came. */
const STEPS_WITH_AMOUNTS: Record<string, Step> = {
  async "7.5 too little, booked as it came, for a person to see"(stand, stage) {
    await paysOther(stand, stage, -1);
  },

  async "7.6 too much, booked as it came, for a person to see"(stand, stage) {
    await paysOther(stand, stage, 1);
  },

  async "7.7 currency mismatch, it pays nothing, and is kept for a person"(stand, stage) {
    const order = await stand.asked({ pays: { currency: stand.it.otherCurrency } });
    await stand.payAndWork(order);
    const after = await stage.look(order);
    assert.deepEqual([after.order, after.paidShillings, after.needsReview], ["pending", 0, true]);
    const [payment] = await stage.sql`select currency from payments where order_id = ${order.id}`;
    assert.equal(payment!.currency, stand.it.otherCurrency);
  },

  async "7.19 wrong-unit money, what nobody can read books nothing, and is reported"(stand, stage) {
    const order = await stand.asked({ pays: { currency: "XAF" } });
    await stand.pay(order);
    await stage.passAndWork(6, 31);
    const after = await stage.look(order);
    assert.deepEqual([after.order, after.payments], ["pending", []]);
    assert.match(stage.log.join(""), /"level":"error".*unreadable_amount/);
  },

  async "7.11 forged webhook, an amount that only the callback tells is not believed"(
    stand,
    stage,
  ) {
    const order = await stand.asked({ callback: { amount: 7 } });
    await stand.payAndWork(order);
    const after = await stage.look(order);
    assert.deepEqual([after.order, after.paidShillings, after.needsReview], [
      "paid",
      order.shillings,
      false,
    ]);
  },
};

/** What holds where the gateway can be asked by a reference of ours. */
const STEPS_WITH_REFS: Record<string, Step> = {
  async "7.10 gateway timeout, the answer was lost and nobody paid, given up, and the next try is paid"(
    stand,
    stage,
  ) {
    const order = await stand.asked({ submit: "lost_answer" });
    assert.deepEqual((await stage.look(order)).attempts, ["unknown"]);
    await stage.passAndWork(3, 320, 60);
    const after = await stage.look(order);
    assert.deepEqual([after.order, after.attempts], ["pending", ["failed"]]);
    const again = await tryAgain(stand, stage, order);
    await stand.payAndWork(again);
    assert.equal((await stage.look(order)).order, "paid");
  },

  async "7.10 gateway timeout, the answer was lost and it was paid, found out by our reference"(
    stand,
    stage,
  ) {
    const order = await stand.asked({
      submit: "lost_answer",
      shopper: { end: "paid" },
      callback: { drop: true, before_answer: true },
    });
    await stage.passAndWork(3);
    const after = await stage.look(order);
    assert.deepEqual([after.order, after.attempts, after.payments.length], [
      "paid",
      ["succeeded"],
      1,
    ]);
  },

  async "7.10 gateway timeout, nothing was made, the try is given up at once"(stand, stage) {
    const order = await stand.asked({ submit: "server_error" });
    assert.deepEqual((await stage.look(order)).attempts, ["unknown"]);
    await stage.passAndWork(3);
    const after = await stage.look(order);
    assert.deepEqual(after.attempts, ["failed"]);
    assert.match(after.resultCode!, /^(not_sent|page_lost)$/);
  },

  async "the worker died after the claim, the try is given up, and the next one is paid"(
    stand,
    stage,
  ) {
    const order = await stand.order();
    await stage.sql`select private.claim_attempt(${order.attemptId}, ${
      stand.it.refOf?.(order.attemptId) ?? order.attemptId
    })`;
    await stage.passAndWork(0, 31, 91);
    const after = await stage.look(order);
    assert.deepEqual(after.attempts, ["failed"]);
    assert.deepEqual(await stand.counter.charges(order.attemptId), []);
    const again = await tryAgain(stand, stage, order);
    await stand.payAndWork(again);
    assert.equal((await stage.look(order)).order, "paid");
  },
};

/** What holds where only the gateway's own name for it leads anywhere, and callbacks say nothing. */
const STEPS_WITHOUT_REFS: Record<string, Step> = {
  async "7.2 out of order, a second callback in the same words is about something new, it is asked about"(
    stand,
    stage,
  ) {
    const order = await stand.asked();
    await stand.decline(order);
    await stage.passAndWork(0, 6);
    assert.deepEqual((await stage.look(order)).attempts, ["failed"]);
    // By now it is asked about every half minute.
    await stage.passAndWork(200);
    await stand.payAndWork(order);
    assert.equal((await stage.look(order)).order, "paid");
  },

  async "7.10 gateway timeout, nobody knows the page, and the next try is paid"(
    stand,
    stage,
  ) {
    for (const submit of ["lost_answer", "server_error"] as const) {
      const order = await stand.asked({ submit });
      const lost = await stage.look(order);
      assert.deepEqual([lost.attempts, lost.resultCode], [["failed"], "page_lost"]);
      const again = await tryAgain(stand, stage, order);
      await stand.payAndWork(again);
      assert.equal((await stage.look(order)).order, "paid");
    }
  },

  async "the worker died after the claim, the try runs out, and the next one is paid"(
    stand,
    stage,
  ) {
    const order = await stand.order();
    await stage.sql`select private.claim_attempt(${order.attemptId})`;
    await stage.passAndWork(0, 91, 181);
    assert.deepEqual((await stage.look(order)).attempts, ["expired"]);
    const again = await tryAgain(stand, stage, order);
    await stand.payAndWork(again);
    assert.equal((await stage.look(order)).order, "paid");
  },
};

/** The shopper pays so many units of the gateway's more or less. */
async function paysOther(stand: Stand, stage: GatewayStage, difference: number): Promise<void> {
  const order = await stand.order();
  const amount = Number(stand.wire(order)) + difference;
  await stand.counter.plan({ match: { reference: order.attemptId }, pays: { amount } });
  await stage.work();
  await stand.payAndWork(order);
  const after = await stage.look(order);
  assert.equal(after.order, difference < 0 ? "pending" : "paid");
  assert.equal(after.needsReview, true);
  assert.equal(Math.sign(after.payments[0]!.shillings - order.shillings), difference);
}

/** Another try of the same kind: what it is known by. */
export async function tryAgain(
  stand: Stand,
  stage: GatewayStage,
  order: PlacedOrder,
): Promise<PlacedOrder> {
  await stage.passHere(91);
  const [row] = await stage.sql`select retry_payment(${stand.shop.slug}, ${order.token},
    ${"+" + order.phone}, ${stand.it.gateway}) as answer`;
  assert.equal(row!.answer.ok, true, JSON.stringify(row!.answer));
  // Where the poller asks about the earlier one at this moment, it is sent five seconds later.
  await stage.passAndWork(0, 6);
  return { ...order, attemptId: row!.answer.attempt_id };
}

/** What a gateway must show, by name. */
export function stepsOf(it: GatewayCase): Record<string, Step> {
  return {
    ...STEPS,
    ...(methodOf(it.gateway).kind === "prompt" && STEPS_ON_PHONES),
    ...(!it.isExact && STEPS_WITH_AMOUNTS),
    ...(it.isNamedByGateway ? STEPS_WITHOUT_REFS : STEPS_WITH_REFS),
  };
}
