import assert from "node:assert/strict";
import fc from "fast-check";
import { toReply } from "@/lib/payments/caller.ts";
import { mtnMode, readMtnAccount } from "@/lib/payments/mtn/account.ts";
import { mtnReader } from "@/lib/payments/mtn/callback.ts";
import type { RefundRequest } from "@/lib/payments/gateway.ts";
import { toRefundAnswer } from "@/lib/payments/mtn/refunds.ts";
import { readEnvelope, toQueryAnswer, toSubmitAnswer } from "@/lib/payments/mtn/reply.ts";
import { LOCAL_MTN_ACCOUNT } from "@/lib/payments/mod.ts";

const bytes = (value: unknown) =>
  new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
const reply = (status: number, body: unknown = "") =>
  toReply({ status, body: bytes(body), error: "" }, readEnvelope);

const PAID = {
  amount: "1500",
  currency: "UGX",
  financialTransactionId: "363440463",
  externalId: "ref-1",
  payer: { partyIdType: "MSISDN", partyId: "256772123456" },
  status: "SUCCESSFUL",
};

Deno.test("MTN's answer to a request to pay", async (t) => {
  const error = (code: string) => ({ code, message: "No" });
  const cases: [string, number, unknown, string][] = [
    ["taken, without a word", 202, "", "accepted"],
    ["it is there already", 409, error("RESOURCE_ALREADY_EXIST"), "accepted"],
    ["a wrong field", 400, "", "refused"],
    ["a wrong key", 401, error(""), "refused"],
    ["no such payer", 500, error("PAYER_NOT_FOUND"), "refused"],
    ["another host for callbacks", 500, error("INVALID_CALLBACK_URL_HOST"), "refused"],
    ["too many", 429, error("x"), "busy"],
    ["a fault of MTN's", 500, error("INTERNAL_PROCESSING_ERROR"), "unknown"],
    ["out of service", 503, error("SERVICE_UNAVAILABLE"), "unknown"],
    ["a 200, which nobody documented", 200, "", "unknown"],
    ["nothing came", 0, "", "unknown"],
  ];
  for (const [what, status, body, kind] of cases) {
    await t.step(`${what}: ${kind}`, () => {
      assert.equal(toSubmitAnswer(reply(status, body), "ref-1").kind, kind);
    });
  }
});

Deno.test("MTN's answer to a question", async (t) => {
  const question = { attemptId: "a", gatewayRef: "ref-1", currency: "UGX" as const };
  const ask = (body: unknown, environment: "sandbox" | "mtnuganda" = "mtnuganda") => {
    const answer = toQueryAnswer(reply(200, body), question, { environment });
    return answer.kind === "answered" ? answer.outcome : null;
  };

  await t.step("a payment has amount, currency and receipt", () => {
    assert.deepEqual(ask(PAID), {
      state: "succeeded",
      code: "SUCCESSFUL",
      text: "",
      isKnown: true,
      amountMinor: 1500,
      currency: "UGX",
      receipt: "363440463",
    });
  });

  await t.step(
    "the sandbox's euros are what was asked for; elsewhere they are nothing we know",
    () => {
      const euros = { ...PAID, currency: "EUR" };
      assert.equal(ask(euros, "sandbox")?.currency, "UGX");
      assert.deepEqual([ask(euros)?.state, ask(euros)?.isKnown], ["pending", false]);
    },
  );

  await t.step("a failure has its reason, as a word or with a sentence", () => {
    for (const reason of ["EXPIRED", { code: "EXPIRED", message: "Too late" }]) {
      const outcome = ask({ ...PAID, status: "FAILED", reason });
      assert.deepEqual([outcome?.state, outcome?.code], ["failed", "EXPIRED"]);
    }
    assert.equal(ask({ ...PAID, status: "FAILED" })?.code, "FAILED");
  });

  await t.step("a status that nobody documented fails nothing", () => {
    const outcome = ask({ ...PAID, status: "WOBBLING" });
    assert.deepEqual([outcome?.state, outcome?.isKnown], ["pending", false]);
  });

  await t.step("only what MTN never heard of is absent", () => {
    const settings = { environment: "sandbox" as const };
    const kindOf = (status: number, body: unknown = "") =>
      toQueryAnswer(reply(status, body), question, settings).kind;
    assert.equal(kindOf(404), "absent");
    for (const status of [0, 400, 401, 429, 500, 503]) {
      assert.equal(kindOf(status, PAID), "unanswered", String(status));
    }
    assert.equal(kindOf(200, { ...PAID, externalId: "ref-2" }), "unanswered");
    assert.equal(kindOf(200, "{"), "unanswered");
  });
});

