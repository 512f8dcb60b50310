import assert from "node:assert/strict";
import { formatMoment, localTime, momentOf, startOfDay } from "@/lib/clock.ts";

Deno.test("a moment is told as people in the shop's zone would tell it", () => {
  const now = new Date("2026-11-23T22:30:00Z");
  const told = (at: string, timeZone = "Africa/Nairobi") => formatMoment(at, { timeZone, now });

  // In Nairobi it is 01:30 on the 24th, a Tuesday.
  assert.equal(told("2026-11-23T21:05:00Z"), "00:05");
  assert.equal(told("2026-11-23T20:59:00Z"), "Mon 23:59");
  assert.equal(told("2026-11-18T07:42:00Z"), "Wed 10:42");
  assert.equal(told("2026-11-17T07:42:00Z"), "17 Nov 10:42");
  assert.equal(told("2025-11-24T07:42:00Z"), "24 Nov 2025");
  assert.equal(told("2026-11-23T20:59:00Z", "Africa/Abidjan"), "20:59");
});

Deno.test("a day begins when it does in that zone, also after the clocks changed", () => {
  const at = (day: string, zone: string, later?: number) =>
    startOfDay(day, zone, later).toISOString();

  assert.equal(at("2026-03-02", "Africa/Nairobi"), "2026-03-01T21:00:00.000Z");
  assert.equal(at("2026-03-01", "Africa/Nairobi", 1), "2026-03-01T21:00:00.000Z");
  assert.equal(at("2026-04-24", "Africa/Cairo"), "2026-04-23T22:00:00.000Z");
  assert.equal(at("2026-04-25", "Africa/Cairo"), "2026-04-24T21:00:00.000Z");
  assert.equal(at("2026-12-31", "UTC", 1), "2027-01-01T00:00:00.000Z");
});

Deno.test("a field for a day and a time shows the clocks of that zone, and is read by them", () => {
  const moment = "2026-12-24T06:00:30.000Z";
  assert.equal(localTime(moment, "Africa/Nairobi"), "2026-12-24T09:00");
  assert.equal(
    momentOf("2026-12-24T09:00", "Africa/Nairobi")?.toISOString(),
    "2026-12-24T06:00:00.000Z",
  );
  for (const broken of ["", "tomorrow", "2026-02-30T09:00", "2026-12-24", "2026-12-24T25:00"]) {
    assert.equal(momentOf(broken, "Africa/Nairobi"), null, broken);
  }
});
