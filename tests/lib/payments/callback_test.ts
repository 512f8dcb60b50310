import assert from "node:assert/strict";
import fc from "fast-check";
import { parseCallback as parseAny } from "@/lib/payments/mpesa/callback.ts";

function bytes(message: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(message));
}

function message(fields: Record<string, unknown>, items?: unknown) {
  return {
    Body: {
      stkCallback: {
        MerchantRequestID: "29115-34620561-1",
        CheckoutRequestID: "ws_CO_041020261530001234",
        ResultDesc: "The service request is processed successfully.",
        ...fields,
        ...(items !== undefined && { CallbackMetadata: { Item: items } }),
      },
    },
  };
}

const ITEMS = [
  { Name: "Amount", Value: 1500 },
  { Name: "MpesaReceiptNumber", Value: "TJ45XAB12C" },
  { Name: "Balance" },
  { Name: "TransactionDate", Value: 20261004153042 },
  { Name: "PhoneNumber", Value: 254708374149 },
];

/** Of a prompt, as each of these is. */
function parseCallback(body: Uint8Array) {
  const callback = parseAny(body);
  if (callback === null) return null;
  assert.ok(callback.kind === "charge");
  return callback;
}

Deno.test("parseCallback() reads a payment, its items in any order, its numbers in any form", () => {
  const anItemList = fc.shuffledSubarray(ITEMS, { minLength: ITEMS.length });
  const aCode = fc.constantFrom<unknown>(0, "0", " 0 ");
  const anAmount = fc.constantFrom<unknown>(1500, 1500.0, "1500", "1500.00");
  fc.assert(fc.property(anItemList, aCode, anAmount, (items, ResultCode, amount) => {
    const told = items.map((item) => item.Name === "Amount" ? { ...item, Value: amount } : item);

    assert.deepEqual(parseCallback(bytes(message({ ResultCode }, told))), {
      kind: "charge",
      gatewayRef: "ws_CO_041020261530001234",
      outcome: {
        state: "succeeded",
        code: "0",
        text: "The service request is processed successfully.",
        isKnown: true,
        amountMinor: 150_000,
        receipt: "TJ45XAB12C",
        payerPhone: "+254708374149",
      },
    });
  }));
});

Deno.test("parseCallback() leaves out details that are missing or make no sense", () => {
  for (
    const items of [undefined, null, "x", [], [null, 5], { Name: "Amount" }, [{
      Name: "Amount",
      Value: -5,
    }, { Name: "MpesaReceiptNumber", Value: 7 }]]
  ) {
    assert.deepEqual(parseCallback(bytes(message({ ResultCode: 0 }, items)))?.outcome, {
      state: "succeeded",
      code: "0",
      text: "The service request is processed successfully.",
      isKnown: true,
    });
  }
});

Deno.test("parseCallback() takes a single item that stands alone", () => {
  const parsed = parseCallback(
    bytes(message({ ResultCode: 0 }, { Name: "Amount", Value: 1500.5 })),
  );
  assert.equal(parsed?.outcome.amountMinor, 150_050);
});

Deno.test("parseCallback() fails only what is documented as a failure", () => {
  const failures = ["1", "17", "26", "1001", "1019", "1025", "9999", "1032", "1037", "2001"];
  for (const code of failures) {
    for (const ResultCode of [code, Number(code)]) {
      const outcome = parseCallback(bytes(message({ ResultCode })))?.outcome;
      assert.deepEqual([outcome?.state, outcome?.code], ["failed", code]);
    }
  }
  fc.assert(fc.property(fc.integer(), (code) => {
    fc.pre(code !== 0 && code !== 4999 && !failures.includes(String(code)));
    const outcome = parseCallback(bytes(message({ ResultCode: code })))?.outcome;
    assert.deepEqual([outcome?.state, outcome?.isKnown], ["pending", false]);
  }));
  assert.equal(parseCallback(bytes(message({ ResultCode: 4999 })))?.outcome.isKnown, true);
});

