import assert from "node:assert/strict";
import fc from "fast-check";
import { addDays, formatDays, MAX_DAYS, rangeQuery, readDateRange } from "@/lib/date_range.ts";

const ZONES = ["Africa/Nairobi", "Africa/Cairo", "UTC", "Asia/Kathmandu", "Pacific/Kiritimati"];
const now = new Date("2026-11-28T22:30:00Z");

function read(query: string, timeZone = "Africa/Nairobi") {
  return readDateRange(new URLSearchParams(query), { timeZone, now });
}

Deno.test("a range ends today as the shop's clocks have it, and is compared with as many days before", () => {
  // In Nairobi it is the 29th by then.
  assert.deepEqual(read("range=7"), {
    first: "2026-11-23",
    last: "2026-11-29",
    count: 7,
    usual: 7,
    before: { first: "2026-11-16", last: "2026-11-22" },
    refused: null,
  });
  assert.equal(read("range=1", "Africa/Abidjan").first, "2026-11-28");
  assert.equal(read("").usual, 30);
  assert.equal(read("range=12").usual, 30);
});

Deno.test("months are those of the calendar, on whatever day they are asked for", () => {
  const days = ({ first, last, count, before }: ReturnType<typeof read>) => [
    ...[first, last, count, before.first, before.last],
  ];
  assert.deepEqual(days(read("range=month")), [
    ...["2026-11-01", "2026-11-29", 29, "2026-10-03", "2026-10-31"],
  ]);
  assert.deepEqual(days(read("range=last-month")), [
    ...["2026-10-01", "2026-10-31", 31, "2026-08-31", "2026-09-30"],
  ]);
  assert.deepEqual([read("range=year").first, read("range=year").count], ["2025-11-30", 365]);
  const on = (day: string) =>
    days(readDateRange(new URLSearchParams("range=last-month"), {
      timeZone: "UTC",
      now: new Date(`${day}T12:00:00Z`),
    })).slice(0, 2);
  assert.deepEqual(on("2026-01-31"), ["2025-12-01", "2025-12-31"]);
  assert.deepEqual(on("2024-03-31"), ["2024-02-01", "2024-02-29"]);
  for (const odd of ["toString", "__proto__", "07", "7.0", "month "]) {
    assert.equal(read(`range=${encodeURIComponent(odd)}`).usual, 30, odd);
  }
});

Deno.test("days that somebody chose are shown as they are", () => {
  const range = read("from=2026-02-27&to=2026-03-01&range=7");
  assert.deepEqual([range.first, range.last, range.count], ["2026-02-27", "2026-03-01", 3]);
  assert.deepEqual(range.before, { first: "2026-02-24", last: "2026-02-26" });
  assert.equal(range.usual, null);
});

Deno.test("days that cannot be shown are told, with what was typed kept", () => {
  const why = (query: string) => read(query).refused?.why;
  assert.equal(why("from=2026-03-02&to=2026-03-01"), "The last day comes before the first.");
  assert.equal(why("from=2026-03-02"), "Choose a first and a last day.");
  assert.equal(why("from=2026-02-30&to=2026-03-01"), "Choose a first and a last day.");
  assert.equal(why("from=2024-01-01&to=2026-03-01"), "Choose a year at most.");
  assert.equal(why("from=' or 1=1&to=x"), "Choose a first and a last day.");
  assert.deepEqual(read("from=2026-03-02&to=2026-03-01").refused, {
    from: "2026-03-02",
    to: "2026-03-01",
    why: "The last day comes before the first.",
  });
});

Deno.test("whatever is asked for, the range and the one before it meet and are as long", () => {
  const day = fc.date({
    min: new Date("2020-01-01"),
    max: new Date("2030-12-31"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 0, max: MAX_DAYS - 1 }),
      fc.constantFrom(...ZONES),
      (start, more, timeZone) => {
        const first = start.toISOString().slice(0, 10);
        const last = addDays(first, more);
        const range = read(`from=${first}&to=${last}`, timeZone);
        assert.deepEqual([range.first, range.last, range.count], [first, last, more + 1]);
        assert.equal(addDays(range.before.last, 1), first);
        assert.equal(addDays(range.before.first, more + 1), first);
        assert.deepEqual(read(rangeQuery(range), timeZone), range);
      },
    ),
  );
});

Deno.test("days are named as briefly as they can be", () => {
  assert.equal(formatDays({ first: "2026-11-01", last: "2026-11-29" }), "1 Nov to 29 Nov 2026");
  assert.equal(
    formatDays({ first: "2025-12-30", last: "2026-01-02" }),
    "30 Dec 2025 to 2 Jan 2026",
  );
  assert.equal(formatDays({ first: "2026-11-29", last: "2026-11-29" }), "29 Nov 2026");
});
