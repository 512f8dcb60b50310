import assert from "node:assert/strict";
import { REGISTRY } from "@/lib/payments/registry.ts";
import { createLogger } from "@/lib/observability/mod.ts";
import { askRefund } from "@/tests/fixtures/refunds.ts";
import type { RefundPlan } from "./counter.ts";
import type { GatewayCase, RefundCase } from "./gateway_cases.ts";
import type { GatewayStage, Stand } from "./gateway_stage.ts";
import { countOf, lookAtRefund, passAndWork, refund } from "./refund_stage.ts";
import type { PlacedOrder } from "./stage.ts";

/** A paid order of a gateway's shop, and what is done to give its money back. */
interface Paid {
  stand: Stand;
  stage: GatewayStage;
  it: RefundCase;
  order: PlacedOrder;
  /** Asks for a refund, of all of it unless told otherwise, the plan having been told before. */
  give(plan?: RefundPlan | null, shillings?: number): Promise<string>;
}

type Step = (paid: Paid) => Promise<void>;

/** Time in which everything is asked about that may be asked about. */
const A_WHILE = [31, 31, 31, 31, 31, 31];

/** What holds whichever gateway the money goes back through. */
const STEPS: Record<string, Step> = {
  async "refunded in full, once"({ stage, stand, order, give }) {
    const id = await give();
    await passAndWork(stage, 0, 31);

    const sent = await stand.counter.refunds(order.attemptId);
    assert.deepEqual(sent.map(({ amount }) => amount), [Number(stand.wire(order))]);
    const after = await lookAtRefund(stage, id);
    assert.deepEqual([after.state, after.status, after.receipt, after.needsReview], [
      "done",
      "refunded",
      stand.it.refund!.isWhole ? null : String(sent[0]!.id),
      false,
    ]);
    assert.equal(await countOf(stage, id), 1);
  },

  async "refund refused, the money is where it was, and a person reads why"({ stage, give }) {
    const id = await give({ times: 1, answer: "refused" });
    await stage.work();
    const { state, status, needsReview } = await lookAtRefund(stage, id);
    assert.deepEqual([state, status, needsReview], ["failed", "paid", true]);
  },

  async "7.4 late webhook, a refund is under way until it is there"({ stage, give }) {
    const id = await give({ after_ms: 2 * 86_400_000 });
    await passAndWork(stage, 0, 31, 86_400);
    assert.deepEqual((await lookAtRefund(stage, id)).status, "refunding");

    await passAndWork(stage, 86_400, 1801);
    assert.deepEqual((await lookAtRefund(stage, id)).status, "refunded");
  },

  async "7.3 missing webhook, a refund is asked about"({ stage, give }) {
    const id = await give({ after_ms: 60_000, callback: { drop: true } });
    await passAndWork(stage, 0, 31, 31, 31);
    assert.equal((await lookAtRefund(stage, id)).state, "done");
  },

  async "7.10 gateway timeout, a refund that never arrived is sent again, once"(paid) {
    await lose(paid, { answer: "server_error" });
    assert.equal((await paid.stand.counter.refunds(paid.order.attemptId)).length, 1);
  },

  async "too busy, it is sent later"({ stage, give }) {
    const id = await give({ times: 1, answer: "busy" });
    await passAndWork(stage, 0, 31, 31);
    assert.equal((await lookAtRefund(stage, id)).state, "done");
  },

  async "7.18 unknown status code, it fails no refund, and a person looks"(
    { stage, it, give },
  ) {
    const id = await give({ status: it.strange });
    await passAndWork(stage, 0, 31);
    const { state, code, needsReview } = await lookAtRefund(stage, id);
    assert.deepEqual([state, code, needsReview], ["pending", it.strange, true]);
  },

  async "7.9 refund race, all jobs of a refund beside each other give it once"(
    { stage, stand, order, give },
  ) {
    const id = await give();
    const { send_refund, poll_refund } = stage.tasks;
    const jobs = [send_refund, poll_refund, send_refund, poll_refund];
    await Promise.all(jobs.map((task) => task!({ refund_id: id }, undefined as never)));
    await passAndWork(stage, ...A_WHILE);
    assert.equal((await lookAtRefund(stage, id)).state, "done");
    assert.equal(await countOf(stage, id), 1);
    assert.equal((await stand.counter.refunds(order.attemptId)).length, 1);
  },
};

