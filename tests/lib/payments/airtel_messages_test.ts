import assert from "node:assert/strict";
import fc from "fast-check";
import { airtelMode, readAirtelAccount } from "@/lib/payments/airtel/account.ts";
import { airtelReader } from "@/lib/payments/airtel/callback.ts";
import { toRefundAnswer } from "@/lib/payments/airtel/refunds.ts";
import type { RefundRequest } from "@/lib/payments/gateway.ts";
import { readEnvelope, toQueryAnswer, toSubmitAnswer } from "@/lib/payments/airtel/reply.ts";
import { toReply } from "@/lib/payments/caller.ts";
import { LOCAL_AIRTEL_ACCOUNT } from "@/lib/payments/mod.ts";

const bytes = (value: unknown) =>
  new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
const reply = (status: number, body: unknown = "") =>
  toReply({ status, body: bytes(body), error: "" }, readEnvelope);

const REFUND: RefundRequest = {
  refundId: "refund-1",
  gatewayRef: null,
  otherRefs: [],
  amountMinor: 150_000,
  currency: "UGX",
  reason: "Damaged",
  reference: "KK-1",
  payment: { gatewayRef: "ref1", receipt: "MP1", phone: "+256752123456", amountMinor: 150_000 },
  since: new Date(),
  callbackUrl: "",
  timeoutUrl: "",
};

const said = (response_code: string, success: boolean, result_code = "ESB000010") => ({
  status: { code: "200", message: "x", result_code, response_code, success },
});

Deno.test("Airtel's answer to a request to pay", async (t) => {
  const cases: [string, number, unknown, string][] = [
    ["taken: success says no more", 200, said("DP00800001006", true), "accepted"],
    ["it is there already", 200, said("", false, "ESB000041"), "accepted"],
    ["ambiguous", 200, said("DP00800001000", false), "unknown"],
    ["ambiguous, and yet a success", 200, said("DP00800001000", true), "unknown"],
    ["the network did not answer", 200, said("", false, "ESB000008"), "unknown"],
    ["no success, for a reason that came too early", 200, said("DP00800001007", false), "unknown"],
    ["a wrong field", 400, said("", false, "ESB000036"), "refused"],
    ["a wrong key", 401, { error: "invalid_token" }, "refused"],
    ["too many", 429, "", "busy"],
    ["timed out", 408, "", "unknown"],
    ["broken", 502, "<html>", "unknown"],
    ["a 200 that is no JSON", 200, "<html>", "unknown"],
    ["nothing came", 0, "", "unknown"],
  ];
  for (const [what, status, body, kind] of cases) {
    await t.step(`${what}: ${kind}`, () => {
      assert.equal(toSubmitAnswer(reply(status, body), "ref1").kind, kind);
    });
  }
});

Deno.test("what an enquiry about a payment says of its refund", () => {
  const ask = (status: string, gatewayRef: string | null) => {
    const transaction = { airtel_money_id: "MP1", id: "ref1", message: "x", status };
    const body = { data: { transaction }, ...said("DP00800001001", true) };
    return toRefundAnswer(reply(200, body), { ...REFUND, gatewayRef });
  };
  const outcomeOf = (status: string, gatewayRef: string | null = "refund-1") => {
    const answer = ask(status, gatewayRef);
    return answer.kind === "answered" ? answer.outcome : null;
  };
  for (const gatewayRef of [null, "refund-1"]) {
    const done = outcomeOf("TR", gatewayRef);
    assert.deepEqual([done?.state, done?.amountMinor], ["done", 150_000]);
  }
  // Sent and under way, or lost and never taken.
  assert.equal(outcomeOf("TS")?.state, "pending");
  assert.equal(ask("TS", null).kind, "absent");
  const strange = outcomeOf("TX");
  assert.deepEqual([strange?.state, strange?.isKnown], ["pending", false]);
  for (const status of [0, 401, 429, 500]) {
    assert.equal(toRefundAnswer(reply(status), REFUND).kind, "unanswered");
  }
  const unknown = said("DP00800001025", false);
  assert.equal(toRefundAnswer(reply(200, unknown), REFUND).kind, "unanswered");
});

