import assert from "node:assert/strict";
import fc from "fast-check";
import { GATEWAYS } from "@/lib/enums.ts";
import { CURRENCY_CODES, MAX_MINOR, payableUnit } from "@/lib/money.ts";
import { methodOf } from "@/lib/payments/methods.ts";
import { REGISTRY } from "@/lib/payments/registry.ts";

for (const gateway of GATEWAYS) {
  const { amounts } = REGISTRY[gateway];
  const { currencies } = methodOf(gateway);

  for (const currency of CURRENCY_CODES) {
    Deno.test(`7.19 wrong-unit money, ${currency} out and back is the same, or refused: ${gateway}`, () => {
      const amount = fc.oneof(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.maxSafeInteger(),
        fc.double(),
        fc.constantFrom(1, payableUnit(currency), MAX_MINOR, MAX_MINOR + 1, 0, -100),
      );
      fc.assert(fc.property(amount, (minor) => {
        const wire = amounts.toWire(minor, currency);
        if (wire === null) return;
        assert.ok(currencies.includes(currency), "only of a currency that it takes");
        assert.ok(Number.isSafeInteger(minor) && minor > 0 && minor <= MAX_MINOR);
        assert.equal(amounts.fromWire(wire, currency), minor);
        // As it looks after a journey through JSON, and as text.
        assert.equal(amounts.fromWire(JSON.parse(JSON.stringify(wire)), currency), minor);
        assert.equal(amounts.fromWire(String(wire), currency), minor);
      }));
    });

    Deno.test(`7.19 wrong-unit money, what shops ask for in ${currency} can be, or nothing can: ${gateway}`, () => {
      const unit = payableUnit(currency);
      const payable = fc.integer({ min: 1, max: MAX_MINOR / unit }).map((units) => units * unit);
      fc.assert(fc.property(payable, (minor) => {
        const wire = amounts.toWire(minor, currency);
        assert.equal(wire !== null, currencies.includes(currency));
      }));
    });

    Deno.test(`7.19 wrong-unit money, nonsense from the wire is no ${currency}: ${gateway}`, () => {
      const nonsense = fc.oneof(
        fc.string(),
        fc.constantFrom(null, undefined, {}, [], true, "", "1e3", "-5", "0x10", " ", NaN, -1, 0),
        fc.double({ min: 1e16, noNaN: true }),
      );
      fc.assert(fc.property(nonsense, (wire) => {
        const minor = amounts.fromWire(wire, currency);
        assert.ok(
          minor === null || (Number.isSafeInteger(minor) && minor > 0 && minor <= MAX_MINOR),
        );
      }));
    });
  }
}

Deno.test("Paystack counts hundredths also of a currency that has none", () => {
  const { amounts } = REGISTRY.paystack;
  assert.equal(amounts.toWire(1_500, "XOF"), 150_000);
  assert.equal(amounts.fromWire(150_000, "XOF"), 1_500);
  assert.equal(amounts.fromWire(150_050, "XOF"), null);
  assert.equal(amounts.toWire(150_050, "KES"), 150_050);
  assert.equal(amounts.toWire(1_500, "UGX"), null);
});

Deno.test("every gateway is listed under its own name", () => {
  for (const gateway of GATEWAYS) {
    assert.equal(REGISTRY[gateway].reader.name, gateway);
    assert.equal(methodOf(gateway).gateway, gateway);
  }
});
