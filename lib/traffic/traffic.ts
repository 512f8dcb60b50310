import type { Sql } from "@/lib/db/mod.ts";

/** What happened in a shop in a period. */
export interface Traffic {
  /** Every day of it, in the shop's time zone: "2026-11-29". */
  days: { day: string; views: number; visitors: number }[];
  /** Views by hour of the day, 0 to 23, where the period is one day; hours without any are absent. */
  hours: Record<string, number> | null;
  views: number;
  productViews: number;
  checkouts: number;
  /** Views where pictures waited for a tap. */
  liteViews: number;
  /** Those of each day added up, by how far they came; stages that nobody reached are absent. */
  visitors: Partial<Record<Stage, number>>;
  /** Orders placed in the period, and those of them that are sales by now. */
  placed: number;
  paid: number;
  /** Most views first. */
  languages: { language: string; views: number }[];
  /** The most viewed, with the pieces of each in orders that were paid in the period. */
  products: { id: string; title: string; views: number; bought: number }[];
}

export type Stage = "shop" | "product" | "cart" | "checkout";

/** Periods that one can look at, with the days of each. */
export const PERIODS = { today: 1, week: 7, month: 30, quarter: 90, year: 365 } as const;
export type Period = keyof typeof PERIODS;

/** The days of a period that ends today, in a time zone. */
export function daysOf(
  period: Period,
  { timeZone, now = new Date() }: { timeZone: string; now?: Date },
): { first: string; last: string } {
  const last = new Intl.DateTimeFormat("en-CA", { timeZone }).format(now);
  const first = new Date(`${last}T00:00:00Z`);
  first.setUTCDate(first.getUTCDate() - PERIODS[period] + 1);
  return { first: first.toISOString().slice(0, 10), last };
}

/**
 * What happened from the first to the last of these days. For those who may see figures: AF404 for
 * others, AF422 for a period of no or more than 367 days.
 */
export async function getTraffic(
  sql: Sql,
  storeId: string,
  { first, last }: { first: string; last: string },
): Promise<Traffic> {
  const [row] = await sql<{ traffic: Traffic }[]>`
    select public.get_traffic(${storeId}, ${first}, ${last}) as traffic`;
  return row!.traffic;
}
