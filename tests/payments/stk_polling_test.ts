import assert from "node:assert/strict";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { type PlacedOrder, type Stage, startStage } from "./stage.ts";

const NO_CALLBACK = { drop: true };

Deno.test("asking M-Pesa when it does not call", async (t) => {
  await using stage = await startStage();
  const { sql, phone, shop } = stage;

  await t.step(
    "7.3 missing webhook, a payment whose callback never comes is found within seconds: mpesa",
    async () => {
      const order = await stage.order();
      await phone.plan({ match: { phone: order.phone }, callback: NO_CALLBACK });
      await stage.work();
      await phone.approve(order.phone);
      await passAndWork(stage, 11);

      const after = await stage.look(order);
      assert.equal(after.order, "paid");
      assert.deepEqual(after.payments, [
        { shillings: order.shillings, receipt: null, isSurplus: false },
      ]);
    },
  );

  await t.step(
    "7.4 late webhook, the receipt is added when the callback comes after all: mpesa",
    async () => {
      const order = await stage.order();
      await phone.plan({ match: { phone: order.phone }, callback: NO_CALLBACK });
      await stage.work();
      await phone.approve(order.phone);
      await passAndWork(stage, 11);
      const [callback] = await phone.callbacks(order.phone);
      await phone.resend(callback!);
      await passAndWork(stage, 6);

      const { end } = await phone.prompt(order.phone);
      const after = await stage.look(order);
      assert.deepEqual(after.payments, [
        { shillings: order.shillings, receipt: end!.receipt, isSurplus: false },
      ]);
      assert.equal(after.needsReview, false);
    },
  );

  await t.step(
    "7.10 gateway timeout, a callback without an answer to our question books nothing yet: mpesa",
    async () => {
      for (const query of ["processing", "still_processing", "server_error", "busy"] as const) {
        const order = await stage.order();
        await phone.plan({ match: { phone: order.phone }, query });
        await stage.work();
        await phone.approve(order.phone);
        await stage.work();
        await passAndWork(stage, 30);

        const after = await stage.look(order);
        assert.deepEqual([after.order, after.attempts, after.payments], [
          "pending",
          ["pending"],
          [],
        ]);
        assert.deepEqual(after.events.slice(0, 1), ["callback received"], query);
      }
    },
  );

  await t.step(
    "7.10 gateway timeout, when M-Pesa is silent the order is not given up, and never twice asked in 5 s: mpesa",
    async () => {
      const order = await stage.order();
      await phone.plan({
        match: { phone: order.phone },
        callback: NO_CALLBACK,
        query: "server_error",
      });
      await stage.work();
      await phone.approve(order.phone);
      for (let minutes = 0; minutes < 20; minutes++) await passAndWork(stage, 60);

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.attempts, after.reserved], ["pending", ["unknown"], 1]);

      for (let tap = 0; tap < 5; tap++) {
        await sql`select request_payment_check(${shop.slug}, ${order.token})`;
        await stage.work();
      }
      assert.ok(await countQuestions(stage, order) <= 22);
    },
  );

  await t.step("after a day of silence the attempt and its order expire", async () => {
    const order = await stage.order();
    await phone.plan({
      match: { phone: order.phone },
      callback: NO_CALLBACK,
      query: "server_error",
    });
    await stage.work();
    await passAndWork(stage, 16 * 60);
    await passAndWork(stage, 24 * 3600);
    await passAndWork(stage, 301);

    const after = await stage.look(order);
    assert.deepEqual([after.order, after.attempts, after.reserved], ["expired", ["expired"], 0]);
  });

  await t.step(
    "7.2 out of order, a query that denies what it confirmed before takes nothing back: mpesa",
    async () => {
      const order = await stage.order();
      await stage.work();
      await phone.approve(order.phone);
      await stage.work();
      const { checkoutId } = await phone.prompt(order.phone);
      const denial = JSON.stringify({
        ResponseCode: "0",
        CheckoutRequestID: checkoutId,
        ResultCode: "1032",
      });
      const [row] = await sql`
      select private.apply_payment_event(${order.attemptId},
        private.record_query_result(${order.attemptId}, '1032', ${
        new TextEncoder().encode(denial)
      }),
        '{"state":"failed","code":"1032"}') as applied`;

      assert.equal(row!.applied.state, "ignored");
      assert.equal((await stage.look(order)).order, "paid");
    },
  );

  await t.step(
    "7.18 unknown status code, in an answer it leaves the attempt open and is reported: mpesa",
    async () => {
      const order = await stage.order();
      await phone.plan({
        match: { phone: order.phone },
        callback: NO_CALLBACK,
        query: { code: "7777" },
      });
      await stage.work();
      await passAndWork(stage, 11);

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.attempts], ["pending", ["pending"]]);
      assert.deepEqual(after.events, ["query review"]);
      assert.match(stage.log.join(""), /"level":"error".*"7777"/);
    },
  );

  await t.step(
    "7.3 missing webhook, before an order expires M-Pesa is asked, and a payment found then counts: mpesa",
    async () => {
      const order = await stage.order();
      await phone.plan({ match: { phone: order.phone }, callback: NO_CALLBACK });
      await stage.work();
      await sql`select graphile_worker.remove_job(${"poll_payment:" + order.attemptId})`;
      await phone.approve(order.phone);
      await passAndWork(stage, 15 * 60 + 1);

      assert.equal((await stage.look(order)).order, "paid");
    },
  );

  await t.step(
    "7.4 late webhook, paid two hours after the order expired, opened again while goods are left: mpesa",
    async () => {
      const order = await expiredUnheard(stage);
      const { checkoutId, callbackUrl } = await phone.prompt(order.phone);
      assert.ok(checkoutId && callbackUrl);

      await passAndWork(stage, 2 * 3600);
      const [callback] = await phone.callbacks(order.phone);
      await phone.resend(callback!);
      await stage.work();

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.attempts, after.sold], ["paid", ["succeeded"], 1]);
    },
  );

  await t.step(
    "7.4 late webhook, paid after the order expired and sold out, kept for a person to decide: mpesa",
    async () => {
      const order = await expiredUnheard(stage);
      const [level] = await sql`update inventory_levels set reserved = reserved
      where variant_id = ${shop.variantIds[0]!} returning on_hand - reserved as left`;
      await sql`select private.move_stock(${shop.variantIds[0]!}, 'adjusted', ${-level!.left}, 0)`;
      const [callback] = await phone.callbacks(order.phone);
      await phone.resend(callback!);
      await stage.work();

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.paidShillings], ["expired", order.shillings]);
      assert.equal(after.needsReview, true);
    },
  );

  await assertLedgerAddsUp(sql, shop.storeId);
});

async function passAndWork(stage: Stage, seconds: number): Promise<void> {
  await stage.pass(seconds);
  await stage.work();
}

/** The push's answer was lost, so nobody could be asked, and its callback is late. */
async function expiredUnheard(stage: Stage): Promise<PlacedOrder> {
  const order = await stage.order();
  await stage.phone.plan({
    match: { phone: order.phone },
    push: "lost_answer",
    callback: NO_CALLBACK,
  });
  await stage.work();
  await stage.phone.approve(order.phone);
  await passAndWork(stage, 91);
  await passAndWork(stage, 91);
  await passAndWork(stage, 13 * 60);
  const { order: status, attempts, reserved } = await stage.look(order);
  assert.deepEqual([status, attempts, reserved], ["expired", ["expired"], 0]);
  return order;
}

async function countQuestions({ log }: Stage, { attemptId }: PlacedOrder): Promise<number> {
  const lines = log.map((line) => JSON.parse(line));
  return await Promise.resolve(
    lines.filter(({ call, attempt_id }) => call === "query" && attempt_id === attemptId).length,
  );
}
