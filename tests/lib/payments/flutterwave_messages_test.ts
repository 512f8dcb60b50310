import assert from "node:assert/strict";
import fc from "fast-check";
import { toReply } from "@/lib/payments/caller.ts";
import { modeOfFlutterwaveKey } from "@/lib/payments/flutterwave/account.ts";
import { flutterwaveReader } from "@/lib/payments/flutterwave/callback.ts";
import { toRefundAnswer, toRefundOutcome } from "@/lib/payments/flutterwave/refunds.ts";
import { readEnvelope, toQueryAnswer, toSubmitAnswer } from "@/lib/payments/flutterwave/reply.ts";

const bytes = (value: unknown) =>
  new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
const reply = (status: number, body: unknown) =>
  toReply({ status, body: bytes(body), error: "" }, readEnvelope);

const PAID = {
  id: 1163068,
  tx_ref: "ref-1",
  amount: 1500,
  currency: "UGX",
  status: "successful",
  processor_response: "Approved",
};

Deno.test("the answer to a request for a page of Flutterwave's", async (t) => {
  const link = (address: unknown) => ({
    status: "success",
    message: "Hosted Link",
    data: { link: address },
  });
  const error = { status: "error", message: "No", data: null };
  const cases: [string, number, unknown, string][] = [
    ["a page", 200, link("https://checkout.flutterwave.com/v3/hosted/pay/ab12"), "redirect"],
    ["no page", 200, link(null), "unknown"],
    ["a page that is no address", 200, link("javascript:alert(1)"), "unknown"],
    ["an envelope that says no", 200, error, "unknown"],
    ["a wrong field", 400, error, "refused"],
    ["a wrong key", 401, error, "refused"],
    ["too many", 429, error, "busy"],
    ["an error after half a minute", 503, error, "unknown"],
    ["nothing came", 0, "", "unknown"],
  ];
  for (const [what, status, body, kind] of cases) {
    await t.step(`${what}: ${kind}`, () => {
      assert.equal(toSubmitAnswer(reply(status, body), "ref-1").kind, kind);
    });
  }
});

Deno.test("the transactions under a reference", async (t) => {
  const question = { attemptId: "a", gatewayRef: "ref-1", currency: "UGX" as const };
  const ask = (data: unknown, status = 200) => {
    const answer = toQueryAnswer(reply(status, { status: "success", data }), question);
    return answer.kind === "answered" ? answer.outcome : null;
  };

  await t.step("a payment has amount, currency and receipt", () => {
    assert.deepEqual(ask([PAID]), {
      state: "succeeded",
      code: "successful",
      text: "Approved",
      isKnown: true,
      amountMinor: 1500,
      currency: "UGX",
      receipt: "1163068",
    });
  });

  await t.step("none yet: the page is open", () => {
    assert.equal(ask([])?.state, "open");
    assert.equal(
      ask([{ ...PAID, tx_ref: "ref-2" }])?.state,
      "open",
      "those of others do not count",
    );
  });

  await t.step("declined, then paid: paid, in whichever order they come", () => {
    const declined = { ...PAID, id: 2, status: "failed" };
    assert.equal(ask([declined])?.state, "failed");
    assert.equal(ask([declined, PAID])?.state, "succeeded");
    assert.equal(ask([PAID, declined])?.state, "succeeded");
    assert.equal(ask([declined, { ...PAID, status: "pending" }])?.state, "pending");
  });

  await t.step("paid twice on one page: all of it is told", () => {
    assert.equal(ask([PAID, { ...PAID, id: 2, amount: 500 }])?.amountMinor, 2000);
  });

  await t.step("what is kept is what is not settled, in whole units of the books", () => {
    const fee = (change: Record<string, unknown>, ...more: Record<string, unknown>[]) =>
      ask([{ ...PAID, ...change }, ...more.map((one) => ({ ...PAID, id: 2, ...one }))])?.feeMinor;
    assert.equal(fee({}), undefined, "not told");
    assert.equal(fee({ app_fee: 21, merchant_fee: 0 }), 21);
    assert.equal(fee({ app_fee: 37.5, merchant_fee: 0 }), 38, "halves go up");
    assert.equal(fee({ app_fee: 37.5, amount_settled: 1462.5 }), 38);
    assert.equal(fee({ app_fee: "21.4", merchant_fee: "5" }), 26);
    assert.equal(fee({ app_fee: 21, charged_amount: 1521 }), 0, "the payer bore it");
    assert.equal(fee({ app_fee: 21, amount_settled: 1500, charged_amount: 1521 }), 0);
    assert.equal(fee({ app_fee: 20.5 }, { app_fee: 20.4 }), 41, "of all, rounded once");
    assert.equal(fee({ app_fee: 20 }, {}), undefined, "one of them does not tell");
    for (const app_fee of [1501, -1, "x", null]) assert.equal(fee({ app_fee }), undefined);
  });

  await t.step("a status that nobody documented fails nothing", () => {
    const strange = ask([{ ...PAID, status: "failed" }, { ...PAID, status: "newword" }]);
    assert.deepEqual([strange?.state, strange?.isKnown, strange?.code], [
      "pending",
      false,
      "newword",
    ]);
  });

  await t.step("an amount that cannot be read is none yet", () => {
    for (const wrong of [{ amount: "x" }, { amount: 1.5 }, { currency: "XXX" }, { amount: null }]) {
      const outcome = ask([{ ...PAID, ...wrong }]);
      assert.deepEqual([outcome?.state, outcome?.isKnown], ["pending", false]);
    }
  });

  await t.step("an error says nothing of the payment", () => {
    assert.equal(ask([PAID], 503), null);
    assert.equal(ask(null), null);
    const no = { status: "error", message: "No transaction was found", data: null };
    assert.equal(toQueryAnswer(reply(200, no), question).kind, "unanswered");
  });
});

