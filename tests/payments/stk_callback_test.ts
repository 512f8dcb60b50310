import assert from "node:assert/strict";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { makeShop } from "@/tests/fixtures/shop.ts";
import { stkCallback } from "./messages.ts";
import { callbackUrl, giveLocalAccount, type PlacedOrder, startStage } from "./stage.ts";

Deno.test("callbacks", async (t) => {
  await using stage = await startStage();
  const { sql, phone, shop, functionsUrl } = stage;

  async function prompted(overrides: Record<string, unknown> = {}) {
    const order = await stage.order(overrides);
    await stage.work();
    return order;
  }
  async function checkoutIdOf(order: PlacedOrder): Promise<string> {
    return (await phone.prompt(order.phone)).checkoutId;
  }

  await t.step(
    "7.1 duplicate webhook, the same callback a hundred times books one payment: mpesa",
    async () => {
      const order = await stage.order();
      await phone.plan({ match: { phone: order.phone }, callback: { duplicates: 99 } });
      await stage.work();
      await phone.approve(order.phone);
      await stage.work();

      const callbacks = await phone.callbacks(order.phone);
      assert.equal(callbacks.filter(({ state }) => state === "delivered").length, 100);
      const after = await stage.look(order);
      assert.deepEqual([after.order, after.payments.length, after.sold], ["paid", 1, 1]);
      const [event] = await sql`select seen from payment_events
      where attempt_id = ${order.attemptId} and source = 'callback'`;
      assert.equal(event!.seen, 100);
    },
  );

  await t.step(
    "7.1 duplicate webhook, the same payment in other bytes books nothing more: mpesa",
    async () => {
      const order = await prompted();
      await phone.approve(order.phone);
      await stage.work();
      const [sent] = await phone.callbacks(order.phone);

      await stage.tell(order, JSON.stringify(sent!.body, null, 2));
      await stage.pass(6);
      await stage.work();

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.payments.length], ["paid", 1]);
      assert.equal(after.paidShillings, order.shillings);
      assert.equal(after.needsReview, false);
    },
  );

  await t.step("7.2 out of order, a failure after the success changes nothing: mpesa", async () => {
    const order = await prompted();
    await phone.approve(order.phone);
    await stage.work();

    await stage.tell(order, stkCallback({ checkoutId: await checkoutIdOf(order), code: 1032 }));
    await stage.work();

    const after = await stage.look(order);
    assert.deepEqual([after.order, after.attempts], ["paid", ["succeeded"]]);
  });

  await t.step(
    "7.2 out of order, a success after a failure is booked, since the gateway says the same: mpesa",
    async () => {
      const order = await prompted();
      await stage.tell(order, stkCallback({ checkoutId: await checkoutIdOf(order), code: 1037 }));
      await stage.work();
      assert.deepEqual((await stage.look(order)).attempts, ["failed"]);

      await phone.approve(order.phone);
      await stage.work();

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.attempts], ["paid", ["succeeded"]]);
    },
  );

  await t.step(
    "7.2 out of order, a failure that nobody but the callback tells of is asked about: mpesa",
    async () => {
      const order = await stage.order();
      await phone.plan({ match: { phone: order.phone }, callback: { drop: true } });
      await stage.work();
      await phone.approve(order.phone);
      await stage.tell(order, stkCallback({ checkoutId: await checkoutIdOf(order), code: 1032 }));
      await stage.work();
      assert.deepEqual((await stage.look(order)).attempts, ["failed"]);

      await stage.pass(11);
      await stage.work();

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.attempts], ["paid", ["succeeded"]]);
    },
  );

  await t.step(
    "7.2 out of order, a callback before the push is answered waits for its answer: mpesa",
    async () => {
      const order = await stage.order();
      await phone.plan({ match: { phone: order.phone }, callback: { before_answer: true } });
      await stage.work();

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.attempts], ["paid", ["succeeded"]]);
      assert.equal(after.payments.length, 1);
    },
  );

  for (
    const [what, difference] of [
      ["7.5 too little, booked as it came: mpesa", -1],
      ["7.6 too much, booked as it came: mpesa", 1],
    ] as const
  ) {
    await t.step(what, async () => {
      const order = await stage.order();
      await phone.plan({
        match: { phone: order.phone },
        callback: { amount: order.shillings + difference },
      });
      await stage.work();
      await phone.approve(order.phone);
      await stage.work();

      const after = await stage.look(order);
      assert.equal(after.order, difference < 0 ? "pending" : "paid");
      assert.equal(after.paidShillings, order.shillings + difference);
      assert.equal(after.needsReview, true);
    });
  }

  await t.step("7.11 forged webhook, a forged success moves nothing: mpesa", async () => {
    const order = await prompted();

    await stage.tell(order, stkCallback({ checkoutId: await checkoutIdOf(order) }));
    await stage.work();
    assert.deepEqual((await stage.look(order)).attempts, ["pending"]);
    await stage.pass(61);
    await stage.work();
    await stage.pass(11);
    await stage.work();

    const after = await stage.look(order);
    assert.deepEqual([after.order, after.attempts], ["pending", ["failed"]]);
    assert.deepEqual(after.payments, []);
    assert.equal(after.needsReview, true);
    assert.ok(after.events.includes("callback review"), after.events.join());
    assert.match(stage.log.join(""), /"level":"error".*the gateway denies/);
  });

  await t.step("7.18 unknown status code, it fails nothing and is reported: mpesa", async () => {
    const order = await prompted();

    await stage.tell(order, stkCallback({ checkoutId: await checkoutIdOf(order), code: 8006 }));
    await stage.work();

    const after = await stage.look(order);
    assert.deepEqual([after.order, after.attempts], ["pending", ["pending"]]);
    assert.deepEqual(after.events, ["callback review"]);
    assert.match(stage.log.join(""), /"level":"error".*"8006"/);
    await phone.approve(order.phone);
    await stage.work();
    assert.equal((await stage.look(order)).order, "paid");
  });

  await t.step(
    "a receipt that paid another order counts once; the money itself is booked",
    async () => {
      const first = await prompted();
      await phone.approve(first.phone);
      await stage.work();
      const [payment] = (await stage.look(first)).payments;
      const second = await stage.order();
      await phone.plan({ match: { phone: second.phone }, callback: { drop: true } });
      await stage.work();
      await phone.approve(second.phone);

      await stage.tell(
        second,
        stkCallback({
          checkoutId: await checkoutIdOf(second),
          amount: second.shillings,
          receipt: payment!.receipt!,
        }),
      );
      await stage.work();

      const told = await stage.look(second);
      assert.deepEqual([told.order, told.payments, told.needsReview], ["pending", [], true]);
      await stage.pass(11);
      await stage.work();
      const asked = await stage.look(second);
      assert.equal(asked.order, "paid");
      assert.deepEqual(asked.payments, [
        { shillings: second.shillings, receipt: null, isSurplus: false },
      ]);
    },
  );

  await t.step(
    "7.20 money with no order, an unknown CheckoutRequestID is kept and moves nothing: mpesa",
    async () => {
      const order = await prompted();

      const response = await stage.tell(order, stkCallback({ checkoutId: "ws_CO_nobody" }));
      await stage.work();

      assert.equal(response.status, 200);
      assert.deepEqual((await stage.look(order)).attempts, ["pending"]);
      const [event] =
        await sql`select state from payment_events where gateway_ref = 'ws_CO_nobody'`;
      assert.equal(event!.state, "parked");
    },
  );

  await t.step(
    "7.11 forged webhook, the message of one order at another's address pays neither: mpesa",
    async () => {
      const paid = await stage.order();
      await phone.plan({ match: { phone: paid.phone }, callback: { drop: true } });
      const unpaid = await prompted();
      await phone.approve(paid.phone);
      const body = stkCallback({ checkoutId: await checkoutIdOf(paid), amount: paid.shillings });

      await stage.tell(unpaid, body);
      await stage.work();
      assert.equal((await stage.look(unpaid)).order, "pending");
      assert.equal((await stage.look(paid)).order, "pending");

      await stage.tell(paid, body);
      await stage.work();
      assert.equal((await stage.look(paid)).order, "paid");
      assert.equal((await stage.look(unpaid)).order, "pending");
    },
  );

  await t.step(
    "7.11 forged webhook, it answers only the address of this account and this attempt: mpesa",
    async () => {
      const rival = await makeShop(sql);
      await giveLocalAccount(sql, rival);
      const order = await prompted();
      const url = await callbackUrl(sql, functionsUrl, order);
      const body = stkCallback({ checkoutId: await checkoutIdOf(order) });
      const nobody = "0".repeat(32);
      const addresses = [
        url.replace(shop.callbackToken, rival.callbackToken),
        url.replace(shop.callbackToken, nobody),
        url.slice(0, -32) + nobody,
        url + "/",
        url.slice(0, -1),
        `${functionsUrl}/stk`,
      ];

      for (const address of addresses) {
        const response = await fetch(address, { method: "POST", body });
        assert.equal(response.status, 404, address);
        await response.body?.cancel();
      }
      assert.deepEqual((await stage.look(order)).events, []);
    },
  );

  await assertLedgerAddsUp(sql, shop.storeId);
});
