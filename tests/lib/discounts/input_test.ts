import assert from "node:assert/strict";
import fc from "fast-check";
import { BLANK_DISCOUNT, checkDiscount, copyOf, makeCode, readDraft } from "@/lib/discounts/mod.ts";

const SHOP = { currency: "KES", timeZone: "Africa/Nairobi" } as const;
const TYPED = { ...BLANK_DISCOUNT, name: " Karibu  discount ", code: "karibu", percent: "12,5" };
const PRODUCT = "product:0192f0c1-2b3c-7d4e-8f50-61728394a5b6";

const problemsOf = (draft: Partial<typeof TYPED>) => {
  const checked = checkDiscount({ ...TYPED, ...draft }, SHOP);
  return checked.ok ? [] : Object.keys(checked.details!);
};

Deno.test("a form becomes what the database keeps, with moments on the clocks of the shop", () => {
  const checked = checkDiscount({
    ...TYPED,
    scope: "chosen",
    targets: [PRODUCT, PRODUCT],
    minAmount: "3,000",
    endsAt: "2099-12-05T18:00",
    combinesWith: ["order", "nonsense"],
  }, SHOP);

  assert.ok(checked.ok);
  assert.deepEqual(checked.value, {
    name: "Karibu discount",
    code: "KARIBU",
    kind: "percent",
    percentBp: 1250,
    amountMinor: null,
    buyQuantity: null,
    getQuantity: null,
    targets: [PRODUCT],
    minMinor: 300_000,
    minQuantity: null,
    startsAt: null,
    endsAt: "2099-12-05T15:00:00.000Z",
    usageLimit: null,
    customerLimit: null,
    combinesWith: ["order"],
  });
});

Deno.test("each mistake is told at its field", () => {
  assert.deepEqual(problemsOf({ name: " " }), ["name"]);
  for (const code of ["", "AB", "KARIBU 10", "ÀÉÎ", "-KARIBU"]) {
    assert.deepEqual(problemsOf({ code }), ["code"], code);
  }
  assert.deepEqual(problemsOf({ code: "", how: "automatic" }), []);
  for (const percent of ["", "0", "100.1", "-5", "ten", "1e2"]) {
    assert.deepEqual(problemsOf({ percent }), ["percent"], percent);
  }
  for (const amount of ["", "0", "0.50", "-5"]) {
    assert.deepEqual(problemsOf({ kind: "amount", amount }), ["amount"], amount);
  }
  assert.deepEqual(problemsOf({ kind: "buy_get", buy: "0", get: "" }), ["buy", "get"]);
  assert.deepEqual(problemsOf({ scope: "chosen", targets: ["product:1"] }), ["targets"]);
  assert.deepEqual(problemsOf({ endsAt: "2020-01-01T00:00" }), ["endsAt"]);
  assert.deepEqual(problemsOf({ startsAt: "2099-13-01T00:00" }), ["startsAt"]);
  assert.deepEqual(problemsOf({ usageLimit: "0", customerLimit: "1001" }), [
    "usageLimit",
    "customerLimit",
  ]);
});

Deno.test("no form breaks it, and a copy begins anew", () => {
  const text = fc.string({ maxLength: 20 });
  const form = fc.record(
    Object.fromEntries(
      Object.keys(BLANK_DISCOUNT).map((name) => [name, fc.oneof(text, fc.array(text))]),
    ),
    { requiredKeys: [] },
  );
  fc.assert(fc.property(form, (fields) => {
    checkDiscount(readDraft(fields as Record<string, string | string[]>), SHOP);
  }));
  assert.equal(copyOf({ ...TYPED, endsAt: "2026-12-05T18:00" }).endsAt, "");
});

Deno.test("codes that are made up can be typed, and none comes twice", () => {
  const codes = Array.from({ length: 200 }, makeCode);
  assert.equal(new Set(codes).size, 200);
  for (const code of codes) {
    assert.match(code, /^[A-HJ-NP-Z2-9]{10}$/);
    assert.deepEqual(problemsOf({ code }), []);
  }
});
