import assert from "node:assert/strict";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { payers } from "@/tests/fixtures/parts.ts";
import { startPageStage } from "./page_stage.ts";
import type { PlacedOrder } from "./stage.ts";

Deno.test("several payers settle one order", async (t) => {
  await using stage = await startPageStage();
  const { sql, phone, paystack, shop } = stage;
  const act = payers(sql, shop);
  let phones = 0;
  const friendsPhone = () => `2547${String(20_000_000 + ++phones)}`;

  /** An order whose first prompt was refused on the phone. */
  async function refused(overrides: Record<string, unknown> = {}): Promise<PlacedOrder> {
    const order = await stage.order(overrides);
    await stage.work();
    await phone.refuse(order.phone);
    await stage.work();
    return order;
  }

  async function payByLink(token: string, from: string, gateway: string, shillings: number) {
    const [row] = await sql`select pay_by_link(${shop.slug}, ${token}, ${"+" + from}, ${gateway},
      ${shillings * 100}) as answer`;
    assert.equal(row!.answer.ok, true, JSON.stringify(row!.answer));
    return row!.answer.attempt_id as string;
  }

  await t.step("a prompt on a friend's phone and a card on a page: paid, once", async () => {
    const order = await refused({ email: "wanjiru@example.com" });
    const { token } = await act.share(order);
    const friend = friendsPhone();
    await payByLink(token, friend, "mpesa", 1_000);
    await stage.work();
    const page = await payByLink(token, friendsPhone(), "paystack", order.shillings - 1_000);
    await stage.passAndWork(6);
    assert.equal((await phone.prompt(friend)).shillings, 1_000);
    await paystack.click(page, "pay");
    await stage.work();
    await stage.passAndWork(6);
    assert.deepEqual([(await stage.look(order)).order, (await stage.look(order)).needsReview], [
      "pending",
      false,
    ]);
    await phone.approve(friend);
    await stage.work();

    const after = await stage.look(order);
    assert.deepEqual([after.order, after.paidShillings, after.needsReview, after.sold], [
      "paid",
      order.shillings,
      false,
      1,
    ]);
    assert.equal(after.payments.length, 2);
  });

  await t.step(
    "a friend's page knows neither the buyer's mail nor the order's own link",
    async () => {
      const order = await refused({ email: "wanjiru@example.com" });
      const { token } = await act.share(order);
      const attempt = await payByLink(token, friendsPhone(), "paystack", order.shillings);
      await stage.work();
      const sent = JSON.stringify(await paystack.transaction(attempt));
      assert.match(sent, new RegExp(`/pay/${token}/${attempt}/back`));
      for (const secret of ["wanjiru@example.com", order.token, "Wanjiru", "712345678"]) {
        assert.ok(!sent.includes(secret), `${secret} is not told: ${sent}`);
      }
    },
  );

  await t.step(
    "two friends are prompted at the same time for more than is left: surplus",
    async () => {
      const order = await refused();
      const { token } = await act.share(order);
      const [one, two] = [friendsPhone(), friendsPhone()];
      await payByLink(token, one, "mpesa", order.shillings);
      await stage.work();
      await payByLink(token, two, "mpesa", order.shillings);
      await stage.passAndWork(6);
      await phone.approve(one);
      await phone.approve(two);
      await stage.work();
      await stage.passAndWork(11);

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.paidShillings, after.needsReview, after.sold], [
        "paid",
        2 * order.shillings,
        true,
        1,
      ]);
      assert.deepEqual(after.payments.map(({ isSurplus }) => isSurplus), [false, true]);
    },
  );

  await t.step("who is slower than another payer is asked for no more than is left", async () => {
    const order = await refused();
    const { token } = await act.share(order);
    const [quick, slow] = [friendsPhone(), friendsPhone()];
    await payByLink(token, quick, "mpesa", 1_000);
    await stage.work();
    await phone.approve(quick);
    // Nothing was done with the callback yet when the other friend taps.
    await payByLink(token, slow, "mpesa", order.shillings);
    await stage.work();
    await stage.passAndWork(6);

    assert.deepEqual(await phone.prompts(slow), []);
    const after = await stage.look(order);
    assert.deepEqual([after.paidShillings, after.resultCode], [1_000, "less_left"]);
  });

  await t.step(
    "a card that is being charged stands in nobody's way whose part fits beside it",
    async () => {
      const order = await refused();
      const { token } = await act.share(order);
      const page = await payByLink(token, friendsPhone(), "paystack", 1_000);
      await stage.work();
      await paystack.end(page, "processing");
      const [fits, tooMuch] = [friendsPhone(), friendsPhone()];
      await payByLink(token, fits, "mpesa", order.shillings - 1_000);
      await stage.passAndWork(6);
      assert.equal((await phone.prompts(fits)).length, 1);
      await phone.refuse(fits);
      await stage.passAndWork(11);
      await payByLink(token, tooMuch, "mpesa", order.shillings);
      await stage.passAndWork(6);
      assert.deepEqual(await phone.prompts(tooMuch), []);
      assert.equal((await stage.look(order)).resultCode, "earlier_under_way");
    },
  );

  await t.step("a deposit now, parts later, by prompt and by page", async () => {
    await sql`update stores set deposit_percent = 40, instalment_days = 30
      where id = ${shop.storeId}`;
    const order = await stage.order({ in_parts: true });
    await stage.work();
    const deposit = Math.ceil(order.shillings * 0.4);
    assert.equal((await phone.prompt(order.phone)).shillings, deposit);
    await phone.approve(order.phone);
    await stage.work();
    assert.deepEqual((await stage.look(order)).needsReview, false);
    // Days later: the goods are still there, and any part is taken.
    await sql`update orders set pay_by = pay_by - interval '20 days' where id = ${order.id}`;
    await stage.passAndWork(20 * 24 * 3600);
    assert.deepEqual([(await stage.look(order)).order, (await stage.look(order)).reserved], [
      "pending",
      1,
    ]);
    const part = await act.pay(order, `+${order.phone}`, 50_000);
    assert.equal(part.ok, true);
    await stage.work();
    await phone.approve(order.phone);
    await stage.work();
    const rest = await act.pay(order, `+${order.phone}`, null, "paystack");
    await stage.work();
    await paystack.click(rest.attempt_id, "pay");
    await stage.work();
    await stage.passAndWork(6);

    const after = await stage.look(order);
    assert.deepEqual([after.order, after.paidShillings, after.needsReview, after.sold], [
      "paid",
      order.shillings,
      false,
      1,
    ]);
  });

  await t.step(
    "not completed: the gateway is asked first, goods go back, the money is reviewed",
    async () => {
      const order = await stage.order({ in_parts: true });
      await stage.work();
      await phone.approve(order.phone);
      await stage.work();
      await phone.plan({ match: { phone: order.phone }, callback: { drop: true } } as never);
      const part = await act.pay(order, `+${order.phone}`, 50_000);
      assert.equal(part.ok, true);
      await stage.work();
      await phone.approve(order.phone);
      await sql`update orders set pay_by = now(), expires_at = now() where id = ${order.id}`;
      await stage.pass(11);
      await sql`select private.enqueue('expire_order', jsonb_build_object('order_id', ${order.id}::uuid))`;
      await stage.work();

      const after = await stage.look(order);
      const deposit = Math.ceil(order.shillings * 0.4);
      assert.equal(after.paidShillings, deposit + 500, "the part was found by asking");
      await stage.passAndWork(25 * 3600);
      const over = await stage.look(order);
      assert.deepEqual([over.order, over.needsReview, over.reserved], ["expired", true, 0]);
    },
  );

  await t.step("every shilling is where its order says", async () => {
    await assertLedgerAddsUp(sql, shop.storeId);
  });
});
