import assert from "node:assert/strict";
import fc from "fast-check";
import { daysOf, type Period, PERIODS, toBars, type Traffic } from "@/lib/traffic/mod.ts";

const EMPTY: Traffic = {
  days: [],
  hours: null,
  views: 0,
  productViews: 0,
  checkouts: 0,
  liteViews: 0,
  visitors: {},
  placed: 0,
  paid: 0,
  languages: [],
  products: [],
};

function daysUpTo(now: Date, period: Period): Traffic["days"] {
  const { first } = daysOf(period, { timeZone: "Africa/Nairobi", now });
  return Array.from({ length: PERIODS[period] }, (_, i) => ({
    day: new Date(Date.parse(first) + i * 86_400_000).toISOString().slice(0, 10),
    views: i,
    visitors: 1,
  }));
}

Deno.test("a period ends today where the shop is", () => {
  const late = new Date("2026-11-29T22:30:00Z");
  const at = (timeZone: string) => daysOf("week", { timeZone, now: late });
  assert.deepEqual(at("Africa/Nairobi"), { first: "2026-11-24", last: "2026-11-30" });
  assert.deepEqual(at("Africa/Accra"), { first: "2026-11-23", last: "2026-11-29" });
  const { first, last } = daysOf("today", { timeZone: "Africa/Accra", now: late });
  assert.equal(first, last);
});

Deno.test("bars show every view of the period once, under labels of their own", () => {
  const moment = fc.date({
    min: new Date("2024-01-01"),
    max: new Date("2030-01-01"),
    noInvalidDate: true,
  });
  const period = fc.constantFrom<Period>("week", "month", "quarter", "year");
  fc.assert(fc.property(moment, period, (now, period) => {
    const days = daysUpTo(now, period);
    const bars = toBars({ ...EMPTY, days }, period);

    const total = days.reduce((sum, { views }) => sum + views, 0);
    assert.equal(bars.reduce((sum, { views }) => sum + views, 0), total);
    assert.equal(bars.reduce((sum, { visitors }) => sum + visitors!, 0), days.length);
    assert.equal(new Set(bars.map(({ label }) => label)).size, bars.length);
    assert.ok(bars.length <= 30);
  }));
});

Deno.test("a day is shown by its hours", () => {
  const bars = toBars({ ...EMPTY, hours: { 9: 4, 23: 1 } }, "today");
  assert.equal(bars.length, 24);
  assert.deepEqual(bars[9], { label: "09:00", views: 4, visitors: null });
  assert.equal(bars[23]!.views, 1);
});
