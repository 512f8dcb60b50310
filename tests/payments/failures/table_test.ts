import assert from "node:assert/strict";
import { CANNOT, CANNOT_END, type PaymentWay, WAYS } from "./cannot.ts";
import { DOCUMENT, document, failureLines, outcomeLines } from "./document.ts";
import { FAILURES, OUTCOMES } from "./names.ts";
import { listShown } from "./shown.ts";

const shown = await listShown();

Deno.test("tests that show a failure call it by its name, at a way to be paid", () => {
  for (const { row, name, way } of shown) {
    if (row !== null) assert.equal(name, FAILURES[row], `row ${row} is called so`);
    assert.ok(WAYS.includes(way as PaymentWay), `${way} is a way to be paid`);
  }
});

Deno.test("every failure is shown at every way to be paid, or cannot occur there", () => {
  assert.deepEqual(missingIn(failureLines(shown)), []);
  const contradictions = shown.filter(({ row, way }) => row && CANNOT[row]?.[way as PaymentWay]);
  assert.deepEqual(contradictions, [], "shown, though it is said that it cannot occur");
});

Deno.test("everything that becomes of money is shown at every gateway, or cannot be there", () => {
  assert.deepEqual(missingIn(outcomeLines(shown)), []);
  const contradictions = shown.filter(({ row, name, way }) => {
    const outcome = row === null && OUTCOMES.find((one) => one === name);
    return outcome && (CANNOT_END[outcome] as Record<string, string> | undefined)?.[way];
  });
  assert.deepEqual(contradictions, [], "shown, though it is said that it cannot be");
});

Deno.test("docs/failures.md says what tests show", async () => {
  const text = await Deno.readTextFile(DOCUMENT);
  assert.equal(text, document(shown), "write it anew: task failures");
});

/** Fields with neither a test nor a reason. */
function missingIn(lines: ReturnType<typeof failureLines>): string[] {
  return lines.flatMap(({ title, fields }) =>
    Object.entries(fields).filter(([, field]) => field === undefined)
      .map(([way]) => `${title}: ${way}`)
  );
}