Deno.test("Airtel's answer to an enquiry", async (t) => {
  const question = { attemptId: "a", gatewayRef: "ref1", currency: "UGX" as const };
  const transaction = { airtel_money_id: "MP1", id: "ref1", message: "Paid", status: "TS" };
  const ask = (fields: Record<string, unknown>, envelope = said("DP00800001001", true)) => {
    const body = { data: { transaction: { ...transaction, ...fields } }, ...envelope };
    const answer = toQueryAnswer(reply(200, body), question);
    return answer.kind === "answered" ? answer.outcome : null;
  };

  await t.step("a payment has its receipt, and no amount", () => {
    assert.deepEqual(ask({}), {
      state: "succeeded",
      code: "TS",
      text: "Paid",
      isKnown: true,
      receipt: "MP1",
    });
  });

  const states = { TF: "failed", TE: "failed", TR: "failed", TIP: "pending", TA: "pending" };
  for (const [status, state] of Object.entries(states)) {
    await t.step(`${status}: ${state}`, () => {
      const outcome = ask({ status });
      assert.deepEqual([outcome?.state, outcome?.isKnown], [state, true]);
    });
  }

  await t.step("a failure has the reason that the envelope gives, where it is documented", () => {
    assert.equal(ask({ status: "TF" }, said("DP00800001007", false))?.code, "DP00800001007");
    assert.equal(ask({ status: "TF" }, said("DP99", false))?.code, "TF");
  });

  await t.step("success of the call is not success of the payment", () => {
    assert.equal(ask({ status: "TIP" }, said("DP00800001001", true))?.state, "pending");
  });

  await t.step("a status that nobody documented fails nothing", () => {
    const outcome = ask({ status: "TX" });
    assert.deepEqual([outcome?.state, outcome?.isKnown], ["pending", false]);
  });

  await t.step("only what Airtel never heard of is absent", () => {
    const kindOf = (status: number, body: unknown) =>
      toQueryAnswer(reply(status, body), question).kind;
    assert.equal(kindOf(200, said("DP00800001025", false)), "absent");
    assert.equal(kindOf(404, ""), "unanswered");
    assert.equal(kindOf(502, { data: { transaction } }), "unanswered");
    assert.equal(
      kindOf(200, { data: { transaction: { ...transaction, id: "ref2" } } }),
      "unanswered",
    );
    assert.equal(kindOf(200, said("DP00800001001", true)), "unanswered");
  });
});

Deno.test("what Airtel's callbacks say", () => {
  const read = (transaction: unknown) => airtelReader.parseCallback(bytes({ transaction }));
  const outcomeOf = (status_code: string) => {
    const callback = read({ id: "ref1", status_code });
    return callback?.kind === "charge" ? callback.outcome.state : null;
  };
  assert.equal(outcomeOf("TS"), "succeeded");
  assert.equal(outcomeOf("TF"), "pending", "a reason to ask");
  for (
    const wrong of [null, {}, { id: "ref1" }, { status_code: "TS" }, { id: 7, status_code: "TS" }]
  ) {
    assert.equal(read(wrong), null);
  }
  fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
    airtelReader.parseCallback(bytes(text));
  }));
});

Deno.test("an account with Airtel is complete or none", () => {
  assert.ok(readAirtelAccount(LOCAL_AIRTEL_ACCOUNT));
  assert.equal(
    readAirtelAccount({ ...LOCAL_AIRTEL_ACCOUNT, credentials: { client_id: "x" } }),
    null,
  );
  assert.deepEqual(
    ["production", "staging", "x"].map((environment) => airtelMode({ environment })),
    [
      "live",
      "test",
      null,
    ],
  );
});
