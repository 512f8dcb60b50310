/** Short names of days from Sunday and of months from January. */
export interface DateNames {
  weekdays: string[];
  months: string[];
}

export interface MomentOptions {
  timeZone: string;
  now?: Date;
  /** BCP 47. */
  locale?: string;
  /** For languages that `Intl` does not know. */
  names?: DateNames;
}

/**
 * When something was, for somebody in that zone: "10:42" today, "Fri 10:42" within the last week,
 * "3 Nov 10:42" this year, "3 Nov 2025" before.
 */
export function formatMoment(
  at: Date | string,
  { timeZone, now = new Date(), locale = "en-GB", names }: MomentOptions,
): string {
  const moment = new Date(at);
  const day = dayOf(moment, timeZone);
  const today = dayOf(now, timeZone);
  const time = format(moment, { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (day === today) return time;
  const daysAgo = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  const isThisYear = day.slice(0, 4) === today.slice(0, 4);
  if (daysAgo > 0 && daysAgo < 7) {
    const weekday = names?.weekdays[new Date(day).getUTCDay()] ??
      format(moment, { timeZone, weekday: "short" }, locale);
    return `${weekday} ${time}`;
  }
  if (names) {
    const [year, month, date] = day.split("-").map(Number);
    const name = `${date} ${names.months[month! - 1]}`;
    return isThisYear ? `${name} ${time}` : `${name} ${year}`;
  }
  const date = { timeZone, day: "numeric", month: "short" } as const;
  if (isThisYear) return `${format(moment, date, locale)} ${time}`;
  return format(moment, { ...date, year: "numeric" }, locale);
}

/** "2026-11-23" in that zone. */
function dayOf(moment: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(moment);
}

function format(moment: Date, options: Intl.DateTimeFormatOptions, locale = "en-GB"): string {
  return new Intl.DateTimeFormat(locale, options).format(moment);
}

/** When this day, or one so many days later, begins in that zone. */
export function startOfDay(day: string, timeZone: string, daysLater = 0): Date {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + daysLater * 86_400_000;
  // The offset at the guess may be that of the other side of a change of clocks: look once more.
  const guess = asUtc - offsetAt(asUtc, timeZone);
  return new Date(asUtc - offsetAt(guess, timeZone));
}

/** How far clocks there are ahead of UTC at this moment, in milliseconds. */
function offsetAt(moment: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(moment);
  const of = (type: string) => Number(parts.find((part) => part.type === type)!.value);
  const local = Date.UTC(
    of("year"),
    of("month") - 1,
    of("day"),
    of("hour"),
    of("minute"),
    of("second"),
  );
  return local - Math.floor(moment / 1000) * 1000;
}

/** As a field for a day and a time has it: "2026-12-01T09:00" on clocks there. */
export function localTime(at: Date | string, timeZone: string): string {
  const there = Temporal.Instant.from(new Date(at).toISOString()).toZonedDateTimeISO(timeZone);
  return there.toPlainDateTime().toString({ smallestUnit: "minute" });
}

/** The moment that clocks there show as "2026-12-01T09:00"; null when it is not written like that. */
export function momentOf(text: string, timeZone: string): Date | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return null;
  try {
    const there = Temporal.PlainDateTime.from(text, { overflow: "reject" });
    return new Date(there.toZonedDateTime(timeZone).epochMilliseconds);
  } catch {
    return null;
  }
}