Deno.test("the answer to a request for a refund", async (t) => {
  const taken = { status: "success", data: { id: 75923, status: "completed" } };
  const error = { status: "error", message: "No", data: null };
  const cases: [string, number, unknown, string][] = [
    ["a number", 200, taken, "accepted"],
    ["no number", 200, { status: "success", data: {} }, "unknown"],
    ["an envelope that says no", 200, error, "unknown"],
    ["more than is left", 400, error, "refused"],
    ["too slow to be read", 408, error, "unknown"],
    ["too many", 429, error, "busy"],
    ["an error after half a minute", 503, error, "unknown"],
    ["nothing came", 0, "", "unknown"],
  ];
  for (const [what, status, body, kind] of cases) {
    await t.step(`${what}: ${kind}`, () => {
      assert.equal(toRefundAnswer(reply(status, body)).kind, kind);
    });
  }
});

Deno.test("what a refund says of itself", async (t) => {
  const outcome = (status: unknown, amount: unknown = 6900) =>
    toRefundOutcome({ id: 75923, status, AmountRefunded: amount }, "UGX");

  await t.step("done, with amount and receipt, when it says where the money went", () => {
    for (const status of ["bank-transfer", "momo", "mpgs", "offline", "preauth"]) {
      const { state, amountMinor, receipt } = outcome(`completed-${status}`);
      assert.deepEqual([state, amountMinor, receipt], ["done", 6900, "75923"]);
    }
  });

  await t.step("completed alone, and what is on its way, is not final", () => {
    for (const status of ["completed", "new", "pending", "pending-momo", "processing"]) {
      const { state, isKnown } = outcome(status);
      assert.deepEqual([state, isKnown], ["pending", true]);
    }
  });

  await t.step("failed is final", () => assert.equal(outcome("failed").state, "failed"));

  await t.step("whatever else it says fails nothing", () => {
    const others = fc.oneof(
      fc.string(),
      fc.constant("completed-"),
      fc.integer(),
      fc.constant(null),
    );
    fc.assert(fc.property(others, (status) => {
      const { state } = outcome(status);
      assert.equal(state === "failed", status === "failed");
      assert.notEqual(state, "done");
    }));
  });
});

Deno.test("what comes with Flutterwave's webhooks", async (t) => {
  const keys = { secret_key: "FLWSECK_TEST-0123456789-X", secret_hash: "twelve-signs-" };
  const verify = (hash: string | null, credentials: unknown = keys) =>
    flutterwaveReader.verify!({
      headers: new Headers(hash === null ? {} : { "verif-hash": hash }),
      body: bytes("{}"),
    }, credentials);

  await t.step("is the very secret", async () => {
    assert.equal(await verify("twelve-signs-"), true);
    for (const wrong of [null, "", "twelve-signs", "twelve-signs--", "TWELVE-SIGNS-"]) {
      assert.equal(await verify(wrong), false, String(wrong));
    }
  });

  await t.step("is never right for an account without one", async () => {
    for (const hash of ["", "short"]) {
      assert.equal(await verify(hash, { ...keys, secret_hash: hash }), false);
    }
    assert.equal(await verify("undefined", {}), false);
    assert.equal(await verify("null", null), false);
  });

  await t.step("a refund is about the number of its payment, and no more than a hint", () => {
    const read = (data: unknown) =>
      flutterwaveReader.parseCallback(bytes({ event: "refund.completed", data }));
    const refund = { id: 1, TransactionId: 1163068, status: "completed-mpgs", AmountRefunded: 1 };
    assert.deepEqual(read(refund), { kind: "refund", gatewayRef: "1163068" });
    for (const data of [null, {}, { TransactionId: "x1" }, { TransactionId: -1 }]) {
      assert.deepEqual(read(data), { kind: "other", about: "refund.completed" });
    }
  });

  await t.step("a payment is about its reference", () => {
    const callback = flutterwaveReader.parseCallback(
      bytes({ event: "charge.completed", data: PAID }),
    );
    assert.ok(callback?.kind === "charge");
    assert.deepEqual([callback.gatewayRef, callback.outcome.state], ["ref-1", "succeeded"]);
  });

  await t.step("a declined try is no more than a reason to ask", () => {
    const data = { ...PAID, status: "failed" };
    const callback = flutterwaveReader.parseCallback(bytes({ event: "charge.completed", data }));
    assert.equal(callback?.kind === "charge" && callback.outcome.state, "pending");
  });

  await t.step("transfers and refunds are about something else", () => {
    for (const event of ["transfer.completed", "refund.completed", "subscription.cancelled"]) {
      const callback = flutterwaveReader.parseCallback(bytes({ event, data: {} }));
      assert.deepEqual(callback, { kind: "other", about: event });
    }
  });

  await t.step("anything else is no message, and nothing throws", () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      flutterwaveReader.parseCallback(bytes(text));
    }));
    fc.assert(fc.property(fc.uint8Array(), (body) => {
      flutterwaveReader.parseCallback(body);
    }));
    for (const text of ["", "[]", '{"event":"charge.completed"}']) {
      assert.equal(flutterwaveReader.parseCallback(bytes(text)), null);
    }
  });
});

Deno.test("a key of Flutterwave's tells whether money moves", () => {
  assert.equal(modeOfFlutterwaveKey("FLWSECK_TEST-0123456789-X"), "test");
  assert.equal(modeOfFlutterwaveKey("FLWSECK-0123456789-X"), "live");
  for (const key of ["", "FLWPUBK-0123456789-X", "FLWSECK_PROD-0123456789", "FLWSECK-"]) {
    assert.equal(modeOfFlutterwaveKey(key), null, key);
  }
});
