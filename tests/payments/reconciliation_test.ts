import assert from "node:assert/strict";
import { LOCAL_FLUTTERWAVE_ACCOUNT } from "@/lib/payments/mod.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { CAST } from "@/tests/fixtures/shop.ts";
import { giveAccount, startGatewayStage } from "./gateway_stage.ts";
import { startPageStage } from "./page_stage.ts";
import type { Stage } from "./stage.ts";
import { LOCAL_KEY } from "./till.ts";

/** Has all lists read now, however often that was done. */
async function reconcile(stage: Stage): Promise<void> {
  await stage.tasks.reconcile!({}, undefined as never);
  await stage.sql`update graphile_worker._private_jobs set run_at = now()
    where key like 'reconcile_account:%'`;
  await stage.work();
}

async function arrivals({ sql }: Stage): Promise<string[]> {
  const rows = await sql`
    select source || ' ' || state || ' ' || reference as said from arrivals order by id`;
  return rows.map(({ said }) => said);
}

interface Said {
  gateway: string;
  result: string;
  booked: number;
  arrived: number;
  found_booked: number;
  found_arrived: number;
}

/** What the merchant is told of it. */
async function readings({ sql, shop }: Stage, storeId = shop.storeId): Promise<Said[]> {
  return await sql.begin(async (sql) => {
    const claims = JSON.stringify({ sub: CAST.merchant, role: "authenticated" });
    await sql`select set_config('request.jwt.claims', ${claims}, true),
      set_config('role', 'authenticated', true)`;
    const [row] = await sql`select list_reconciliations(${storeId}) as rows`;
    return row!.rows;
  });
}

Deno.test("Paystack's own list", async (t) => {
  await using stage = await startPageStage();
  const { sql, paystack, shop } = stage;

  /** Somebody else asks for money with the shop's own key. */
  async function payElsewhere(reference: string, amount = 50_000): Promise<void> {
    const response = await fetch(`${paystack.url}/transaction/initialize`, {
      method: "POST",
      headers: { authorization: `Bearer ${LOCAL_KEY}` },
      body: JSON.stringify({ email: "a@b.test", amount, currency: "KES", reference }),
    });
    assert.equal(response.status, 200);
    await response.body?.cancel();
    await paystack.click(reference, "pay");
  }

  await t.step(
    "7.3 missing webhook, paid after all asking has ended, and no webhook, booked: paystack",
    async () => {
      const order = await stage.pageOrder();
      await paystack.plan({ match: { reference: order.attemptId }, webhook: { drop: true } });
      await stage.work();
      await stage.passAndWork(11, 15 * 60, 31, 24 * 3600, 49 * 3600);
      const before = await stage.look(order);
      assert.deepEqual([before.order, before.attempts], ["expired", ["expired"]]);
      await paystack.click(order.attemptId, "pay");
      await stage.passAndWork(3600, 3600);
      assert.equal((await stage.look(order)).order, "expired", "nobody asks any more");

      await reconcile(stage);

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.attempts, after.sold], ["paid", ["succeeded"], 1]);
      const [said] = await readings(stage);
      assert.deepEqual([said!.result, said!.booked, said!.arrived], ["ok", 1, 0]);
    },
  );

  await t.step("read again, it finds nothing more, and still says what it found", async () => {
    await stage.passHere(10);
    await reconcile(stage);
    const [said] = await readings(stage);
    assert.deepEqual([said!.booked, said!.found_booked], [0, 1]);
    assert.deepEqual(await arrivals(stage), []);
  });

  await t.step("7.20 money with no order, kept once, to be placed: paystack", async () => {
    await payElsewhere("invoice-7");
    await reconcile(stage);
    await reconcile(stage);
    assert.deepEqual(await arrivals(stage), ["list open invoice-7"]);
    const [said] = await readings(stage);
    assert.deepEqual([said!.arrived, said!.found_arrived], [0, 1]);
  });

  await t.step(
    "placed by a person it pays the order, under the name that Paystack knows it by",
    async () => {
      const order = await stage.pageOrder();
      await payElsewhere("invoice-8", order.shillings * 100);
      await reconcile(stage);
      const [row] = await sql`
      select r.id, o.number from arrivals r, orders o
      where r.reference = 'invoice-8' and o.id = ${order.id}`;
      await sql.begin(async (sql) => {
        const claims = JSON.stringify({ sub: CAST.merchant, role: "authenticated" });
        await sql`select set_config('request.jwt.claims', ${claims}, true),
        set_config('role', 'authenticated', true)`;
        await sql`select place_arrival(${shop.storeId}, ${row!.id}, ${row!.number})`;
      });
      assert.equal((await stage.look(order)).order, "paid");
      const [payment] = await sql`
      select a.gateway_ref, p.receipt from payments p join payment_attempts a on a.id = p.attempt_id
      where p.order_id = ${order.id}`;
      assert.equal(payment!.gateway_ref, "invoice-8");
      assert.match(payment!.receipt, /^\d+$/);
    },
  );

  await t.step("more than a page: all of it is read", async () => {
    for (let n = 0; n < 120; n++) await payElsewhere(`many-${n}`, 1_000 + n);
    await reconcile(stage);
    const [count] = await sql`
      select count(*)::int as n from arrivals where reference like 'many-%'`;
    assert.equal(count!.n, 120);
  });

  await t.step("keys that are refused: said so, and read from the same place later", async () => {
    const [before] = await sql`select listed_until from private.reconciliations`;
    const [keys] = await sql`select c.credentials from private.payment_credentials c
      join payment_accounts a on a.id = c.account_id where a.gateway = 'paystack'`;
    await sql`update private.payment_credentials c set credentials = '{"secret_key":"sk_test_nobody"}'
      from payment_accounts a where a.id = c.account_id and a.gateway = 'paystack'`;
    await payElsewhere("while-away");
    await reconcile(stage);
    const [said] = await readings(stage);
    assert.equal(said!.result, "unanswered");
    const [after] = await sql`select listed_until from private.reconciliations`;
    assert.deepEqual(after, before);

    await sql`update private.payment_credentials c set credentials = ${
      sql.json(keys!.credentials)
    } from payment_accounts a where a.id = c.account_id and a.gateway = 'paystack'`;
    await reconcile(stage);
    assert.ok((await arrivals(stage)).includes("list open while-away"));
  });

  await t.step(
    "before its order expires Paystack is asked, and a payment found then counts",
    async () => {
      const order = await stage.pageOrder();
      await paystack.plan({ match: { reference: order.attemptId }, webhook: { drop: true } });
      await stage.work();
      await paystack.click(order.attemptId, "pay");
      await stage.passHere(16 * 60);
      await stage.tasks.expire_order!({ order_id: order.id }, undefined as never);
      assert.equal((await stage.look(order)).order, "paid");
    },
  );

  await t.step("attempts whose next question was lost are asked about again", async () => {
    const order = await stage.pageOrder();
    await paystack.plan({ match: { reference: order.attemptId }, webhook: { drop: true } });
    await stage.work();
    await paystack.click(order.attemptId, "pay");
    await sql`select graphile_worker.remove_job(${`poll_payment:${order.attemptId}`})`;
    await stage.passHere(16 * 60);
    await sql`select graphile_worker.remove_job(${`expire_order:${order.id}`})`;
    const [asked] = await sql`select private.ask_about_forgotten() as n`;
    assert.equal(asked!.n, 1);
    await stage.work();
    assert.equal((await stage.look(order)).order, "paid");
  });

  await t.step(
    "every shilling is where its order says",
    () => assertLedgerAddsUp(sql, shop.storeId),
  );
});