/** What holds where a part of a payment can go back. */
const STEPS_IN_PARTS: Record<string, Step> = {
  async "refunded in part, and then the rest"({ stage, order, give }) {
    const part = await give(null, 500);
    await passAndWork(stage, 0, 31);
    const first = await lookAtRefund(stage, part);
    assert.deepEqual([first.status, first.backShillings], ["partly_refunded", 500]);

    const rest = await give(null, order.shillings - 500);
    await passAndWork(stage, 0, 31);
    assert.equal((await lookAtRefund(stage, rest)).status, "refunded");
  },

  async "it fails days later, the money is where it was"({ stage, give }) {
    const id = await give({ end: "failed", after_ms: 2 * 86_400_000 });
    await passAndWork(stage, 0, 31, 86_400);
    assert.deepEqual((await lookAtRefund(stage, id)).status, "refunding");

    await passAndWork(stage, 86_400, 1801);
    const { state, status, needsReview } = await lookAtRefund(stage, id);
    assert.deepEqual([state, status, needsReview], ["failed", "paid", true]);
  },

  async "7.10 gateway timeout, a refund whose answer was lost is found, and not sent again"(paid) {
    for (const hides_notes of [false, true]) {
      await lose(paid, { answer: "lost_answer", hides_notes });
    }
    assert.equal((await paid.stand.counter.refunds(paid.order.attemptId)).length, 2);
  },

  async "two of one amount, one of them lost, are told apart"(paid) {
    const first = await paid.give(null, 400);
    await passAndWork(paid.stage, 0, 31);
    await lose(paid, { answer: "server_error" });
    assert.equal((await lookAtRefund(paid.stage, first)).state, "done");
    assert.equal((await paid.stand.counter.refunds(paid.order.attemptId)).length, 2);
  },

  async "another amount went back, a person looks, and nothing is booked"({ stage, give }) {
    const id = await give({ gives: 7 }, 500);
    await passAndWork(stage, 0, 31);
    const { state, code, backShillings, needsReview } = await lookAtRefund(stage, id);
    assert.deepEqual([state, code, backShillings, needsReview], [
      "pending",
      "wrong_amount",
      0,
      true,
    ]);
  },

  async "7.9 refund race, the worker died after the claim, before and after it was sent, it goes back once"(
    paid,
  ) {
    const { stage, stand, order, give } = paid;
    for (const isSent of [false, true]) {
      const id = await give({ callback: { drop: true } }, 300);
      await stage.sql`select private.claim_refund(${id})`;
      await stage.sql`select graphile_worker.remove_job(${"send_refund:" + id})`;
      if (isSent) await sendAndForget(paid, id);
      await passAndWork(stage, 61, 1, ...A_WHILE);
      assert.equal((await lookAtRefund(stage, id)).state, "done");
      assert.equal(await countOf(stage, id), 1);
    }
    assert.equal((await stand.counter.refunds(order.attemptId)).length, 2);
  },
};

/** What holds where all of a payment goes back, and what became of that is asked of the payment. */
const STEPS_WHOLE: Record<string, Step> = {
  async "a part is refused before anything is sent"({ stage, stand, order }) {
    const [payment] = await stage.sql`select id from payments where order_id = ${order.id}`;
    const answer = await askRefund(stage.sql, {
      storeId: stand.shop.storeId,
      orderId: order.id,
    }, { amount_minor: 50_000, payment_id: payment!.id });
    assert.deepEqual([answer.ok, answer.code], [false, "amount_not_payable"]);
    assert.deepEqual(await stand.counter.refunds(order.attemptId), []);
  },

  async "7.10 gateway timeout, a refund whose answer was lost is found, and not sent again"(paid) {
    await lose(paid, { answer: "lost_answer" });
    assert.equal((await paid.stand.counter.refunds(paid.order.attemptId)).length, 1);
  },

  async "7.16 chargeback or reversal, told of our own refund, it is that refund"(paid) {
    const { stage, stand, order, give } = paid;
    const id = await give({ after_ms: 86_400_000 });
    await passAndWork(stage, 0, 31);
    assert.equal((await lookAtRefund(stage, id)).status, "refunding");
    await stand.counter.end(order.attemptId, "reversed");
    await passAndWork(stage, 6, 31, 31);
    assert.equal((await lookAtRefund(stage, id)).status, "refunded");
    const [disputed] = await stage.sql`select count(*)::int as n from ledger_entries
      where order_id = ${order.id} and kind = 'chargeback'`;
    assert.equal(disputed!.n, 0);
  },

  async "7.9 refund race, the worker died after the claim, before or after it was sent, it goes back once"(
    paid,
  ) {
    for (const isSent of [false, true]) {
      const { stage, stand, order, give } = isSent ? await payOrder(paid.stage, paid.stand) : paid;
      const id = await give({ callback: { drop: true } });
      await stage.sql`select private.claim_refund(${id})`;
      await stage.sql`select graphile_worker.remove_job(${"send_refund:" + id})`;
      if (isSent) await sendAndForget({ ...paid, order }, id, order.shillings);
      await passAndWork(stage, 61, 1, ...A_WHILE);
      assert.equal((await lookAtRefund(stage, id)).state, "done");
      assert.equal(await countOf(stage, id), 1);
      assert.equal((await stand.counter.refunds(order.attemptId)).length, 1);
    }
  },
};

