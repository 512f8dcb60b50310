import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { modeOfKey } from "@/lib/payments/paystack/account.ts";
import { paystackReader } from "@/lib/payments/paystack/callback.ts";
import { toQueryAnswer, toReply, toSubmitAnswer } from "@/lib/payments/paystack/reply.ts";

const bytes = (value: unknown) =>
  new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
const reply = (status: number, body: unknown) => toReply({ status, body: bytes(body), error: "" });

const SUCCESS = {
  id: 4099260516,
  domain: "test",
  status: "success",
  reference: "ref-1",
  amount: 150_050,
  currency: "KES",
  gateway_response: "Approved",
};

Deno.test("the answer to an initialize", async (t) => {
  const page = { authorization_url: "https://checkout.paystack.com/abc", reference: "ref-1" };
  const error = (code: string) => ({ status: false, message: "No", code });
  const cases: [string, number, unknown, string][] = [
    ["done", 200, { status: true, data: page }, "redirect"],
    ["no page", 200, { status: true, data: {} }, "unknown"],
    ["a page that is no address", 200, {
      status: true,
      data: { authorization_url: "javascript:alert(1)" },
    }, "unknown"],
    ["an envelope that says no", 200, error("x"), "unknown"],
    ["the reference is there already", 400, error("duplicate_reference"), "unknown"],
    ["a wrong field", 400, error("invalid_params"), "refused"],
    ["a wrong key", 401, error("invalid_Key"), "refused"],
    ["too many", 429, error("rate_limit"), "busy"],
    ["broken", 502, "<html>", "unknown"],
    ["nothing came", 0, "", "unknown"],
  ];
  for (const [what, status, body, kind] of cases) {
    await t.step(`${what}: ${kind}`, () => {
      assert.equal(toSubmitAnswer(reply(status, body), "ref-1").kind, kind);
    });
  }
});

Deno.test("the answer to a verify", async (t) => {
  const asked = { reference: "ref-1", mode: "test" as const };
  const ask = (data: unknown) => toQueryAnswer(reply(200, { status: true, data }), asked);
  const stateOf = (data: unknown) => {
    const answer = ask(data);
    return answer.kind === "answered" ? answer.outcome.state : answer.kind;
  };

  await t.step("a payment has amount, currency and receipt", () => {
    const answer = ask(SUCCESS);
    assert.deepEqual(answer.kind === "answered" && answer.outcome, {
      state: "succeeded",
      code: "success",
      text: "Approved",
      isKnown: true,
      amountMinor: 150_050,
      currency: "KES",
      receipt: "4099260516",
    });
  });

  const states = {
    failed: "failed",
    reversed: "failed",
    abandoned: "open",
    ongoing: "pending",
    pending: "pending",
    processing: "pending",
    queued: "pending",
    newword: "pending",
  };
  for (const [status, state] of Object.entries(states)) {
    await t.step(`${status}: ${state}`, () => assert.equal(stateOf({ ...SUCCESS, status }), state));
  }

  await t.step("a status that nobody documented is for somebody to look at", () => {
    const answer = ask({ ...SUCCESS, status: "newword" });
    assert.equal(answer.kind === "answered" && answer.outcome.isKnown, false);
  });

  await t.step("a payment that cannot be read is none yet", () => {
    for (
      const wrong of [{ amount: "x" }, { amount: -1 }, { amount: 1.5 }, { currency: "XXX" }, {
        currency: null,
      }, { amount: null }]
    ) {
      assert.equal(stateOf({ ...SUCCESS, ...wrong }), "pending", JSON.stringify(wrong));
    }
  });

  await t.step("another transaction, the other mode or nothing is no answer", () => {
    for (const wrong of [{ reference: "ref-2" }, { domain: "live" }, { status: 7 }]) {
      assert.equal(stateOf({ ...SUCCESS, ...wrong }), "unanswered", JSON.stringify(wrong));
    }
    assert.equal(stateOf(null), "unanswered");
  });

  await t.step("only a reference that was never heard of is absent", () => {
    const absent = { status: false, message: "Transaction reference not found.", code: "" };
    assert.equal(toQueryAnswer(reply(400, absent), asked).kind, "absent");
    assert.equal(toQueryAnswer(reply(404, absent), asked).kind, "absent");
    assert.equal(toQueryAnswer(reply(404, "<html>"), asked).kind, "unanswered");
    assert.equal(toQueryAnswer(reply(500, absent), asked).kind, "unanswered");
    assert.equal(toQueryAnswer(reply(401, { status: false }), asked).kind, "unanswered");
  });
});