Deno.test("parseCallback() is null for anything else and never throws", () => {
  for (
    const wrong of [
      {},
      [],
      null,
      { Body: { stkCallback: [] } },
      message({}),
      message({ ResultCode: null }),
      message({ ResultCode: 1.5 }),
      message({ ResultCode: 0, CheckoutRequestID: 7 }),
      message({ ResultCode: 0, CheckoutRequestID: "" }),
      message({ ResultCode: 0, CheckoutRequestID: "a\u0000" }),
      message({ ResultCode: 0, CheckoutRequestID: "x".repeat(121) }),
    ]
  ) {
    assert.equal(parseCallback(bytes(wrong)), null, JSON.stringify(wrong));
  }
  const unprintable = { toString: 1, valueOf: 1 };
  parseCallback(bytes(message({ ResultCode: 0 }, [{ Name: "PhoneNumber", Value: unprintable }])));
  fc.assert(fc.property(fc.uint8Array(), (body) => parseCallback(body) === null));
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    parseCallback(bytes(value));
    parseCallback(bytes({ Body: { stkCallback: value } }));
    parseCallback(bytes(message({ ResultCode: value, ResultDesc: value }, value)));
    parseCallback(bytes(message({ ResultCode: 0 }, [{ Name: "Amount", Value: value }])));
  }));
});

function result(change: Record<string, unknown> = {}): Uint8Array {
  return bytes({
    Result: {
      ResultType: 0,
      ResultCode: 0,
      ResultDesc: "The service request is processed successfully.",
      OriginatorConversationID: "refund-1",
      ConversationID: "AG_1",
      TransactionID: "tj49zzz111",
      ...change,
    },
  });
}

Deno.test("a payment out that was made, and what of it the message names", () => {
  const Item = { Key: "TransactionAmount", Value: 1500 };
  for (const ResultParameter of [Item, [{ Key: "Other" }, Item], [Item, null]]) {
    assert.deepEqual(parseAny(result({ ResultParameters: { ResultParameter } })), {
      kind: "refund",
      gatewayRef: "refund-1",
      outcome: {
        state: "done",
        code: "0",
        text: "The service request is processed successfully.",
        isKnown: true,
        amountMinor: 150_000,
        receipt: "TJ49ZZZ111",
      },
    });
  }
});

Deno.test("a payment out fails by documented codes alone; a repeat says nothing of the money", () => {
  const stateOf = (ResultCode: unknown) => {
    const callback = parseAny(result({ ResultCode }));
    assert.ok(callback?.kind === "refund");
    return [callback.outcome!.state, callback.outcome!.isKnown];
  };
  for (const code of [1, "1", 8, 2001, "2040"]) assert.deepEqual(stateOf(code), ["failed", true]);
  assert.deepEqual(stateOf(15), ["pending", true]);
  for (const code of [17, "R000002", 99]) assert.deepEqual(stateOf(code), ["pending", false]);
});

Deno.test("an answer about a payment out is of that payment, and final only when it is completed", () => {
  const told = (TransactionStatus: string) => {
    const entries = { OriginatorConversationID: "refund-1", TransactionStatus, ReceiptNo: "TJ1" };
    const ResultParameter = Object.entries(entries).map(([Key, Value]) => ({ Key, Value }));
    const callback = parseAny(
      result({ OriginatorConversationID: "question-1", ResultParameters: { ResultParameter } }),
    );
    assert.ok(callback?.kind === "refund");
    return [callback.gatewayRef, callback.outcome!.state, callback.outcome!.receipt];
  };
  assert.deepEqual(told("Completed"), ["refund-1", "done", "TJ1"]);
  assert.deepEqual(told("Failed"), ["refund-1", "pending", "TJ1"]);
});

Deno.test("what is no result is none, and nothing throws", () => {
  for (const change of [{ OriginatorConversationID: 5 }, { ResultCode: null }]) {
    assert.equal(parseAny(result(change)), null);
  }
  fc.assert(fc.property(fc.json(), (json) => {
    parseAny(bytes({ Result: JSON.parse(json) }));
  }));
});
