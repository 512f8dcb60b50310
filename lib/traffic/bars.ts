import type { Period, Traffic } from "./traffic.ts";

/** One bar of a chart. */
export interface Bar {
  /** "22 Nov", "10:00", "Nov 2026". */
  label: string;
  views: number;
  /** Null where they are not told apart: within a day. */
  visitors: number | null;
}

type Day = Traffic["days"][number];

/** What a chart of this period shows: hours, days, weeks or months, as many as one can tell apart. */
export function toBars({ days, hours }: Traffic, period: Period): Bar[] {
  if (hours) {
    return Array.from({ length: 24 }, (_, hour) => ({
      label: `${String(hour).padStart(2, "0")}:00`,
      views: hours[hour] ?? 0,
      visitors: null,
    }));
  }
  if (period === "year") {
    const months = Map.groupBy(days, ({ day }) => day.slice(0, 7));
    return Array.from(months.values(), (of) => sum(of, { month: "short", year: "numeric" }));
  }
  const size = period === "quarter" ? 7 : 1;
  // Whole weeks up to today; the first may be shorter.
  const first = days.length % size || size;
  const starts = days.map((_, index) => index).filter((index) =>
    index === 0 || (index >= first && (index - first) % size === 0)
  );
  return starts.map((start, i) =>
    sum(days.slice(start, starts[i + 1] ?? days.length), { day: "numeric", month: "short" })
  );
}

/** A bar that is called by its first day. */
function sum(days: Day[], style: Intl.DateTimeFormatOptions): Bar {
  const add = (of: (day: Day) => number) => days.reduce((total, day) => total + of(day), 0);
  const format = new Intl.DateTimeFormat("en-GB", { ...style, timeZone: "UTC" });
  return {
    label: format.format(new Date(days[0]!.day)),
    views: add(({ views }) => views),
    visitors: add(({ visitors }) => visitors),
  };
}
