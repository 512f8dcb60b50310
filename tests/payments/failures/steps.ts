import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import type { Gateway } from "@/lib/enums.ts";
import { askRefund } from "@/tests/fixtures/refunds.ts";
import { makeShop } from "@/tests/fixtures/shop.ts";
import { giveAccount, type Stand } from "../gateway_stage.ts";
import type { PlacedOrder } from "../stage.ts";
import type { Way, WaysStage } from "./ways.ts";

export type Step = (way: Way, stage: WaysStage) => Promise<void>;

interface Shown {
  /** Where it can occur and is not shown elsewhere. */
  at: readonly Gateway[];
  step: Step;
}

const EVERYWHERE = ["mpesa", "paystack", "flutterwave", "mtn", "airtel", "pesapal"] as const;
const IN_TABLE = ["flutterwave", "mtn", "airtel", "pesapal"] as const;
const PAGES = ["paystack", "flutterwave", "pesapal"] as const;

/** What is the same whichever gateway it happens at, beside what each gateway's own tests show. */
export const FAILURE_STEPS: Record<string, Shown> = {
  "7.2 out of order, a late failure of one try leaves the order that another try paid": {
    at: EVERYWHERE,
    step: async (way, stage) => {
      const order = await way.ask({ delay_ms: 2 * 3_600_000 });
      await way.decline(order);
      await stage.passAndWork(11, 11);
      const again = await tryAgain(way, stage, order);
      await way.pay(again);
      await stage.passAndWork(0, 6, 11);
      assert.equal((await stage.look(order)).order, "paid");

      await stage.passAndWork(2 * 3600, 31);

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.payments.length, after.sold, after.needsReview], [
        "paid",
        1,
        1,
        false,
      ]);
    },
  },

  "7.4 late webhook, paid when the order is closed and its goods are sold, for a person": {
    // What M-Pesa does then has a test of its own: its prompts do not wait.
    at: PAGES.concat("mtn" as never, "airtel" as never),
    step: async (way, stage) => {
      const order = await way.ask();
      await stage.passAndWork(11, 320, 15 * 60, 60, 2 * 3600);
      assert.equal((await stage.look(order)).order, "expired");
      const [{ left }] = await stage.sql<[{ left: number }]>`
        select on_hand - reserved as left from inventory_levels
        where variant_id = ${way.shop.variantIds[0]!}`;
      await moveAll(way, stage, -left);
      await (way.stand ? way.stand.counter.end(order.attemptId, "paid") : way.pay(order));
      await stage.passAndWork(6, 31);

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.paidShillings, after.needsReview, after.sold], [
        "expired",
        order.shillings,
        true,
        0,
      ]);
      await moveAll(way, stage, left);
    },
  },

  "7.9 refund race, asked for twice at once, it goes back once": {
    at: ["mpesa", "paystack", "flutterwave", "mtn", "airtel"],
    step: async (way, stage) => {
      const order = await paid(way, stage);
      const [payment] = await stage.sql`select id, amount_minor::int as minor from payments
        where order_id = ${order.id}`;
      const input = { amount_minor: payment!.minor, payment_id: payment!.id };
      const at = { storeId: way.shop.storeId, orderId: order.id };
      const answers = await Promise.all([1, 2, 3].map(() => askRefund(stage.sql, at, input)));
      assert.deepEqual(answers.map(({ ok }) => ok).toSorted(), [false, false, true]);
      await stage.passAndWork(0, 31, 31);
      assert.equal(await way.countRefunds!(order), 1);
      const [row] = await stage.sql`select payment_status as status from orders
        where id = ${order.id}`;
      assert.equal(row!.status, "refunded");
    },
  },

  "7.11 forged webhook, the reference of one shop at the address of another pays neither": {
    at: IN_TABLE,
    step: async (way, stage) => {
      const stand = way.stand!;
      const order = await way.ask();
      const rival = await makeShop(stage.sql, { currency: stand.it.currency });
      const token = await giveAccount(stage.sql, rival, {
        gateway: way.gateway,
        ...stand.it.account,
      });
      const response = await fetch(await addressFor(stage, stand, { order, token }), {
        method: "POST",
        headers: stand.it.prove(stand.it.account.credentials),
        body: await paidMessage(stand, order),
      });
      await response.body?.cancel();
      assert.ok([200, 404].includes(response.status), String(response.status));
      await stage.passAndWork(0, 6);
      assert.deepEqual((await stage.look(order)).payments, []);
      const [sum] = await stage.sql`select count(*)::int as n from payments
        where store_id = ${rival.storeId}`;
      assert.equal(sum!.n, 0);
    },
  },

  "7.12 body serialised anew, the secret is no key of a hash": {
    at: ["flutterwave"],
    step: async (way) => {
      const stand = way.stand!;
      const order = await way.ask();
      const body = await paidMessage(stand, order);
      const [, secret] = Object.values(stand.it.account.credentials);
      const hash = createHmac("sha256", secret!).update(body).digest("hex");
      const send = (proof: string, text: string) =>
        fetch(stand.callbackUrl, { method: "POST", headers: { "verif-hash": proof }, body: text });
      const hashed = await send(hash, body);
      // Written in another way, it is the same message still.
      const proven = await send(secret!, JSON.stringify(JSON.parse(body), null, 3));
      await Promise.all([hashed.body?.cancel(), proven.body?.cancel()]);
      assert.deepEqual([hashed.status, proven.status], [401, 200]);
    },
  },

  "7.13 shopper never returns, the order is paid all the same": {
    at: PAGES,
    step: async (way, stage) => {
      for (const drop of [false, true]) {
        // Nobody follows the redirect, and no server is there that it could lead to.
        const order = await way.ask({ drop });
        await way.pay(order);
        await stage.passAndWork(0, 6, 6);
        const after = await stage.look(order);
        assert.deepEqual([after.order, after.sold], ["paid", 1]);
        const [told] = await stage.sql`select count(*)::int as n from notifications
          where order_id = ${order.id} and template like '%paid%'`;
        assert.ok(told!.n > 0, "buyer or shop is told");
      }
    },
  },

  "7.14 cart changed, an attempt that is open keeps its amount, and both orders are paid": {
    at: EVERYWHERE,
    step: async (way, stage) => {
      const old = await way.ask();
      await stage.sql`update variants set price_minor = price_minor + 20000
        where id = ${way.shop.variantIds[0]!}`;
      const changed = await way.ask();
      assert.equal(changed.shillings, old.shillings + 200);
      await way.pay(old);
      await stage.passAndWork(0, 6);
      const first = await stage.look(old);
      assert.deepEqual([first.order, first.paidShillings, first.needsReview], [
        "paid",
        old.shillings,
        false,
      ]);
      assert.equal((await stage.look(changed)).order, "pending");
      await way.pay(changed);
      await stage.passAndWork(0, 6);
      const second = await stage.look(changed);
      assert.deepEqual([second.order, second.paidShillings], ["paid", changed.shillings]);
    },
  },

  "7.15 test event in live store, what the live keys know nothing of is not booked": {
    at: EVERYWHERE,
    step: async (way, stage) => {
      const order = await way.ask();
      const keys = await changeKeys(way, stage, way.strange);
      await way.pay(order);
      await stage.passAndWork(0, 6);
      const after = await stage.look(order);
      assert.deepEqual([after.order, after.payments, after.sold], ["pending", [], 0]);

      // Under its own keys the money was there all the time.
      await changeKeys(way, stage, keys);
      await stage.passAndWork(31, 31);
      assert.equal((await stage.look(order)).order, "paid");
    },
  },

  "7.16 chargeback or reversal, what the gateway takes back is booked once, and told": {
    at: ["airtel", "pesapal"],
    step: async (way, stage) => {
      const order = await paid(way, stage);
      await stage.passAndWork(6);
      for (let time = 0; time < 2; time++) {
        await way.stand!.counter.end(order.attemptId, "reversed");
        await stage.passAndWork(6, 6);
      }
      const after = await stage.look(order);
      assert.deepEqual([after.order, after.needsReview, after.sold], ["paid", true, 1]);
      const [money] = await stage.sql`select payment_status as status,
        (refunded_minor / 100.0)::float8 as back from orders where id = ${order.id}`;
      assert.deepEqual({ ...money }, { status: "refunded", back: order.shillings });
      const told = await stage.sql`select template from notifications
        where order_id = ${order.id} and template = 'merchant_order_disputed'`;
      assert.equal(told.length, 1);
    },
  },

  "7.17 token stampede, one that is old is asked for anew once, whoever needs it": {
    at: ["mtn", "airtel", "pesapal"],
    step: async (way, stage) => {
      await way.ask();
      const tokens = () => stage.log.filter((line) => isTokenOf(way, line)).length;
      const before = tokens();
      // Its own clock goes on at the gateway alone, so what is kept here is refused there.
      await way.stand!.counter.pass(86_400);
      const orders = await Promise.all([1, 2, 3, 4].map(() => way.stand!.order()));
      await stage.work();
      for (const order of orders) {
        assert.deepEqual((await stage.look(order)).attempts, ["pending"]);
      }
      assert.equal(tokens() - before, 1);
    },
  },

  "7.20 money with no order, a reference that no try of ours has is kept, and pays nothing": {
    at: ["flutterwave", "airtel", "pesapal"],
    step: async (way, stage) => {
      const { it, callbackUrl } = way.stand!;
      const count = async () => {
        const [row] = await stage.sql`select count(*)::int as payments,
          (select count(*)::int from payment_events as e where e.store_id = ${way.shop.storeId}
            and e.state = 'parked') as parked
          from payments where store_id = ${way.shop.storeId}`;
        return row as unknown as { payments: number; parked: number };
      };
      const before = await count();
      const response = await fetch(callbackUrl, {
        method: "POST",
        headers: it.prove(it.account.credentials),
        body: it.paidMessage({
          reference: crypto.randomUUID(),
          code: crypto.randomUUID(),
          amount: 1500,
          currency: it.currency,
        }),
      });
      await response.body?.cancel();
      assert.equal(response.status, 200);
      await stage.passAndWork(0, 6);
      assert.deepEqual(await count(), { payments: before.payments, parked: before.parked + 1 });
    },
  },
};

