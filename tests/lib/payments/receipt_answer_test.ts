import assert from "node:assert/strict";
import fc from "fast-check";
import { LOCAL_MPESA_ACCOUNT } from "@/lib/payments/mod.ts";
import { REGISTRY } from "@/lib/payments/registry.ts";
import { createLogger } from "@/lib/observability/mod.ts";

const { receipts } = REGISTRY.mpesa.connect({
  baseUrl: null,
  log: createLogger("test", { level: "silent" }),
});
const bytes = (value: unknown) =>
  new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));

const TOLD = {
  DebitPartyName: "254708374149 - Asha N",
  CreditPartyName: "174379 - Shop",
  TransactionStatus: "Completed",
  FinalisedTime: 20261004153042,
  Amount: 1500,
  ReceiptNo: "TJ45XAB12C",
};

function read(told: Record<string, unknown>, fields: Record<string, unknown> = {}) {
  const ResultParameter = Object.entries(told).map(([Key, Value]) => ({ Key, Value }));
  const Result = { ResultCode: 0, ResultDesc: "Done", ResultParameters: { ResultParameter } };
  return receipts!.read(
    LOCAL_MPESA_ACCOUNT,
    "TJ45XAB12C",
    bytes({ Result: { ...Result, ...fields } }),
  );
}

Deno.test("what M-Pesa says of a receipt", async (t) => {
  await t.step("money that came to this account, by whom and when", () => {
    assert.deepEqual(read(TOLD), {
      kind: "found",
      payment: {
        receipt: "TJ45XAB12C",
        amountMinor: 150_000,
        payer: "254708374149",
        payerName: "Asha N",
        paidAt: new Date("2026-10-04T12:30:42Z"),
      },
    });
  });

  await t.step("a till's own number is the account as well, and payers may be hidden", () => {
    const settings = { ...LOCAL_MPESA_ACCOUNT.settings, kind: "till", till: "600123" };
    const told = {
      ...TOLD,
      CreditPartyName: "600123 - Till",
      DebitPartyName: "2547 ***** 149 - A",
    };
    const ResultParameter = Object.entries(told).map(([Key, Value]) => ({ Key, Value }));
    const Result = { ResultCode: "0", ResultParameters: { ResultParameter } };
    const answer = receipts!.read(
      { ...LOCAL_MPESA_ACCOUNT, settings },
      "TJ45XAB12C",
      bytes({ Result }),
    );
    assert.equal(answer?.kind === "found" && answer.payment.payer, "2547 ***** 149");
  });

  const absent: [string, Record<string, unknown>, string][] = [
    ["went to another account", { CreditPartyName: "600000 - Other" }, "not_ours"],
    [
      "left this account",
      { CreditPartyName: "254708374149 - A", DebitPartyName: "174379 - Shop" },
      "not_ours",
    ],
    ["names nobody who got it", { CreditPartyName: undefined }, "not_ours"],
    ["was reversed", { TransactionStatus: "Reversed" }, "Reversed"],
    ["names no status", { TransactionStatus: undefined }, "no_status"],
  ];
  for (const [what, fields, code] of absent) {
    await t.step(`that it ${what} is none of ours`, () => {
      const answer = read({ ...TOLD, ...fields });
      assert.deepEqual([answer?.kind, answer?.kind === "absent" && answer.code], ["absent", code]);
    });
  }

  await t.step("a code of M-Pesa's says that there is none, and why", () => {
    assert.deepEqual(read({}, { ResultCode: 2032, ResultDesc: "Not found" }), {
      kind: "absent",
      code: "2032",
      text: "Not found",
    });
  });

  await t.step("another receipt, or no amount, is no answer, and nothing throws", () => {
    assert.equal(read({ ...TOLD, ReceiptNo: "TJ45XAB12D" }), null);
    assert.equal(read({ ...TOLD, Amount: "much" }), null);
    for (const text of ["", "{", "[]", '{"Result":{}}', '{"Result":[]}']) {
      assert.equal(receipts!.read(LOCAL_MPESA_ACCOUNT, "TJ45XAB12C", bytes(text)), null, text);
    }
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      receipts!.read(LOCAL_MPESA_ACCOUNT, "TJ45XAB12C", bytes(text));
    }));
  });
});