Deno.test("MTN's answer to a question about a refund", async (t) => {
  const request: RefundRequest = {
    refundId: "refund-1",
    gatewayRef: "refund-1",
    otherRefs: [],
    amountMinor: 1500,
    currency: "UGX",
    reason: "Damaged",
    reference: "KK-1",
    payment: { gatewayRef: "ref-1", receipt: "1", phone: "+256772123456", amountMinor: 1500 },
    since: new Date(),
    callbackUrl: "",
    timeoutUrl: "",
  };
  const GIVEN = { ...PAID, externalId: "refund-1" };
  const ask = (body: unknown, environment: "sandbox" | "mtnuganda" = "mtnuganda") => {
    const answer = toRefundAnswer(reply(200, body), request, environment);
    return answer.kind === "answered" ? answer.outcome : null;
  };

  await t.step("done, with what went back and MTN's number of it", () => {
    assert.deepEqual(ask(GIVEN), {
      state: "done",
      code: "SUCCESSFUL",
      text: "",
      isKnown: true,
      amountMinor: 1500,
      receipt: "363440463",
    });
    assert.equal(ask({ ...GIVEN, currency: "EUR" }, "sandbox")?.state, "done");
  });

  await t.step("money that cannot be read, or of another name, is for a person", () => {
    for (const fields of [{ currency: "EUR" }, { amount: "1.5" }, { amount: undefined }]) {
      const outcome = ask({ ...GIVEN, ...fields });
      assert.deepEqual([outcome?.state, outcome?.isKnown], ["pending", false]);
    }
  });

  await t.step("failed with its reason, under way, and a word that nobody documented", () => {
    const failed = ask({ ...GIVEN, status: "FAILED", reason: "NOT_ENOUGH_FUNDS" });
    assert.deepEqual([failed?.state, failed?.code], ["failed", "NOT_ENOUGH_FUNDS"]);
    assert.deepEqual(ask({ ...GIVEN, status: "PENDING" })?.isKnown, true);
    const strange = ask({ ...GIVEN, status: "WOBBLING" });
    assert.deepEqual([strange?.state, strange?.isKnown], ["pending", false]);
  });

  await t.step("only what MTN never heard of is absent", () => {
    const kindOf = (status: number, body: unknown = "") =>
      toRefundAnswer(reply(status, body), request, "sandbox").kind;
    assert.equal(kindOf(404), "absent");
    for (const status of [0, 400, 401, 429, 500, 503]) {
      assert.equal(kindOf(status, GIVEN), "unanswered", String(status));
    }
    assert.equal(kindOf(200, PAID), "unanswered");
  });
});

Deno.test("what MTN's callbacks say", async (t) => {
  await t.step("a payment is about its reference, and its amount is left to a question", () => {
    assert.deepEqual(mtnReader.parseCallback(bytes(PAID)), {
      kind: "charge",
      gatewayRef: "ref-1",
      outcome: { state: "succeeded", code: "SUCCESSFUL", text: "", isKnown: true },
    });
  });

  await t.step("anything else is no message, and nothing throws", () => {
    for (const text of ["", "{", "[]", "null", '{"externalId":"ref-1"}', '{"status":"FAILED"}']) {
      assert.equal(mtnReader.parseCallback(bytes(text)), null, text);
    }
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      mtnReader.parseCallback(bytes(text));
    }));
    fc.assert(fc.property(fc.uint8Array(), (body) => {
      mtnReader.parseCallback(body);
    }));
  });
});

Deno.test("an account with MTN is complete or none", () => {
  assert.ok(readMtnAccount(LOCAL_MTN_ACCOUNT));
  assert.equal(readMtnAccount({ settings: {}, credentials: LOCAL_MTN_ACCOUNT.credentials }), null);
  assert.equal(readMtnAccount({ settings: LOCAL_MTN_ACCOUNT.settings, credentials: {} }), null);
  assert.equal(mtnMode({ environment: "mtnghana" }), "live");
  assert.equal(mtnMode({ environment: "mtnatlantis" }), null);
});
