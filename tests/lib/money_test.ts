import assert from "node:assert/strict";
import fc from "fast-check";
import {
  CURRENCY_CODES,
  exponentOf,
  formatMinor,
  formatMoney,
  MAX_MINOR,
  parseMinor,
  roundMinor,
} from "@/lib/money.ts";
import { includedTaxMinor } from "@/lib/tax.ts";

const anyCurrency = fc.constantFrom(...CURRENCY_CODES);
const anyMinor = fc.integer({ min: 0, max: MAX_MINOR });

Deno.test("7.19 wrong-unit money, what formatMinor() writes, parseMinor() reads back: hand", () => {
  fc.assert(fc.property(anyMinor, anyCurrency, (minor, currency) => {
    assert.equal(parseMinor(formatMinor(minor, currency), currency), minor);
  }));
});

Deno.test("parseMinor() never throws and never gives a fraction, whatever is typed", () => {
  fc.assert(fc.property(fc.string(), anyCurrency, (text, currency) => {
    const minor = parseMinor(text, currency);
    assert.ok(minor === null || (Number.isSafeInteger(minor) && minor >= 0 && minor <= MAX_MINOR));
  }));
});

Deno.test("parseMinor() refuses what is not an amount of that currency", () => {
  for (
    const text of [
      "",
      " ",
      "-1",
      "1e9",
      "1.234",
      "0x10",
      "1,2",
      "12,34",
      "NaN",
      "١٢",
      "1.",
      "9999999999999",
    ]
  ) {
    assert.equal(parseMinor(text, "KES"), null, text);
  }
  assert.equal(parseMinor("1.5", "UGX"), null);
});

Deno.test("parseMinor() reads what people type", () => {
  assert.equal(parseMinor("2450", "KES"), 245_000);
  assert.equal(parseMinor(" 2,450.5 ", "KES"), 245_050);
  assert.equal(parseMinor("1500.00", "XOF"), 1500);
});

Deno.test("amounts are grouped, with decimals only where there are any", () => {
  assert.equal(formatMoney(395_000, "KES"), "KES 3,950");
  assert.equal(formatMoney(150_050, "KES"), "KES 1,500.50");
  assert.equal(formatMoney(-100, "KES"), "KES -1");
  assert.equal(formatMoney(1_234_567, "UGX"), "UGX 1,234,567");
});

Deno.test("the tax inside a price and the rest add up, and the tax is within half a unit of exact", () => {
  fc.assert(fc.property(anyMinor, fc.integer({ min: 0, max: 5000 }), (total, rateBp) => {
    const tax = includedTaxMinor(total, rateBp);
    assert.ok(Number.isSafeInteger(tax) && tax >= 0 && tax <= total);
    assert.ok(Math.abs(tax * (10_000 + rateBp) - total * rateBp) <= (10_000 + rateBp));
  }));
  assert.equal(includedTaxMinor(395_000, 1600), 54_483);
});

Deno.test("halves are rounded away from zero", () => {
  assert.deepEqual([0.5, 1.5, -0.5, -1.5, 0.49, -0.2].map(roundMinor), [1, 2, -1, -2, 0, 0]);
});

Deno.test("currencies without cents have exponent 0", () => {
  assert.deepEqual(["UGX", "RWF", "XOF", "KES"].map((code) => exponentOf(code as "KES")), [
    0,
    0,
    0,
    2,
  ]);
});