async function paid(way: Way, stage: WaysStage): Promise<PlacedOrder> {
  const order = await way.ask();
  await way.pay(order);
  await stage.passAndWork(0, 6);
  assert.equal((await stage.look(order)).order, "paid");
  return order;
}

/** Another try at the same gateway: what it is known by. */
async function tryAgain(way: Way, stage: WaysStage, order: PlacedOrder): Promise<PlacedOrder> {
  await stage.passHere(91);
  const [row] = await stage.sql`select retry_payment(${way.shop.slug}, ${order.token},
    ${"+" + order.phone}, ${way.gateway}) as answer`;
  assert.equal(row!.answer.ok, true, JSON.stringify(row!.answer));
  await stage.passAndWork(0, 6);
  return { ...order, attemptId: row!.answer.attempt_id };
}

async function moveAll({ shop }: Way, { sql }: WaysStage, count: number): Promise<void> {
  await sql`select private.move_stock(${shop.variantIds[0]!}, 'adjusted', ${count}, 0)`;
}

/** Answers the ones before. */
async function changeKeys(
  { gateway, shop }: Way,
  { sql }: WaysStage,
  keys: Record<string, string>,
): Promise<Record<string, string>> {
  const [row] = await sql`select c.account_id, c.credentials from private.payment_credentials as c
    join payment_accounts as a on a.id = c.account_id
    where a.store_id = ${shop.storeId} and a.gateway = ${gateway}`;
  await sql`update private.payment_credentials set credentials = ${sql.json(keys)}
    where account_id = ${row!.account_id}`;
  return row!.credentials;
}

async function paidMessage({ it, counter, wire }: Stand, order: PlacedOrder): Promise<string> {
  return it.paidMessage({
    reference: it.refOf?.(order.attemptId) ?? order.attemptId,
    code: (await counter.charge(order.attemptId)).code,
    amount: wire(order),
    currency: it.currency,
  });
}

/** Of the account with this token; where each attempt has an address, with the end of this order's. */
async function addressFor(
  { sql }: WaysStage,
  { callbackBase, callbackUrl, it }: Stand,
  { order, token }: { order: PlacedOrder; token: string },
): Promise<string> {
  assert.ok(callbackUrl.startsWith(callbackBase));
  if (it.gateway !== "mtn") return `${callbackBase}/${token}`;
  const [attempt] = await sql`select callback_ref from payment_attempts
    where id = ${order.attemptId}`;
  return `${callbackBase}/${token}/${attempt!.callback_ref}`;
}

const TITLES: Partial<Record<Gateway, string>> = {
  mtn: "MTN",
  airtel: "Airtel",
  pesapal: "Pesapal",
};

function isTokenOf({ gateway }: Way, line: string): boolean {
  return line.includes('"call":"token"') && line.includes(`"${TITLES[gateway]} answered"`);
}
