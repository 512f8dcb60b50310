import assert from "node:assert/strict";
import fc from "fast-check";
import { addDays, MAX_DAYS, readDateRange } from "@/lib/date_range.ts";
import { addUp, changeWords, type DaySales, NO_SALES, toSpans } from "@/lib/sales/mod.ts";

function rangeOf(first: string, count: number) {
  const query = new URLSearchParams({ from: first, to: addDays(first, count - 1) });
  return readDateRange(query, { timeZone: "UTC" });
}

/** Every day of this many, the n-th with n orders; some days have none and no row. */
function daysFrom(first: string, count: number): DaySales[] {
  return Array.from({ length: count }, (_, n) => ({
    ...NO_SALES,
    day: addDays(first, n),
    orders: n,
    totalMinor: 100 * n,
  })).filter(({ orders }) => orders % 3 !== 1);
}

Deno.test("spans have every day of both ranges once, in order, under labels of their own", () => {
  const first = fc.date({
    min: new Date("2023-01-01"),
    max: new Date("2028-12-31"),
    noInvalidDate: true,
  }).map((date) => date.toISOString().slice(0, 10));
  fc.assert(fc.property(first, fc.integer({ min: 1, max: MAX_DAYS }), (first, count) => {
    const range = rangeOf(first, count);
    const days = daysFrom(first, count);
    const before = daysFrom(range.before.first, count);
    const spans = toSpans({ days, before }, range);
    assert.deepEqual(addUp(spans.map(({ now }) => now)), addUp(days));
    assert.deepEqual(addUp(spans.map(({ before }) => before)), addUp(before));
    assert.ok(
      spans.length <= 31 && (count === 1 || spans.length > 1),
      `${spans.length} of ${count}`,
    );
    assert.equal(new Set(spans.map(({ label }) => label)).size, spans.length);
    // Both ranges are cut alike, so days at the same place are compared.
    assert.deepEqual(spans.map(({ now }) => now.orders), spans.map(({ before }) => before.orders));
  }));
});

Deno.test("spans are days, weeks or months, by how many there are", () => {
  const labels = (first: string, count: number) =>
    toSpans({ days: [], before: [] }, rangeOf(first, count)).map(({ label }) => label);
  assert.deepEqual(labels("2026-11-28", 3), ["28 Nov", "29 Nov", "30 Nov"]);
  assert.deepEqual(labels("2026-09-01", 33).slice(0, 3), ["1 Sept", "6 Sept", "13 Sept"]);
  assert.deepEqual(labels("2026-01-15", 200).slice(0, 2), ["Jan 2026", "Feb 2026"]);
});

Deno.test("a change is said in words", () => {
  assert.equal(changeWords(118, 100), "18% more");
  assert.equal(changeWords(0, 100), "100% less");
  assert.equal(changeWords(1001, 1000), "a little more");
  assert.equal(changeWords(899, 1), "899 times as much");
  assert.equal(changeWords(100, 100), "as much");
  assert.equal(changeWords(100, 0), "");
});
