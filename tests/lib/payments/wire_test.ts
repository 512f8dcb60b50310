import assert from "node:assert/strict";
import fc from "fast-check";
import {
  fromMsisdn,
  fromShillings,
  toMsisdn,
  toPassword,
  toShillings,
  toTimestamp,
} from "@/lib/payments/mpesa/wire.ts";
import { LOCAL_MPESA_ACCOUNT } from "@/lib/payments/mod.ts";

Deno.test("toShillings() takes whole shillings and nothing else", () => {
  fc.assert(fc.property(fc.maxSafeInteger(), (minor) => {
    const shillings = toShillings(minor);
    assert.equal(shillings !== null, minor > 0 && minor % 100 === 0);
    if (shillings !== null) assert.equal(shillings * 100, minor);
  }));
  for (const other of [0, -100, 150.5, 1e300, NaN, Infinity]) {
    assert.equal(toShillings(other), null);
  }
});

Deno.test("fromShillings() reads every way of writing an amount to the cent", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (minor) => {
    const amount = minor / 100;
    const ways = [amount, String(amount), amount.toFixed(2), ` ${amount.toFixed(2)}0 `];
    for (const way of ways) assert.equal(fromShillings(way), minor, String(way));
  }));
});

Deno.test("fromShillings() of what toShillings() sent is the same amount", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 10_000_000 }), (shillings) => {
    assert.equal(fromShillings(toShillings(shillings * 100)), shillings * 100);
  }));
});

Deno.test("fromShillings() is null for anything that is no amount", () => {
  for (const wrong of ["", "1.505", "1,500", "-5", "1e3", "0", 0, -1, NaN, null, {}, [5], true]) {
    assert.equal(fromShillings(wrong), null, String(wrong));
  }
  fc.assert(fc.property(fc.anything(), (anything) => {
    const amount = fromShillings(anything);
    assert.ok(amount === null || Number.isSafeInteger(amount) && amount > 0);
  }));
});

Deno.test("toMsisdn() takes Kenyan mobile numbers; fromMsisdn() gives them back", () => {
  assert.equal(toMsisdn("+254712345678"), "254712345678");
  assert.equal(toMsisdn("+254110345678"), "254110345678");
  for (const other of ["+256712345678", "0712345678", "254712345678", "+25471234567", ""]) {
    assert.equal(toMsisdn(other), null, other);
  }
  assert.equal(fromMsisdn(254712345678), "+254712345678");
  assert.equal(fromMsisdn("254712345678"), "+254712345678");
  for (const hidden of ["2547 ***** 126", undefined, null, {}]) {
    assert.equal(fromMsisdn(hidden), null);
  }
});

Deno.test("toTimestamp() is the time in East Africa, across midnight and years", () => {
  assert.equal(toTimestamp(new Date("2026-10-04T12:30:00Z")), "20261004153000");
  assert.equal(toTimestamp(new Date("2026-12-31T22:59:59Z")), "20270101015959");
});

Deno.test("toPassword() joins short code, passkey and timestamp", () => {
  const account = structuredClone(LOCAL_MPESA_ACCOUNT);
  account.credentials.passkey = "passkey";

  assert.equal(
    toPassword(account, "20261004153000"),
    "MTc0Mzc5cGFzc2tleTIwMjYxMDA0MTUzMDAw",
  );
});
