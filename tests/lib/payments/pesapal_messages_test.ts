import assert from "node:assert/strict";
import fc from "fast-check";
import { toReply } from "@/lib/payments/caller.ts";
import { LOCAL_PESAPAL_ACCOUNT } from "@/lib/payments/mod.ts";
import { pesapalMode, readPesapalAccount } from "@/lib/payments/pesapal/account.ts";
import { pesapalReader } from "@/lib/payments/pesapal/callback.ts";
import { readEnvelope, toQueryAnswer, toSubmitAnswer } from "@/lib/payments/pesapal/reply.ts";

const bytes = (value: unknown) =>
  new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
const reply = (status: number, body: unknown = "") =>
  toReply({ status, body: bytes(body), error: "" }, readEnvelope);

const NO_ERROR = { error_type: null, code: null, message: null };
const failure = (code: string) => ({ error: { error_type: "api_error", code, message: "No" } });

Deno.test("Pesapal's answer to an order", async (t) => {
  const page = { order_tracking_id: "t1", redirect_url: "https://pay.pesapal.com/x", error: null };
  const cases: [string, number, unknown, string][] = [
    ["a page", 200, page, "redirect"],
    ["a page, and an error of nulls", 200, { ...page, error: NO_ERROR }, "redirect"],
    [
      "a page that is no address",
      200,
      { ...page, redirect_url: "javascript:alert(1)" },
      "page_lost",
    ],
    ["a page without a name", 200, { ...page, order_tracking_id: null }, "page_lost"],
    [
      "no, with a status of 200",
      200,
      failure("amount_exceeds_default_limit"),
      "amount_exceeds_default_limit",
    ],
    ["a wrong field", 400, failure("missing_required_field"), "missing_required_field"],
    ["broken", 502, "<html>", "page_lost"],
    ["nothing came", 0, "", "page_lost"],
    ["too many", 429, failure("x"), "busy"],
  ];
  for (const [what, status, body, outcome] of cases) {
    await t.step(`${what}: ${outcome}`, () => {
      const answer = toSubmitAnswer(reply(status, body));
      assert.equal(answer.kind === "refused" ? answer.code : answer.kind, outcome);
    });
  }
});

Deno.test("Pesapal's answer to a question", async (t) => {
  const question = { attemptId: "ref-1", gatewayRef: "t1", currency: "KES" as const };
  const paid = {
    status_code: 1,
    payment_status_description: "Completed",
    amount: 1500.5,
    currency: "KES",
    confirmation_code: "C1",
    merchant_reference: "ref-1",
    message: "ok",
    error: NO_ERROR,
  };
  const ask = (fields: Record<string, unknown> = {}, status = 200) => {
    const answer = toQueryAnswer(reply(status, { ...paid, ...fields }), question);
    return answer.kind === "answered" ? answer.outcome : null;
  };

  await t.step("a payment has amount, currency and receipt", () => {
    assert.deepEqual(ask(), {
      state: "succeeded",
      code: "completed",
      text: "ok",
      isKnown: true,
      amountMinor: 150_050,
      currency: "KES",
      receipt: "C1",
    });
  });

  const states: [number, string, string][] = [
    [0, "INVALID", "open"],
    [0, "PENDING", "pending"],
    [2, "Failed", "failed"],
    [3, "Reversed", "failed"],
  ];
  for (const [status_code, payment_status_description, state] of states) {
    await t.step(`${status_code} ${payment_status_description}: ${state}`, () => {
      const outcome = ask({ status_code, payment_status_description });
      assert.deepEqual([outcome?.state, outcome?.isKnown], [state, true]);
    });
  }

  await t.step("a number that nobody documented fails nothing", () => {
    const outcome = ask({ status_code: 9, payment_status_description: "Wobbling" });
    assert.deepEqual([outcome?.state, outcome?.isKnown], ["pending", false]);
  });

  await t.step("an amount that cannot be read is none yet", () => {
    for (const wrong of [{ amount: "x" }, { amount: -1 }, { currency: "XXX" }, { amount: null }]) {
      assert.deepEqual([ask(wrong)?.state, ask(wrong)?.isKnown], ["pending", false]);
    }
  });

  await t.step("an error, or another order, says nothing of the payment", () => {
    assert.equal(ask({ merchant_reference: "ref-2" }), null);
    assert.equal(ask({}, 500), null);
    assert.equal(ask({}, 401), null);
    assert.equal(toQueryAnswer(reply(200, failure("x")), question).kind, "unanswered");
  });
});

Deno.test("what Pesapal's notifications say", async (t) => {
  const notice = {
    OrderTrackingId: "t1",
    OrderMerchantReference: "ref-1",
    OrderNotificationType: "IPNCHANGE",
  };

  await t.step("whom to ask about, with either way of writing names", () => {
    const camel = {
      orderTrackingId: "t1",
      orderMerchantReference: "ref-1",
      orderNotificationType: "IPNCHANGE",
    };
    for (const message of [notice, camel]) {
      const callback = pesapalReader.parseCallback(bytes(message));
      assert.ok(callback?.kind === "charge");
      assert.deepEqual([callback.gatewayRef, callback.outcome.state], ["t1", "pending"]);
    }
  });

  await t.step("is answered with what it said", async () => {
    const response = pesapalReader.answerCallback(200, "Accepted", bytes(notice));
    assert.deepEqual(await response.json(), {
      orderNotificationType: "IPNCHANGE",
      orderTrackingId: "t1",
      orderMerchantReference: "ref-1",
      status: 200,
    });
    assert.equal(pesapalReader.answerCallback(404, "Not found").status, 404);
  });

  await t.step("renewals are about something else, and nothing throws", () => {
    const renewal = { ...notice, OrderNotificationType: "RECURRING" };
    assert.equal(pesapalReader.parseCallback(bytes(renewal))?.kind, "other");
    assert.equal(pesapalReader.parseCallback(bytes({ OrderTrackingId: "t1" })), null);
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      pesapalReader.parseCallback(bytes(text));
    }));
  });
});

Deno.test("an account with Pesapal is complete or none", () => {
  assert.ok(readPesapalAccount(LOCAL_PESAPAL_ACCOUNT));
  assert.equal(readPesapalAccount({ ...LOCAL_PESAPAL_ACCOUNT, settings: {} }), null);
  assert.deepEqual(["live", "sandbox", "x"].map((environment) => pesapalMode({ environment })), [
    "live",
    "test",
    null,
  ]);
});
