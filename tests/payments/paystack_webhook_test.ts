import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { makeShop } from "@/tests/fixtures/shop.ts";
import { givePaystack, startPageStage } from "./page_stage.ts";
import type { PlacedOrder } from "./stage.ts";
import { LOCAL_KEY } from "./till.ts";

Deno.test("Paystack's webhooks", async (t) => {
  await using stage = await startPageStage();
  const { sql, paystack, shop, webhookUrl, webhookBase } = stage;

  async function onPage(plan: Record<string, unknown> = {}): Promise<PlacedOrder> {
    const order = await stage.pageOrder();
    await paystack.plan({ match: { reference: order.attemptId }, ...plan });
    await stage.work();
    return order;
  }

  /** A signed message, as Paystack would send it with this key. */
  async function send(body: string, { url = webhookUrl, key = LOCAL_KEY } = {}): Promise<number> {
    const signature = createHmac("sha512", key).update(body).digest("hex");
    const headers = { "x-paystack-signature": signature };
    const response = await fetch(url, { method: "POST", headers, body });
    await response.body?.cancel();
    return response.status;
  }

  await t.step(
    "7.1 duplicate webhook, the same webhook a hundred times books one payment: paystack",
    async () => {
      const order = await onPage({ webhook: { duplicates: 99 } });
      await paystack.click(order.attemptId, "pay");
      await stage.work();

      const deliveries = await paystack.deliveries(order.attemptId);
      assert.equal(deliveries.filter(({ state }) => state === "delivered").length, 100);
      const after = await stage.look(order);
      assert.deepEqual([after.order, after.payments.length, after.sold], ["paid", 1, 1]);
      const [event] = await sql`select seen from payment_events
      where attempt_id = ${order.attemptId} and source = 'callback'`;
      assert.equal(event!.seen, 100);
    },
  );

  await t.step(
    "7.2 out of order, one that comes before initialize is answered finds its attempt: paystack",
    async () => {
      const order = await stage.pageOrder();
      await paystack.plan({
        match: { reference: order.attemptId },
        shopper: { status: "success", after_ms: 1_000_000_000 },
        webhook: { before_answer: true },
      });
      await stage.work();

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.attempts, after.payments.length], [
        "paid",
        ["succeeded"],
        1,
      ]);
    },
  );

  await t.step(
    "7.3 missing webhook, the poller finds the payment, amount and receipt: paystack",
    async () => {
      const order = await onPage({ webhook: { drop: true } });
      await paystack.click(order.attemptId, "pay");
      await stage.passAndWork(11);

      const after = await stage.look(order);
      const { id } = await paystack.transaction(order.attemptId);
      assert.equal(after.order, "paid");
      assert.deepEqual(after.payments, [
        { shillings: order.shillings, receipt: String(id), isSurplus: false },
      ]);
    },
  );

  await t.step(
    "7.4 late webhook, one whose listener was down is repeated for hours and books once: paystack",
    async () => {
      await paystack.setUp({ secret_key: LOCAL_KEY, webhook_url: "http://127.0.0.1:1/paystack" });
      const order = await onPage();
      await paystack.click(order.attemptId, "pay");
      const [delivery] = await paystack.deliveries(order.attemptId);
      assert.equal(delivery!.state, "due");
      await stage.passAndWork(11);
      assert.equal((await stage.look(order)).order, "paid");

      await paystack.setUp({ secret_key: LOCAL_KEY, webhook_url: webhookUrl });
      await stage.passAndWork(3600);
      const [late] = await paystack.deliveries(order.attemptId);
      assert.deepEqual([late!.state, late!.answers.at(-1)], ["delivered", "200"]);
      assert.equal((await stage.look(order)).payments.length, 1);
    },
  );

  await t.step(
    "7.11 forged webhook, an amount that only the webhook tells is not believed: paystack",
    async () => {
      const order = await onPage({ webhook: { amount: 100, currency: "NGN" } });
      await paystack.click(order.attemptId, "pay");
      await stage.work();

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.paidShillings], ["paid", order.shillings]);
      assert.equal(after.needsReview, false);
    },
  );

  await t.step("7.15 test event in live store, it changes nothing: paystack", async () => {
    const order = await onPage({ webhook: { domain: "live" }, verify: "server_error" });
    await paystack.click(order.attemptId, "pay");
    await stage.work();

    const after = await stage.look(order);
    assert.deepEqual([after.attempts, after.events], [["pending"], ["callback ignored"]]);
    assert.match(stage.log.join(""), /"level":"error".*A callback of the other mode/);
  });

  await t.step(
    "7.12 body serialised anew, the very bytes are what is signed: paystack",
    async () => {
      const order = await onPage();
      // As no serialiser of ours would write it.
      const body =
        `\n{"event":"charge\\u002esuccess","note":"a\\/b", "data" :{"status":"success",` +
        `"amount":1.0e2,  "currency":"KES","reference":"${order.attemptId}"} }\r\n`;
      assert.equal(await send(body), 200);
      const [kept] = await sql`select body from payment_events
        where attempt_id = ${order.attemptId}`;
      assert.equal(new TextDecoder().decode(kept!.body), body);

      const signature = createHmac("sha512", LOCAL_KEY).update(body).digest("hex");
      const response = await fetch(webhookUrl, {
        method: "POST",
        headers: { "x-paystack-signature": signature },
        body: JSON.stringify(JSON.parse(body)),
      });
      await response.body?.cancel();
      assert.equal(response.status, 401);
    },
  );

  await t.step(
    "7.11 forged webhook, a success that Paystack denies is kept for a person: paystack",
    async () => {
      const order = await onPage();
      await paystack.end(order.attemptId, "failed");
      const data = { reference: order.attemptId, status: "success", amount: 100, currency: "KES" };

      assert.equal(await send(JSON.stringify({ event: "charge.success", data })), 200);
      await stage.work();

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.payments, after.needsReview], ["pending", [], true]);
      assert.ok(after.events.includes("callback review"), after.events.join());
    },
  );

  await t.step(
    "a success while the page is still open waits, and is asked about again",
    async () => {
      const order = await onPage();
      const data = { reference: order.attemptId, status: "success", amount: 100, currency: "KES" };
      await send(JSON.stringify({ event: "charge.success", data }));
      await stage.work();
      assert.deepEqual((await stage.look(order)).events, ["callback received"]);

      await paystack.click(order.attemptId, "pay");
      await stage.passAndWork(11, 11);
      const after = await stage.look(order);
      assert.deepEqual([after.order, after.paidShillings], ["paid", order.shillings]);
    },
  );

  await t.step("an event about something else is kept and nothing comes of it", async () => {
    const body = JSON.stringify({ event: "transfer.success", data: { id: 7 } });
    assert.equal(await send(body), 200);
    assert.equal(await send(body), 200);

    const rows = await sql`select state, outcome, attempt_id, seen from payment_events
      where body = ${new TextEncoder().encode(body)}`;
    assert.deepEqual(rows.map((row) => ({ ...row })), [
      { state: "ignored", outcome: "not_about_a_charge", attempt_id: null, seen: 2 },
    ]);
  });

  await t.step(
    "7.2 out of order, a failure that is told is a reason to ask, no more: paystack",
    async () => {
      const order = await onPage();
      const data = { reference: order.attemptId, status: "failed" };
      await send(JSON.stringify({ event: "charge.failed", data }));
      await stage.work();
      const after = await stage.look(order);
      assert.deepEqual([after.attempts, after.events], [["pending"], ["callback ignored"]]);
    },
  );

  await t.step(
    "7.11 forged webhook, the reference of one shop at the address of another pays neither: paystack",
    async () => {
      const rival = await makeShop(sql);
      const rivalKey = "sk_test_rivalrival";
      const rivalUrl = `${webhookBase}/paystack/${await givePaystack(sql, rival, rivalKey)}`;
      const order = await onPage();
      const data = { reference: order.attemptId, status: "success", amount: 100, currency: "KES" };
      const body = JSON.stringify({ event: "charge.success", data });

      assert.equal(await send(body, { url: rivalUrl, key: rivalKey }), 200);
      assert.equal(await send(body, { url: rivalUrl }), 401);
      assert.equal(await send(body, { key: rivalKey }), 401);
      await stage.work();

      assert.deepEqual((await stage.look(order)).events, []);
      const [event] = await sql`select state from payment_events where store_id = ${rival.storeId}`;
      assert.equal(event!.state, "parked");
    },
  );

  await t.step(
    "an address that was changed is good for a week, its successor at once",
    async () => {
      const old = new URL(webhookUrl).pathname.split("/").at(-1)!;
      const [row] = await sql`
      update private.payment_credentials set previous_token = callback_token,
        previous_until = now() + interval '7 days', callback_token = private.random_token()
      where callback_token = ${old} returning callback_token`;
      const body = JSON.stringify({ event: "transfer.success", data: { id: 8 } });

      assert.equal(await send(body), 200);
      assert.equal(await send(body, { url: webhookUrl.replace(old, row!.callback_token) }), 200);
      await sql`update private.payment_credentials set previous_until = now()
      where callback_token = ${row!.callback_token}`;
      assert.equal(await send(body), 404);
    },
  );

  await assertLedgerAddsUp(sql, shop.storeId);
});