Deno.test("Flutterwave's own list", async (t) => {
  await using stage = await startGatewayStage();
  const { sql } = stage;
  const stand = stage.at.flutterwave!;

  await t.step(
    "7.3 missing webhook, paid after all asking has ended, and no webhook, booked: flutterwave",
    async () => {
      const order = await stand.asked({ callback: { drop: true } });
      await stage.passAndWork(11, 15 * 60, 31, 24 * 3600, 49 * 3600);
      assert.equal((await stage.look(order)).order, "expired");
      await stand.pay(order);
      await stage.passHere(10);

      await reconcile(stage);

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.payments.length, after.sold], ["paid", 1, 1]);
      const [said] = await readings(stage, stand.shop.storeId);
      assert.deepEqual([said!.result, said!.booked, said!.arrived], ["ok", 1, 0]);
    },
  );

  await t.step("7.20 money with no order, kept once, over many pages: flutterwave", async () => {
    for (let n = 0; n < 23; n++) {
      const reference = `invoice-${n}`;
      const response = await fetch(`${stand.counter.url}/v3/payments`, {
        method: "POST",
        headers: { authorization: `Bearer ${LOCAL_FLUTTERWAVE_ACCOUNT.credentials.secret_key}` },
        body: JSON.stringify({
          tx_ref: reference,
          amount: 500 + n,
          currency: "UGX",
          redirect_url: "http://shops.test/",
          customer: { email: "a@b.test" },
        }),
      });
      assert.equal(response.status, 200);
      await response.body?.cancel();
      await stand.counter.click(reference, "pay");
    }
    await reconcile(stage);
    await reconcile(stage);
    const found = await arrivals(stage);
    assert.equal(found.length, 23);
    assert.ok(found.every((one) => one.startsWith("list open invoice-")));
  });

  await t.step(
    "two shops with the same keys: the attempts of one are not the other's",
    async () => {
      const [account] =
        await sql`select store_id from payment_accounts where gateway = 'flutterwave'`;
      await giveAccount(sql, stage.shop, { gateway: "flutterwave", ...LOCAL_FLUTTERWAVE_ACCOUNT });
      const order = await stand.asked();
      await stand.pay(order);
      await stage.work();
      await reconcile(stage);
      const strangers = await sql`select reference from arrivals
      where store_id = ${stage.shop.storeId} and reference = ${order.attemptId}`;
      assert.equal(strangers.length, 0);
      assert.notEqual(account!.store_id, stage.shop.storeId);
    },
  );
});
