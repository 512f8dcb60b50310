import assert from "node:assert/strict";
import fc from "fast-check";
import { parseTillPayment } from "@/lib/payments/mpesa/till.ts";
import { fromTimestamp, toTimestamp } from "@/lib/payments/mpesa/wire.ts";

const MESSAGE = {
  TransactionType: "Pay Bill",
  TransID: " tj45xab12d ",
  TransTime: "20261004153510",
  TransAmount: "1500.00",
  BusinessShortCode: "600638",
  BillRefNumber: " ord-7Q2K ",
  MSISDN: "2547 ***** 126",
  FirstName: "ASHA",
  MiddleName: "",
  LastName: "NJERI",
};

function parse(message: unknown) {
  return parseTillPayment(new TextEncoder().encode(JSON.stringify(message)));
}

Deno.test("a payment by hand is read as M-Pesa writes it", () => {
  assert.deepEqual(parse(MESSAGE), {
    receipt: "TJ45XAB12D",
    amountMinor: 150_000,
    shortCode: "600638",
    reference: "ord-7Q2K",
    payer: "2547 ***** 126",
    payerName: "ASHA NJERI",
    paidAt: new Date("2026-10-04T12:35:10Z"),
  });
});

Deno.test("7.19 wrong-unit money, what was typed is read to the cent, or not at all: till", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 50_000_000 }), fc.boolean(), (minor, isText) => {
    const shillings = isText ? (minor / 100).toFixed(2) : minor / 100;
    assert.equal(parse({ ...MESSAGE, TransAmount: shillings })!.amountMinor, minor);
  }));
  for (const none of ["", "0", "-1", "1e3", "1,500", "1.005", "KES 5", null, {}]) {
    assert.equal(parse({ ...MESSAGE, TransAmount: none }), null);
  }
});

Deno.test("numbers may come as numbers, and what is not said is empty", () => {
  const { FirstName: _, MSISDN: __, LastName: ___, ...rest } = MESSAGE;
  const read = parse({
    ...rest,
    TransAmount: 1500,
    BusinessShortCode: 600638,
    BillRefNumber: 1042,
    TransTime: 20261004153510,
  });
  assert.deepEqual(
    [read?.amountMinor, read?.shortCode, read?.reference, read?.payer, read?.payerName],
    [150_000, "600638", "1042", "", ""],
  );
  assert.equal(read?.paidAt?.toISOString(), "2026-10-04T12:35:10.000Z");
});

Deno.test("without a receipt, an amount or a till it is none", () => {
  for (const name of ["TransID", "TransAmount", "BusinessShortCode"]) {
    for (const value of [undefined, null, "", {}, [], "\u0000", "0", "-5", "x".repeat(200)]) {
      if (name !== "TransAmount" && (value === "0" || value === "-5")) continue;
      assert.equal(parse({ ...MESSAGE, [name]: value }), null, `${name} ${value}`);
    }
  }
});

Deno.test("nothing that is sent throws, and what is read can be stored", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (body) => {
    parseTillPayment(body);
  }));
  const keys = Object.keys(MESSAGE);
  fc.assert(fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) => {
    const read = parse({ ...MESSAGE, [key]: value });
    if (!read) return;
    assert.ok(Number.isSafeInteger(read.amountMinor) && read.amountMinor > 0);
    assert.ok(read.receipt.length >= 1 && read.receipt.length <= 60);
    assert.ok(read.payer.length <= 64 && read.payerName.length <= 100);
    assert.ok(read.reference.length <= 120);
  }));
});

Deno.test("a timestamp comes back as the second that it was", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_600_000_000, max: 2_200_000_000 }), (second) => {
      const date = new Date(second * 1000);
      assert.deepEqual(fromTimestamp(toTimestamp(date)), date);
    }),
  );
  for (const wire of ["", "2026", "2026100415351", null, {}, "20261004153510Z"]) {
    assert.equal(fromTimestamp(wire), null);
  }
});
