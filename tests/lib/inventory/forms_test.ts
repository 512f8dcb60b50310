import assert from "node:assert/strict";
import fc from "fast-check";
import {
  AdjustmentForm,
  countedField,
  CountForm,
  TransferForm,
  wasField,
} from "@/lib/inventory/mod.ts";

const KEY = crypto.randomUUID();
const [HERE, THERE] = [crypto.randomUUID(), crypto.randomUUID()];
const adjustment = { key: KEY, location: HERE, reason: "received", quantity: "5", note: "" };

/** The change that the form asks for, or the first message. */
function deltaOf(fields: Record<string, string>): number | string {
  const read = AdjustmentForm.safeParse({ ...adjustment, ...fields });
  return read.success ? read.data.adjustment.delta : read.error.issues[0]!.message;
}

Deno.test("the reason says whether goods come or go", () => {
  for (const reason of ["received", "returned", "found"]) assert.equal(deltaOf({ reason }), 5);
  for (const reason of ["damaged", "lost"]) assert.equal(deltaOf({ reason }), -5);
  assert.equal(deltaOf({ reason: "correction" }), 5);
  assert.equal(deltaOf({ reason: "correction", quantity: "-5" }), -5);
  assert.equal(deltaOf({ reason: "correction", quantity: "\u22125" }), -5);
  assert.match(String(deltaOf({ reason: "lost", quantity: "-5" })), /without a sign/);
});

Deno.test("numbers are read as people write them, and nothing else is one", () => {
  for (const quantity of ["1,200", " 1 200 ", "+1200", "01200"]) {
    assert.equal(deltaOf({ quantity }), 1200, quantity);
  }
  for (const quantity of ["", " ", "1.5", "five", "1e3", "0x10", "--1", "9".repeat(400)]) {
    assert.equal(typeof deltaOf({ quantity }), "string", quantity);
  }
  assert.equal(deltaOf({ quantity: "0" }), "Write how many.");
});

Deno.test("whatever whole number is typed, that is the change", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.boolean(), (number, isLoss) => {
      const reason = isLoss ? "lost" : "received";
      assert.equal(deltaOf({ reason, quantity: String(number) }), isLoss ? -number : number);
    }),
  );
});

Deno.test("goods move between two places", () => {
  const fields = { key: KEY, from: HERE, to: THERE, quantity: "2" };
  assert.equal(TransferForm.safeParse(fields).success, true);
  for (const bad of [{ to: HERE }, { quantity: "-2" }, { quantity: "0" }, { from: "x" }]) {
    assert.equal(TransferForm.safeParse({ ...fields, ...bad }).success, false, JSON.stringify(bad));
  }
});

Deno.test("a sheet names what was changed on it, and only that", () => {
  const cell = fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: null });
  const row = fc.record({ id: fc.uuid(), was: cell, now: cell });
  const text = (number: number | null) => number === null ? "" : String(number);
  fc.assert(
    fc.property(fc.uniqueArray(row, { selector: ({ id }) => id }), (rows) => {
      const fields = Object.fromEntries(rows.flatMap(({ id, was, now }) => [
        [wasField(id), text(was)],
        [countedField(id), text(now)],
      ]));
      const { lines } = CountForm.parse({ key: KEY, ...fields });
      assert.deepEqual(
        lines,
        rows.filter(({ was, now }) => was !== now)
          .map(({ id, now }) => ({ variant_id: id, counted: now })),
      );
    }),
  );
});

Deno.test("what was typed and is no number is told at its own field", () => {
  const id = crypto.randomUUID();
  for (const typed of ["-1", "1.5", "a few", "1000001", "9".repeat(400)]) {
    const read = CountForm.safeParse({ key: KEY, [countedField(id)]: typed });
    assert.deepEqual(read.error?.issues.map(({ path }) => path.join(".")), [countedField(id)]);
  }
});
