import assert from "node:assert/strict";
import { LOCAL_MPESA_ACCOUNT } from "@/lib/payments/mod.ts";
import { assertLedgerAddsUp } from "@/tests/fixtures/ledger.ts";
import { startTillStage } from "./till_stage.ts";

Deno.test("a payment typed at the till by hand", async (t) => {
  await using stage = await startTillStage();
  const { sql, phone, shop } = stage;

  /** An order whose prompt nobody answered. */
  async function unanswered() {
    const order = await stage.order();
    await stage.work();
    await phone.refuse(order.phone);
    await stage.work();
    return order;
  }

  await t.step("with the order's label, however it is typed: the order is paid", async () => {
    for (const type of [(s: string) => s, (s: string) => ` ${s.toLowerCase().replace("-", " ")}`]) {
      const order = await unanswered();
      const reference = type(await stage.labelOf(order));

      const { receipt } = await phone.payByHand({
        phone: "254799000111",
        amount: order.shillings,
        reference,
      });
      await stage.work();

      const after = await stage.look(order);
      assert.deepEqual([after.order, after.needsReview, after.sold], ["paid", false, 1]);
      assert.deepEqual(after.payments, [
        { shillings: order.shillings, receipt, isSurplus: false },
      ]);
      assert.deepEqual(after.attempts, ["failed", "succeeded"]);
    }
  });

  await t.step("without one, from the phone that has the only such order: paid", async () => {
    const order = await unanswered();
    await phone.payByHand({ phone: order.phone, amount: order.shillings });
    await stage.work();
    assert.equal((await stage.look(order)).order, "paid");
  });

  await t.step("7.1 duplicate webhook, told a hundred times, booked once: till", async () => {
    const order = await unanswered();
    const reference = await stage.labelOf(order);
    const { receipt } = await phone.payByHand({
      phone: order.phone,
      amount: order.shillings,
      reference,
      duplicates: 99,
    });
    await stage.work();
    assert.equal((await stage.look(order)).payments.length, 1);
    assert.deepEqual(await stage.arrivals(receipt), [`placed ${order.shillings} ${reference}`]);
  });

  await t.step("7.5 too little, booked, and a person looks: till", async () => {
    const order = await unanswered();
    const reference = await stage.labelOf(order);
    await phone.payByHand({ phone: order.phone, amount: order.shillings - 1, reference });
    await stage.work();
    const after = await stage.look(order);
    assert.deepEqual([after.order, after.needsReview, after.paidShillings], [
      "pending",
      true,
      order.shillings - 1,
    ]);
  });

  await t.step("7.6 too much, paid, and a person looks: till", async () => {
    const order = await unanswered();
    const reference = await stage.labelOf(order);
    await phone.payByHand({ phone: order.phone, amount: order.shillings + 1, reference });
    await stage.work();
    const after = await stage.look(order);
    assert.deepEqual([after.order, after.needsReview], ["paid", true]);
  });

  await t.step("7.4 late webhook, after the order expired, it opens again: till", async () => {
    const order = await unanswered();
    await stage.pass(2 * 3600);
    await stage.work();
    assert.equal((await stage.look(order)).order, "expired");
    const reference = await stage.labelOf(order);
    await phone.payByHand({ phone: order.phone, amount: order.shillings, reference });
    await stage.work();
    assert.equal((await stage.look(order)).order, "paid");
  });

  await t.step(
    "7.20 money with no order, with a reference of nothing, kept to be placed: till",
    async () => {
      const { receipt } = await phone.payByHand({
        phone: "254799000222",
        amount: 77,
        reference: "SCHOOL FEES",
      });
      await stage.work();
      assert.deepEqual(await stage.arrivals(receipt), ["open 77 SCHOOL FEES"]);
    },
  );

  await t.step(
    "7.20 money with no order, with no reference and two orders that it may be for, kept: till",
    async () => {
      const order = await unanswered();
      const again = await stage.order({ payer_phone: `+${order.phone}` });
      await stage.work();
      await phone.refuse(order.phone);
      await stage.work();
      const { receipt } = await phone.payByHand({ phone: order.phone, amount: order.shillings });
      await stage.work();
      assert.deepEqual(await stage.arrivals(receipt), [`open ${order.shillings} `]);
      assert.equal((await stage.look(again)).order, "pending");
    },
  );

  for (const till of ["before", "after"] as const) {
    await t.step(
      `the till tells of a prompt's money ${till} its callback: one payment`,
      async () => {
        const order = await stage.order();
        await phone.plan({ match: { phone: order.phone }, callback: { till } });
        await stage.work();
        await phone.approve(order.phone);
        await stage.work();

        const { end } = await phone.prompt(order.phone);
        const after = await stage.look(order);
        assert.deepEqual(after.payments, [
          { shillings: order.shillings, receipt: end!.receipt, isSurplus: false },
        ]);
        assert.deepEqual([after.attempts, after.needsReview], [["succeeded"], false]);
        assert.match((await stage.arrivals(end!.receipt!))[0]!, /^known /);
      },
    );
  }

  await t.step(
    "7.3 missing webhook, the prompt's callback is lost and the till tells, one payment: till",
    async () => {
      const order = await stage.order();
      await phone.plan({ match: { phone: order.phone }, callback: { drop: true, till: "after" } });
      await stage.work();
      await phone.approve(order.phone);
      await stage.work();

      const { end } = await phone.prompt(order.phone);
      const after = await stage.look(order);
      assert.deepEqual(after.payments, [
        { shillings: order.shillings, receipt: end!.receipt, isSurplus: false },
      ]);
      assert.equal(after.needsReview, false);
    },
  );

  await t.step("M-Pesa cannot say of the prompt for minutes: still one payment", async () => {
    const order = await stage.order();
    await phone.plan({
      match: { phone: order.phone },
      callback: { drop: true, till: "before" },
      query: "processing",
    });
    await stage.work();
    await phone.approve(order.phone);
    await stage.work();
    assert.equal((await stage.look(order)).payments.length, 0);
    await stage.passHere(300);
    await stage.work();
    assert.equal((await stage.look(order)).order, "paid");

    const { end } = await phone.prompt(order.phone);
    await sql`select private.apply_payment_event(${order.attemptId}, null, ${
      sql.json({
        state: "succeeded",
        code: "0",
        amount_minor: order.shillings * 100,
        currency: "KES",
      })
    })`;
    const after = await stage.look(order);
    assert.deepEqual([after.attempts, after.needsReview], [["succeeded", "succeeded"], false]);
    assert.deepEqual(after.payments.map(({ receipt }) => receipt), [end!.receipt]);
  });

  await t.step(
    "7.8 double payment, by hand and by the prompt, the second is surplus, none is lost: till",
    async () => {
      const order = await stage.order();
      await stage.work();
      const reference = await stage.labelOf(order);
      const { receipt } = await phone.payByHand({
        phone: order.phone,
        amount: order.shillings,
        reference,
      });
      await stage.work();
      await phone.approve(order.phone);
      for (let round = 0; round < 4; round++) {
        await stage.passHere(8);
        await stage.work();
      }

      const { end } = await phone.prompt(order.phone);
      const after = await stage.look(order);
      assert.deepEqual(
        after.payments.map((one) => one.receipt).toSorted(),
        [receipt, end!.receipt].toSorted(),
      );
      assert.deepEqual([after.order, after.needsReview], ["paid", true]);
      assert.equal(after.paidShillings, 2 * order.shillings);
    },
  );

  await t.step(
    "every shilling is where its order says",
    () => assertLedgerAddsUp(sql, shop.storeId),
  );
});

