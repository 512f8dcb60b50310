/**
 * When something was, for somebody in that zone: "10:42" today, "Fri 10:42" within the last week,
 * "3 Nov 10:42" this year, "3 Nov 2025" before.
 */
export function formatMoment(
  at: Date | string,
  { timeZone, now = new Date() }: { timeZone: string; now?: Date },
): string {
  const moment = new Date(at);
  const day = dayOf(moment, timeZone);
  const today = dayOf(now, timeZone);
  const time = format(moment, { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (day === today) return time;
  const daysAgo = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  if (daysAgo > 0 && daysAgo < 7) {
    return `${format(moment, { timeZone, weekday: "short" })} ${time}`;
  }
  const date = { timeZone, day: "numeric", month: "short" } as const;
  if (day.slice(0, 4) === today.slice(0, 4)) return `${format(moment, date)} ${time}`;
  return format(moment, { ...date, year: "numeric" });
}

/** "2026-11-23" in that zone. */
function dayOf(moment: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(moment);
}

function format(moment: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", options).format(moment);
}
