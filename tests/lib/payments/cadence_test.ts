import assert from "node:assert/strict";
import fc from "fast-check";
import { nextQuestionInS } from "@/lib/payments/cadence.ts";

Deno.test("questions come often at first, ever more seldom, under a hundred a day", () => {
  assert.equal(nextQuestionInS(0), 10);
  fc.assert(fc.property(fc.nat(100_000), fc.nat(10_000), (age, more) => {
    assert.ok(nextQuestionInS(age) <= nextQuestionInS(age + more));
  }));
  let asked = 0;
  for (let age = 0; age < 24 * 3600; age += nextQuestionInS(age)) asked++;
  assert.ok(asked < 100, `${asked} questions`);
});