Deno.test("the stand-in takes addresses and typed payments as strictly as Daraja", async (t) => {
  await using stage = await startTillStage();
  const { consumer_key, consumer_secret } = LOCAL_MPESA_ACCOUNT.credentials;
  const issued = await fetch(
    `${stage.phone.url}/oauth/v1/generate?grant_type=client_credentials`,
    { headers: { authorization: `Basic ${btoa(`${consumer_key}:${consumer_secret}`)}` } },
  );
  const { access_token } = await issued.json();
  const ask = async (path: string, body: unknown, token = access_token) => {
    const response = await fetch(`${stage.phone.url}/mpesa/c2b/v2/${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    return { status: response.status, ...await response.json() };
  };
  const addresses = {
    ShortCode: "174379",
    ResponseType: "Completed",
    ConfirmationURL: "https://shops.test/till/a/confirmation",
    ValidationURL: "https://shops.test/till/a/validation",
  };
  const typed = {
    ShortCode: "174379",
    CommandID: "CustomerPayBillOnline",
    Amount: 77,
    Msisdn: "254708374149",
    BillRefNumber: "RENT",
  };

  await t.step("a payment that the sandbox is asked for comes as any other", async () => {
    assert.equal((await ask("simulate", typed)).ResponseCode, "0");
    await stage.work();
    assert.deepEqual(await stage.arrivals(), ["open 77 RENT"]);
  });

  await t.step("what Daraja refuses is refused in its words", async () => {
    for (
      const wrong of [
        { ShortCode: "600638" },
        { ResponseType: "Perhaps" },
        { ConfirmationURL: "ftp://shops.test/x" },
        { ValidationURL: "https://shops.test/mpesa/validation" },
      ]
    ) {
      const refused = await ask("registerurl", { ...addresses, ...wrong });
      assert.deepEqual([refused.status, refused.errorCode], [400, "400.002.02"]);
    }
    for (const wrong of [{ Msisdn: "0708374149" }, { Amount: 1.5 }, { CommandID: "Pay" }]) {
      assert.equal((await ask("simulate", { ...typed, ...wrong })).errorCode, "400.002.02");
    }
    assert.equal((await ask("registerurl", addresses, "old")).errorCode, "404.001.03");
    const taken = await ask("registerurl", addresses);
    assert.equal(taken.ResponseCode, "0");
    assert.ok(taken.OriginatorCoversationID);
  });
});

Deno.test("the edge function for payments by hand", async (t) => {
  await using stage = await startTillStage();
  const { sql, tillUrl } = stage;
  const message = (changes: Record<string, unknown> = {}) =>
    JSON.stringify({
      TransactionType: "Pay Bill",
      TransID: "TJ45XAB12D",
      TransTime: "20261004153510",
      TransAmount: "1500.00",
      BusinessShortCode: "174379",
      BillRefNumber: "ORD-7Q2K",
      MSISDN: "2547 ***** 126",
      FirstName: "ASHA",
      ...changes,
    });
  const post = async (path: string, body: BodyInit) => {
    const response = await fetch(path, { method: "POST", body });
    return [response.status, (await response.json()).ResultCode];
  };

  await t.step("welcomes what names its till, and turns away what does not", async () => {
    const url = `${tillUrl}/validation`;
    assert.deepEqual(await post(url, message()), [200, "0"]);
    const other = message({ BusinessShortCode: "600638" });
    assert.deepEqual(await post(url, other), [200, "C2B00015"]);
    assert.deepEqual(await post(url, "{"), [200, "C2B00016"]);
    assert.deepEqual(await stage.arrivals(), []);
  });

  await t.step(
    "keeps the very bytes once; a repeat and an order of its own change nothing",
    async () => {
      const url = `${tillUrl}/confirmation`;
      assert.deepEqual(await post(url, message()), [200, 0]);
      assert.deepEqual(await post(url, message()), [200, 0]);
      assert.deepEqual(await stage.arrivals(), ["received 1500 ORD-7Q2K"]);
      const [event] = await sql`select body, seen from payment_events`;
      assert.equal(new TextDecoder().decode(event!.body), message());
      assert.equal(event!.seen, 2);
    },
  );

  await t.step(
    "7.1 duplicate webhook, the same receipt with another amount is for a person to look at: till",
    async () => {
      await post(`${tillUrl}/confirmation`, message({ TransAmount: "1.00" }));
      assert.deepEqual(await stage.arrivals(), ["received 1500 ORD-7Q2K"]);
      const [event] = await sql`select state, outcome from payment_events order by id desc limit 1`;
      assert.deepEqual({ ...event }, { state: "review", outcome: "till_another_amount" });
    },
  );

  await t.step("half a character in what was typed does not lose the money", async () => {
    const odd = message({ TransID: "TJ45XAB12E", BillRefNumber: "KK\ud800", FirstName: "\udc00" });
    assert.deepEqual(await post(`${tillUrl}/confirmation`, odd), [200, 0]);
    assert.deepEqual(await stage.arrivals("TJ45XAB12E"), ["received 1500 KK\ufffd"]);
  });

  await t.step(
    "7.15 test event in live store, money of another till moves nothing here: till",
    async () => {
      const other = message({ TransID: "TJ0", BusinessShortCode: "600638" });
      assert.deepEqual(await post(`${tillUrl}/confirmation`, other), [200, 0]);
      assert.equal((await stage.arrivals()).length, 2);
    },
  );

  await t.step(
    "7.11 forged webhook, an address nobody was given, 404; malformed, 400, kept; 1 MB, 413: till",
    async () => {
      const guessed = tillUrl.replace(/[0-9a-f]{32}$/, "0".repeat(32));
      assert.deepEqual(await post(`${guessed}/confirmation`, message()), [404, 1]);
      assert.deepEqual(await post(`${tillUrl}/confirmation`, "{"), [400, 1]);
      const [event] = await sql`select state from payment_events order by id desc limit 1`;
      assert.equal(event!.state, "malformed");
      assert.deepEqual(
        await post(`${tillUrl}/confirmation`, new Uint8Array(1024 * 1024).fill(32)),
        [413, 1],
      );
    },
  );
});
