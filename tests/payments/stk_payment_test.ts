import assert from "node:assert/strict";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { startStage } from "./stage.ts";

Deno.test("a prompt on the phone", async (t) => {
  await using stage = await startStage();
  const { sql, phone, shop } = stage;

  /** The poller may ask about the first prompt at the same moment; then the second waits for it. */
  async function sendSecond(): Promise<void> {
    await stage.work();
    await stage.passHere(6);
    await stage.work();
  }

  await t.step("paid, once, and its goods leave the shelf: mpesa", async () => {
    const order = await stage.order();
    await stage.work();
    const prompt = await phone.prompt(order.phone);
    assert.equal(prompt.shillings, order.shillings);
    assert.match(prompt.reference, /^KK-\d+$/);

    await phone.approve(order.phone);
    await stage.work();

    const { end } = await phone.prompt(order.phone);
    assert.deepEqual(await stage.look(order), {
      order: "paid",
      paidShillings: order.shillings,
      needsReview: false,
      attempts: ["succeeded"],
      resultCode: "0",
      payments: [{ shillings: order.shillings, receipt: end!.receipt, isSurplus: false }],
      events: ["callback applied", "query applied"],
      reserved: 0,
      sold: 1,
    });
  });

  for (
    const [how, code, act] of [
      ["refused, by the shopper", "1032", (number: string) => phone.refuse(number)],
      ["refused, for a PIN that is wrong three times", "2001", async (number: string) => {
        for (const pin of ["1111", "", "12345"]) await phone.approve(number, pin);
      }],
      ["timed out, nobody answers for a minute", "1037", () => stage.pass(61)],
    ] as const
  ) {
    await t.step(`${how}, the order stays payable: mpesa`, async () => {
      const order = await stage.order();
      await stage.work();
      await act(order.phone);
      await stage.work();

      const after = await stage.look(order);
      assert.equal(after.order, "pending");
      assert.deepEqual(after.attempts, ["failed"]);
      assert.equal(after.resultCode, code);
      assert.deepEqual([after.reserved, after.sold], [1, 0]);
    });
  }

  await t.step("abandoned, the order closes, and its goods go back: mpesa", async () => {
    const order = await stage.order();
    for (const seconds of [0, 61, 16 * 60, 61, 31]) {
      await stage.pass(seconds);
      await stage.work();
    }
    const after = await stage.look(order);
    assert.deepEqual([after.order, after.payments, after.reserved], ["expired", [], 0]);
  });

  await t.step("a balance that is too low fails the attempt with M-Pesa's code", async () => {
    const order = await stage.order();
    await phone.plan({ match: { phone: order.phone }, shopper: { code: "1" } });
    await stage.work();
    await stage.pass(1);
    await stage.work();

    const after = await stage.look(order);
    assert.deepEqual([after.order, after.attempts, after.resultCode], ["pending", ["failed"], "1"]);
  });

  await t.step("refused, then paid with the second prompt: mpesa", async () => {
    const order = await stage.order();
    await stage.work();
    await phone.refuse(order.phone);
    await stage.work();

    await stage.retry(order);
    await stage.work();
    await phone.approve(order.phone);
    await stage.work();

    const after = await stage.look(order);
    assert.deepEqual([after.order, after.attempts], ["paid", ["failed", "succeeded"]]);
    assert.equal(after.payments.length, 1);
  });

  await t.step(
    "7.8 double payment, two prompts, the second is kept as surplus for a person: mpesa",
    async () => {
      const order = await stage.order();
      await stage.work();
      const first = await phone.prompt(order.phone);
      await stage.passHere(91);
      const other = `2541${order.phone.slice(4)}`;
      await stage.retry(order, other);
      await sendSecond();

      await phone.approve(other);
      await stage.work();
      await phone.approve(first.phone);
      await stage.pass(6);
      await stage.work();

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.attempts], ["paid", ["succeeded", "succeeded"]]);
      assert.equal(after.paidShillings, 2 * order.shillings);
      assert.deepEqual(after.payments.map((payment) => payment.isSurplus), [false, true]);
      assert.equal(after.needsReview, true);
      assert.equal(after.sold, 1);
    },
  );

  await t.step(
    "7.8 double payment, a second prompt is not sent when the first turns out to be paid: mpesa",
    async () => {
      const order = await stage.order();
      await phone.plan({ match: { phone: order.phone }, callback: { drop: true } });
      await stage.work();
      await phone.approve(order.phone);
      await stage.passHere(91);
      await stage.retry(order);
      await sendSecond();

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.attempts], ["paid", ["succeeded", "failed"]]);
      assert.equal(after.resultCode, "order_closed");
      assert.equal((await phone.prompts(order.phone)).length, 1);
    },
  );

  await assertLedgerAddsUp(sql, shop.storeId);
});
