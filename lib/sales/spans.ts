import { addDays, type DateRange, type Days, formatDay } from "@/lib/date_range.ts";
import { addUp } from "./sums.ts";
import type { DaySales, Sales, Sums } from "./sales.ts";

/** What one bar of a chart shows: a day, a week or a month of a range. */
export interface Span {
  /** "22 Nov", "Nov 2026". */
  label: string;
  now: Sums;
  /** Of the days at the same place of the range before. */
  before: Sums;
}

/** Most bars that one can tell apart on a phone. */
const MOST_DAYS = 31;
const MOST_WEEKS = 15;

/** What the spans of a range are called. */
export function spanName({ count }: Pick<DateRange, "count">): "Day" | "Week from" | "Month" {
  return count <= MOST_DAYS ? "Day" : count <= 7 * MOST_WEEKS ? "Week from" : "Month";
}

/** All of a range in order, each of its days in one span; with the range before cut into as many days. */
export function toSpans(
  { days, before }: Pick<Sales, "days" | "before">,
  range: DateRange,
): Span[] {
  const now = byDay(days);
  const then = byDay(before);
  return cut(range).map(({ first, last }) => ({
    label: spanName(range) === "Month" ? monthName(first) : formatDay(first, range.last),
    now: addUp(within(now, { first, last })),
    before: addUp(
      within(then, { first: addDays(first, -range.count), last: addDays(last, -range.count) }),
    ),
  }));
}

function cut(range: DateRange): Days[] {
  const spans: Days[] = [];
  for (let first = range.first; first <= range.last;) {
    const next = nextSpan(first, range);
    const last = addDays(next, -1);
    spans.push({ first, last: last < range.last ? last : range.last });
    first = next;
  }
  return spans;
}

/** The first day after the span that begins here. Weeks end with the range: its first may be shorter. */
function nextSpan(first: string, range: DateRange): string {
  switch (spanName(range)) {
    case "Day":
      return addDays(first, 1);
    case "Week from":
      return addDays(first, first === range.first ? range.count % 7 || 7 : 7);
    case "Month":
      return `${addDays(`${first.slice(0, 8)}01`, 31).slice(0, 8)}01`;
  }
}

function byDay(days: DaySales[]): Map<string, DaySales> {
  return new Map(days.map((one) => [one.day, one]));
}

function within(days: Map<string, DaySales>, { first, last }: Days): DaySales[] {
  const found: DaySales[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const one = days.get(day);
    if (one) found.push(one);
  }
  return found;
}

function monthName(day: string): string {
  return new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" })
    .format(new Date(day));
}
