import type { Home } from "./home.ts";

/** How today compares with the same day last week at this time: "18% more", "than last Saturday by now". */
export function saleWords(
  { days, weekAgoMinor }: Pick<Home, "days" | "weekAgoMinor">,
): { change: string; than: string; isMore: boolean } {
  const { day, salesMinor } = days.at(-1)!;
  const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" })
    .format(new Date(`${day}T00:00:00Z`));
  const isMore = salesMinor > weekAgoMinor;
  if (weekAgoMinor <= 0) {
    return { change: "", than: `Nothing had come in last ${weekday} by now`, isMore };
  }
  if (salesMinor === weekAgoMinor) {
    return { change: "As much", than: `as last ${weekday} by now`, isMore };
  }
  const change = Math.round(100 * Math.abs(salesMinor - weekAgoMinor) / weekAgoMinor);
  const percent = change === 0 ? "A little" : `${change.toLocaleString("en")}%`;
  return {
    change: `${percent} ${isMore ? "more" : "less"}`,
    than: `than last ${weekday} by now`,
    isMore,
  };
}

/** "Saturday 22 November", in that zone. */
export function todayName(timeZone: string, now = new Date()): string {
  return new Intl.DateTimeFormat("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone,
  }).format(now).replace(",", "");
}
