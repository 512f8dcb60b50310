import assert from "node:assert/strict";
import type postgres from "postgres";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { CAST } from "@/tests/fixtures/shop.ts";
import { startTillStage, type TillStage } from "./till_stage.ts";

interface Answer {
  ok: boolean;
  code?: string;
  order_number?: number;
  arrival_id?: string;
}

/** As a member of the shop. */
async function ask({ sql, shop }: TillStage, receipt: string): Promise<Answer> {
  return await as(sql, CAST.merchant, async (sql) => {
    const [row] = await sql`select ask_about_receipt(${shop.storeId}, ${receipt}) as answer`;
    return row!.answer;
  });
}

function as<T>(
  sql: postgres.Sql,
  userId: string,
  run: (sql: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  return sql.begin(async (sql) => {
    const claims = JSON.stringify({ sub: userId, role: "authenticated" });
    await sql`select set_config('request.jwt.claims', ${claims}, true),
      set_config('role', 'authenticated', true)`;
    return await run(sql);
  }) as Promise<T>;
}

/** How the newest question about it stands: state and code. */
async function standing({ sql }: TillStage, receipt: string): Promise<(string | null)[]> {
  const [row] = await sql`select state, code from private.receipt_questions
    where receipt = ${receipt} order by id desc limit 1`;
  return [row!.state, row!.code];
}

Deno.test("M-Pesa is asked about the code that a buyer shows", async (t) => {
  await using stage = await startTillStage();
  const { sql, phone, shop } = stage;

  async function pass(...spans: number[]): Promise<void> {
    for (const seconds of spans) {
      await stage.pass(seconds);
      await stage.work();
    }
  }

  /** Money that came to the till, and of which nobody heard. */
  async function unheard(amount: number, from = "254799000111"): Promise<string> {
    return (await phone.payByHand({ phone: from, amount, drop: true })).receipt;
  }

  await t.step("7.3 missing webhook, found by its code, and its order is paid: till", async () => {
    const order = await stage.order();
    await stage.work();
    await phone.refuse(order.phone);
    await stage.work();
    const receipt = await unheard(order.shillings, order.phone);
    await pass(0, 301);
    assert.deepEqual(await stage.arrivals(receipt), []);

    assert.deepEqual(await ask(stage, receipt), { ok: true });
    await stage.work();

    assert.deepEqual(await standing(stage, receipt), ["found", null]);
    const after = await stage.look(order);
    assert.deepEqual([after.order, after.payments], ["paid", [
      { shillings: order.shillings, receipt, isSurplus: false },
    ]]);
    const [{ number }] = await sql<[{ number: number }]>`
      select number from orders where id = ${order.id}`;
    const known = await ask(stage, receipt);
    assert.deepEqual([known.code, known.order_number], ["receipt_booked", number]);
  });

  await t.step(
    "7.20 money with no order, found by its code, it waits for a person: till",
    async () => {
      const receipt = await unheard(4321);
      await phone.planReceipt(receipt, { copies: 100 });
      await ask(stage, receipt);
      await stage.work();
      assert.deepEqual(await stage.arrivals(receipt), ["open 4321 "]);
      const [kept] = await sql`select payer, payer_name, source from arrivals
      where receipt = ${receipt}`;
      assert.deepEqual({ ...kept }, {
        payer: "254799000111",
        payer_name: "ASHA N",
        source: "asked",
      });
      const again = await ask(stage, receipt);
      assert.equal(again.code, "receipt_arrived");
      assert.match(again.arrival_id!, /^[0-9a-f-]{36}$/);
    },
  );

  await t.step("the confirmation that comes after all books nothing twice", async () => {
    const { receipt } = await phone.payByHand({ phone: "254799000112", amount: 1234 });
    // Asked before what the till told was looked at.
    const [row] = await sql`select count(*)::int as n from arrivals where receipt = ${receipt}`;
    assert.equal(row!.n, 1);
    assert.equal((await ask(stage, receipt)).code, "receipt_arrived");
  });

  await t.step("a code that no money bears is said to be none", async () => {
    await ask(stage, "TJ00NOSUCH");
    await stage.work();
    assert.deepEqual(await standing(stage, "TJ00NOSUCH"), ["not_found", "2032"]);
  });

  for (
    const [what, scenario, code] of [
      ["that went to another business", { receiver: "600000" }, "not_ours"],
      ["that was reversed", { status: "Reversed" }, "Reversed"],
      ["that is under way", { status: "Pending" }, "Pending"],
    ] as const
  ) {
    await t.step(`money ${what} is not this shop's`, async () => {
      const receipt = await unheard(777);
      await phone.planReceipt(receipt, scenario);
      await ask(stage, receipt);
      await stage.work();
      assert.deepEqual(await standing(stage, receipt), ["not_found", code]);
      assert.deepEqual(await stage.arrivals(receipt), []);
    });
  }

  await t.step("that M-Pesa gives up waiting is no answer", async () => {
    const receipt = await unheard(888);
    await phone.planReceipt(receipt, { answer: "times_out_first" });
    await ask(stage, receipt);
    await stage.work();
    assert.deepEqual(await standing(stage, receipt), ["found", null]);
  });

  await t.step("silence is asked again, and ends; then it may be asked anew", async () => {
    for (const answer of ["silent", "server_error"] as const) {
      const receipt = await unheard(999);
      await phone.planReceipt(receipt, { answer });
      await ask(stage, receipt);
      await stage.work();
      assert.deepEqual(await standing(stage, receipt), ["asking", null]);
      assert.deepEqual(await ask(stage, receipt), { ok: true });
      const [asked] = await sql`select count(*)::int as n from private.receipt_questions
        where receipt = ${receipt}`;
      assert.equal(asked!.n, 1, "one question at a time");
      await pass(61, 61, 61, 61, 61, 61);
      assert.deepEqual(await standing(stage, receipt), ["unanswered", null]);
      await phone.planReceipt(receipt, {});
      await ask(stage, receipt);
      await stage.work();
      assert.deepEqual(await standing(stage, receipt), ["found", null]);
    }
  });

  await t.step("a prompt that nobody heard of gets the receipt, and is booked once", async () => {
    const order = await stage.order();
    await phone.plan({ match: { phone: order.phone }, callback: { drop: true } });
    await stage.work();
    await phone.approve(order.phone);
    await pass(11);
    const before = await stage.look(order);
    assert.deepEqual([before.order, before.payments[0]!.receipt], ["paid", null]);
    const { end } = await phone.prompt(order.phone);
    await ask(stage, end!.receipt!);
    await stage.work();
    const after = await stage.look(order);
    assert.deepEqual(after.payments, [
      { shillings: order.shillings, receipt: end!.receipt, isSurplus: false },
    ]);
    assert.match((await stage.arrivals(end!.receipt!)).join(), /^known /);
  });

  await t.step(
    "7.11 forged webhook, an answer about another code counts for nothing: till",
    async () => {
      const receipt = await unheard(555);
      await phone.planReceipt(receipt, { answer: "silent" });
      await ask(stage, receipt);
      await stage.work();
      const [at] = await sql`
      select c.callback_token || '/' || q.callback_ref as path from private.receipt_questions q
      join private.payment_credentials c on c.account_id = q.account_id
      where q.receipt = ${receipt}`;
      const answer = (ReceiptNo: string) => {
        const told = {
          TransactionStatus: "Completed",
          Amount: 99_999,
          ReceiptNo,
          CreditPartyName: "174379 - Shop",
        };
        return {
          Result: {
            ResultCode: 0,
            ResultDesc: "",
            OriginatorConversationID: "x",
            ResultParameters: {
              ResultParameter: Object.entries(told).map(([Key, Value]) => ({ Key, Value })),
            },
          },
        };
      };
      const base = stage.tillUrl.replace(/\/till\/.*$/, "/stk");
      const tell = async (path: string, body: unknown) => {
        const response = await fetch(`${base}/${path}`, {
          method: "POST",
          body: JSON.stringify(body),
        });
        await response.body?.cancel();
        return response.status;
      };
      assert.equal(
        await tell(at!.path.replace(/.$/, (c: string) => c === "0" ? "1" : "0"), answer(receipt)),
        404,
      );
      assert.equal(await tell(at!.path, answer("TJ99999999")), 200);
      await stage.work();
      assert.deepEqual(await standing(stage, receipt), ["asking", null]);
      const [sum] = await sql`select count(*)::int as n from arrivals where amount_minor = 9999900`;
      assert.equal(sum!.n, 0);
    },
  );

  await t.step("who may ask, about what, and how often", async () => {
    for (const wrong of ["", "short", "tj45xab12c", "TJ45XAB12C'--"]) {
      await assert.rejects(ask(stage, wrong), { code: "AF422" });
    }
    for (const stranger of [CAST.rival, CAST.shopper]) {
      await assert.rejects(
        as(sql, stranger, (sql) => sql`select ask_about_receipt(${shop.storeId}, 'TJ45XAB12C')`),
        { code: "AF404" },
      );
      await assert.rejects(
        as(sql, stranger, (sql) => sql`select list_receipt_questions(${shop.storeId})`),
        { code: "AF404" },
      );
    }
    const told = await as(sql, CAST.merchant, async (sql) => {
      const [row] = await sql`select list_receipt_questions(${shop.storeId}) as told`;
      return row!.told;
    });
    assert.deepEqual([told.can_ask, told.questions.length], [true, 5]);
    assert.doesNotMatch(JSON.stringify(told), /callback|timeout_ref|[0-9a-f]{32}/);

    await sql`insert into private.receipt_questions (store_id, account_id, receipt, state)
      select store_id, id, 'TJ' || 10000000 + n, 'not_found' from payment_accounts,
      generate_series(1, 30) as n where store_id = ${shop.storeId} and gateway = 'mpesa'`;
    assert.equal((await ask(stage, "TJ45XAB12C")).code, "too_many_receipts");
    await sql`delete from private.receipt_questions where receipt like 'TJ1%'`;
    await sql`update payment_accounts set settings = settings - 'can_refund'
      where store_id = ${shop.storeId} and gateway = 'mpesa'`;
    assert.equal((await ask(stage, "TJ45XAB12C")).code, "cannot_ask_mpesa");
  });

  await assertLedgerAddsUp(sql, shop.storeId);
});