/** What holds where the gateway tells of refunds by itself, and lists them. */
const STEPS_WHERE_TOLD: Record<string, Step> = {
  async "7.1 duplicate webhook, a hundred callbacks book a refund once"({ stage, give }) {
    const id = await give({ callback: { duplicates: 99 } });
    await passAndWork(stage, 0, 3, 31);
    assert.equal((await lookAtRefund(stage, id)).state, "done");
    assert.equal(await countOf(stage, id), 1);
  },

  async "one among many is looked for on every page of the list"(paid) {
    await lose(paid, { answer: "lost_answer" }, async () => {
      for (let i = 0; i < 25; i++) await elsewhere(paid, 1);
    });
  },

  async "7.11 forged webhook, a refund said to be done and is not books nothing"(paid) {
    const { stage, stand, give } = paid;
    const id = await give({ after_ms: 86_400_000, callback: { drop: true } }, 500);
    await stage.work();
    assert.equal((await tellDone(paid, stand.it.prove(stand.it.account.credentials))).status, 200);
    await passAndWork(stage, 0, 3, 31);
    const { state, backShillings } = await lookAtRefund(stage, id);
    assert.deepEqual([state, backShillings], ["pending", 0]);
  },

  async "7.11 forged webhook, of a refund, nobody is asked, and nothing is kept"(paid) {
    const { stage, stand, order, give } = paid;
    await give({ after_ms: 86_400_000 }, 500);
    await stage.work();
    const kept = () => stage.sql`select from payment_events where attempt_id = ${order.attemptId}`;
    const before = (await kept()).length;
    for (const headers of [{}, stand.it.prove(stand.it.strange)]) {
      const response = await tellDone(paid, headers);
      assert.equal(response.status, stand.it.proof === "none" ? 200 : 401);
    }
    if (stand.it.proof !== "none") assert.equal((await kept()).length, before);
  },

  async "money that the merchant gave back elsewhere asks for a person"(paid) {
    await elsewhere(paid, 10);
    await passAndWork(paid.stage, 0, 3);
    assert.equal((await paid.stage.look(paid.order)).needsReview, true);
  },
};

/** What a gateway by which money goes back must show, by name. */
export function refundStepsOf({ refund }: GatewayCase): Record<string, Step> {
  if (!refund) return {};
  const steps = { ...STEPS, ...(refund.isWhole ? STEPS_WHOLE : STEPS_IN_PARTS) };
  return { ...steps, ...(refund.told && STEPS_WHERE_TOLD) };
}

/** Its answer is lost, no callback comes, and in the end it was given back once. */
async function lose(
  { stage, it, order, give }: Paid,
  plan: RefundPlan,
  meanwhile: () => Promise<void> = async () => {},
): Promise<void> {
  const id = await give(
    { times: 1, callback: { drop: true }, ...plan },
    it.isWhole ? order.shillings : 400,
  );
  await stage.work();
  assert.equal((await lookAtRefund(stage, id)).state, "unknown");
  await meanwhile();
  await passAndWork(stage, 11, ...A_WHILE);
  assert.equal((await lookAtRefund(stage, id)).state, "done");
  assert.equal(await countOf(stage, id), 1);
}

async function receiptOf({ stage, order }: Paid): Promise<string> {
  const [row] = await stage.sql`select receipt from payments where order_id = ${order.id}`;
  return row!.receipt;
}

async function elsewhere(paid: Paid, amount: number): Promise<void> {
  const { url } = paid.stand.counter;
  const response = await paid.it.told!.giveElsewhere(url, await receiptOf(paid), amount);
  assert.equal(response.status, 200);
  await response.body?.cancel();
}

async function tellDone(paid: Paid, headers: Record<string, string>): Promise<Response> {
  const body = paid.it.told!.doneMessage(await receiptOf(paid), 500);
  const response = await fetch(paid.stand.callbackUrl, { method: "POST", headers, body });
  await response.body?.cancel();
  return response;
}

/** As a worker that dies before the answer came. */
async function sendAndForget(paid: Paid, refundId: string, shillings = 300): Promise<void> {
  const { gateway, currency, account } = paid.stand.it;
  const log = createLogger("test", { level: "silent" });
  const adapter = REGISTRY[gateway].connect({ baseUrl: paid.stand.counter.url, log });
  const answer = await adapter.refunds!.send(account, {
    refundId,
    gatewayRef: adapter.refunds!.chooseRef(refundId),
    otherRefs: [],
    amountMinor: shillings * 100,
    currency,
    reason: "Damaged",
    reference: "KK-1",
    payment: {
      gatewayRef: paid.stand.it.refOf?.(paid.order.attemptId) ?? paid.order.attemptId,
      receipt: await receiptOf(paid),
      phone: "+" + paid.order.phone,
      amountMinor: paid.order.shillings * 100,
    },
    since: new Date(),
    callbackUrl: paid.stand.callbackUrl,
    timeoutUrl: paid.stand.callbackUrl,
  });
  assert.equal(answer.kind, "accepted");
}

/** A paid order of this gateway, for a step to give back. */
export async function payOrder(stage: GatewayStage, stand: Stand): Promise<Paid> {
  const order = await stand.asked();
  await stand.payAndWork(order);
  assert.equal((await stage.look(order)).order, "paid");
  return {
    stand,
    stage,
    it: stand.it.refund!,
    order,
    async give(plan, shillings = order.shillings) {
      if (plan) await stand.counter.planRefund(order.attemptId, plan);
      return await refund({ ...stage, shop: stand.shop }, order, shillings);
    },
  };
}