Deno.test("the signature of a webhook", async (t) => {
  const body = bytes('{"event":"charge.success","data":{"reference":"ord_1"}}');
  // A vector of the protocol: this key, this body.
  const known =
    "0e793a3500c4d2544850ae27a93f4d40073785bce59b13e9a345a2cad7e1a366fc9181d431e4bb3609df07c8320c48902bca6ce645993258611e01e2913c73ed";
  const verify = (signature: string | null, key: unknown = "sk_test_example1", of = body) =>
    paystackReader.verify!({
      headers: new Headers(signature === null ? {} : { "x-paystack-signature": signature }),
      body: of,
    }, { secret_key: key });
  const sign = (of: Uint8Array, key = "sk_test_example1") =>
    createHmac("sha512", key).update(of).digest("hex");

  await t.step("is hex of HMAC-SHA512 over the bytes", async () => {
    assert.equal(createHmac("sha512", "sk_test_example").update(body).digest("hex"), known);
    assert.equal(await verify(sign(body)), true);
  });

  await t.step("is not there, cut short, too long, in capitals or of another key", async () => {
    const right = sign(body);
    const wrong = [
      null,
      "",
      right.slice(0, -2),
      right + "00",
      right.toUpperCase(),
      "0".repeat(128),
      sign(body, "sk_test_example2"),
    ];
    for (const signature of wrong) assert.equal(await verify(signature), false, String(signature));
    assert.equal(await verify(right, ""), false);
    assert.equal(await verify(right, null), false);
  });

  await t.step("does not survive the change of any byte", async () => {
    const right = sign(body);
    await fc.assert(
      fc.asyncProperty(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), async (
        at,
        by,
      ) => {
        const changed = body.slice();
        changed[at] = changed[at]! ^ by;
        assert.equal(await verify(right, "sk_test_example1", changed), false);
      }),
    );
  });
});

Deno.test("what a webhook says", async (t) => {
  const read = (message: unknown) => paystackReader.parseCallback(bytes(message));

  await t.step("a payment is about its reference, in its mode", () => {
    const callback = read({ event: "charge.success", data: SUCCESS });
    assert.ok(callback?.kind === "charge");
    assert.deepEqual([callback.gatewayRef, callback.mode, callback.outcome.state], [
      "ref-1",
      "test",
      "succeeded",
    ]);
  });

  await t.step("a refund is about its payment, and says no more than that", () => {
    const data = { status: "processed", transaction_reference: "ref-1", refund_reference: null };
    for (const status of ["pending", "processing", "processed", "failed", "needs-attention"]) {
      const told = read({ event: `refund.${status}`, data });
      assert.deepEqual(told, { kind: "refund", gatewayRef: "ref-1" });
    }
  });

  await t.step("transfers, and what names no payment, are about something else", () => {
    for (const event of ["refund.processed", "transfer.success", "charge.dispute.create"]) {
      assert.deepEqual(read({ event, data: {} }), { kind: "other", about: event });
    }
  });

  await t.step("anything else is no message, and nothing throws", () => {
    for (const text of ["", "{", "[]", "null", '{"data":{}}', '{"event":"charge.success"}']) {
      assert.equal(read(text), null, text);
    }
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      paystackReader.parseCallback(bytes(text));
    }));
    fc.assert(fc.property(fc.uint8Array(), (body) => {
      paystackReader.parseCallback(body);
    }));
  });
});

Deno.test("a key tells whether money moves", () => {
  assert.equal(modeOfKey("sk_test_0123456789"), "test");
  assert.equal(modeOfKey("sk_live_0123456789"), "live");
  for (
    const key of ["", "pk_live_0123456789", "sk_live_", "sk_prod_0123456789", " sk_live_01234567"]
  ) {
    assert.equal(modeOfKey(key), null, key);
  }
});
