/** Days of a shop, as its clocks have them: "2026-11-29". Both are in it. */
export interface Days {
  first: string;
  last: string;
}

/** Ranges with a name: as many days up to today, and those of the calendar. */
export const USUAL_RANGES = {
  1: "Today",
  7: "7 days",
  30: "30 days",
  90: "90 days",
  month: "This month",
  "last-month": "Last month",
  year: "Year",
} as const;
export type UsualRange = keyof typeof USUAL_RANGES;

/** More days than a year has are not added up at once. */
export const MAX_DAYS = 367;

export interface DateRange extends Days {
  /** How many days it has. */
  count: number;
  /** Null for days that somebody chose. */
  usual: UsualRange | null;
  /** As many days, right before. */
  before: Days;
  /** What was typed and cannot be shown, and why; the range is the usual one then. */
  refused: { from: string; to: string; why: string } | null;
}

interface Reading {
  timeZone: string;
  /** What is shown when nothing was asked for. */
  usual?: UsualRange;
  now?: Date;
}

/** The range that a query asks for, by `range=30`, or `from` and `to`. Never throws. */
export function readDateRange(
  query: URLSearchParams,
  { timeZone, usual = 30, now = new Date() }: Reading,
): DateRange {
  const today = new Intl.DateTimeFormat("en-CA", { timeZone }).format(now);
  const [from, to] = [query.get("from") ?? "", query.get("to") ?? ""];
  const why = from || to ? whyNot(from, to) : null;
  if ((from || to) && !why) {
    return { ...rangeOf({ first: from, last: to }), usual: null, refused: null };
  }
  const name = usualRange(query.get("range")) ?? usual;
  const days = daysOf(name, today);
  return { ...rangeOf(days), usual: name, refused: why === null ? null : { from, to, why } };
}

/** What an address calls a range with a name, or null. */
function usualRange(asked: string | null): UsualRange | null {
  if (asked === null || !Object.hasOwn(USUAL_RANGES, asked)) return null;
  const count = Number(asked);
  return Number.isNaN(count) ? asked as UsualRange : count as UsualRange;
}

function daysOf(name: UsualRange, today: string): Days {
  const first = `${today.slice(0, 8)}01`;
  if (name === "month") return { first, last: today };
  if (name === "year") return { first: addDays(today, -364), last: today };
  if (name !== "last-month") return { first: addDays(today, 1 - name), last: today };
  const last = addDays(first, -1);
  return { first: `${last.slice(0, 8)}01`, last };
}

/** The query that asks for it: "from=2026-11-01&to=2026-11-29", "range=30". */
export function rangeQuery({ first, last, usual }: Days & { usual?: UsualRange | null }): string {
  return usual ? `range=${usual}` : `from=${first}&to=${last}`;
}

/** This many days later, or before. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** "29 Nov", or "29 Nov 2026" for another year than that of `beside`. */
export function formatDay(day: string, beside: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: "UTC",
    day: "numeric",
    month: "short",
    year: day.slice(0, 4) === beside.slice(0, 4) ? undefined : "numeric",
  }).format(new Date(`${day}T00:00:00Z`));
}

/** "1 Nov to 29 Nov 2026", one day alone "29 Nov 2026". */
export function formatDays({ first, last }: Days): string {
  const end = formatDay(last, "");
  return first === last ? end : `${formatDay(first, last)} to ${end}`;
}

function rangeOf({ first, last }: Days) {
  const count = countOf({ first, last });
  return {
    first,
    last,
    count,
    before: { first: addDays(first, -count), last: addDays(first, -1) },
  };
}

function countOf({ first, last }: Days): number {
  return (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
}

function whyNot(from: string, to: string): string | null {
  if (!isDay(from) || !isDay(to)) return "Choose a first and a last day.";
  if (from > to) return "The last day comes before the first.";
  if (countOf({ first: from, last: to }) > MAX_DAYS) return "Choose a year at most.";
  return null;
}

/** Days that a calendar has, of years that shops have. */
function isDay(text: string): boolean {
  if (!/^[2-9]\d{3}-\d\d-\d\d$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
