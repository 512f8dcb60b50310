import assert from "node:assert/strict";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { makeShop, orderInput, placeOrder } from "@/tests/fixtures/shop.ts";
import { givePaystack, startPageStage } from "./page_stage.ts";

Deno.test("several ways to pay one order", async (t) => {
  await using stage = await startPageStage();
  const { sql, paystack, phone, shop } = stage;

  async function ask(token: string, gateway: string | null) {
    const [row] = await sql`
      select retry_payment(${shop.slug}, ${token}, '+254712345678', ${gateway}) as answer`;
    return row!.answer;
  }
  async function gatewaysOf(orderId: string): Promise<string[]> {
    const rows = await sql`select gateway from payment_attempts
      where order_id = ${orderId} order by number`;
    return rows.map(({ gateway }) => gateway);
  }

  await t.step("the same page again is the page that is there", async () => {
    const order = await stage.pageOrder();
    await stage.work();

    const answer = await ask(order.token, "paystack");

    assert.deepEqual(answer, { ok: true, attempt_id: order.attemptId });
    const tapped = await stage.pageOrder();
    const answers = await Promise.all([1, 2, 3].map(() => ask(tapped.token, "paystack")));
    for (const one of answers) assert.deepEqual(one, { ok: true, attempt_id: tapped.attemptId });
    assert.deepEqual(await gatewaysOf(order.id), ["paystack"]);
  });

  await t.step("a page that was left is exchanged for a prompt at once", async () => {
    const order = await stage.pageOrder();
    await stage.work();
    await stage.retry(order, order.phone, "mpesa");
    await stage.work();
    await phone.approve(order.phone);
    await stage.work();

    const after = await stage.look(order);
    assert.deepEqual([after.order, after.attempts], ["paid", ["pending", "succeeded"]]);
    assert.deepEqual(await gatewaysOf(order.id), ["paystack", "mpesa"]);
    await stage.passAndWork(16 * 60);
    assert.deepEqual((await stage.look(order)).attempts, ["expired", "succeeded"]);
  });

  await t.step("a page that was paid after all: no prompt is sent", async () => {
    const order = await stage.pageOrder();
    await paystack.plan({ match: { reference: order.attemptId }, webhook: { drop: true } });
    await stage.work();
    await paystack.click(order.attemptId, "pay");
    await stage.retry(order, order.phone, "mpesa");
    await stage.work();

    const after = await stage.look(order);
    assert.deepEqual([after.order, after.attempts, after.resultCode], [
      "paid",
      ["succeeded", "failed"],
      "order_closed",
    ]);
    assert.deepEqual(await phone.prompts(order.phone), []);
  });

  await t.step("a page on which a card is being charged: no prompt is sent beside it", async () => {
    const order = await stage.pageOrder();
    await stage.work();
    await paystack.end(order.attemptId, "processing");
    await stage.retry(order, order.phone, "mpesa");
    await stage.work();

    const after = await stage.look(order);
    assert.deepEqual([after.attempts, after.resultCode], [
      ["pending", "failed"],
      "earlier_under_way",
    ]);
    assert.deepEqual(await phone.prompts(order.phone), []);
  });

  await t.step(
    "7.8 double payment, on a page and by a prompt, the second is surplus, and a person sees it: paystack",
    async () => {
      const order = await stage.pageOrder();
      await stage.work();
      await stage.retry(order, order.phone, "mpesa");
      await stage.work();
      await phone.approve(order.phone);
      await stage.work();
      await paystack.click(order.attemptId, "pay");
      await stage.passAndWork(6);

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.attempts], ["paid", ["succeeded", "succeeded"]]);
      assert.deepEqual(after.payments.map(({ isSurplus }) => isSurplus), [false, true]);
      assert.deepEqual([after.paidShillings, after.needsReview, after.sold], [
        2 * order.shillings,
        true,
        1,
      ]);
    },
  );

  await t.step("a prompt on the phone: nothing else for a minute and a half", async () => {
    const order = await stage.order();
    await stage.work();
    const answer = await ask(order.token, "paystack");
    assert.deepEqual([answer.ok, answer.code], [false, "prompt_live"]);
    await stage.passHere(91);
    assert.equal((await ask(order.token, "paystack")).ok, true);
    assert.deepEqual(await gatewaysOf(order.id), ["mpesa", "paystack"]);
  });

  await t.step("what a shop does not have, or has switched off, is refused", async () => {
    const order = await stage.order();
    await sql`update payment_accounts set is_enabled = false
      where store_id = ${shop.storeId} and gateway = 'paystack'`;
    const input = orderInput(shop.variantIds[0]!, { gateway: "paystack" });
    assert.equal((await placeOrder(sql, shop.slug, input)).code, "payment_not_available");
    await stage.passHere(91);
    assert.equal((await ask(order.token, "paystack")).code, "payment_not_available");
    await sql`update payment_accounts set is_enabled = true where store_id = ${shop.storeId}`;

    const before = await sql`select count(*) from orders`;
    await assert.rejects(
      placeOrder(sql, shop.slug, orderInput(shop.variantIds[0]!, { gateway: "barter" })),
      { code: "AF422" },
    );
    assert.deepEqual(await sql`select count(*) from orders`, before);
  });

  await t.step("a shop in another currency is paid by what takes it", async () => {
    const naira = await makeShop(sql, { currency: "NGN" });
    const input = (gateway?: string) =>
      orderInput(naira.variantIds[0]!, gateway ? { gateway } : {});
    assert.equal(
      (await placeOrder(sql, naira.slug, input("paystack"))).code,
      "payment_not_available",
    );
    await givePaystack(sql, naira, "sk_test_nairashop1");
    assert.equal((await placeOrder(sql, naira.slug, input("mpesa"))).code, "payment_not_available");
    for (const gateway of [undefined, "paystack"]) {
      const placed = await placeOrder(sql, naira.slug, input(gateway));
      assert.deepEqual(await gatewaysOf(placed.order_id), ["paystack"]);
    }
  });

  await t.step("the same form sent twice is one order with one attempt", async () => {
    const key = crypto.randomUUID();
    const input = orderInput(shop.variantIds[0]!, { gateway: "paystack" });
    const [first, second] = await Promise.all([
      placeOrder(sql, shop.slug, input, key),
      placeOrder(sql, shop.slug, input, key),
    ]);
    assert.equal(first.order_id, second.order_id);
    assert.deepEqual(await gatewaysOf(first.order_id), ["paystack"]);
    await stage.work();
    assert.deepEqual(await placeOrder(sql, shop.slug, input, key), first);
    assert.deepEqual(await gatewaysOf(first.order_id), ["paystack"]);
  });

  await assertLedgerAddsUp(sql, shop.storeId);
});
