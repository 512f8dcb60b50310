import type { Days } from "@/lib/date_range.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { Currency } from "@/lib/money.ts";
import type { MoneyWay } from "./ways.ts";

/** What moved, in minor units. */
export interface Sums {
  cameMinor: number;
  /** What buyers have back. */
  refundedMinor: number;
  /** What gateways hold back or took back for disputes, less what the shop got again: may be below 0. */
  disputedMinor: number;
  /** What gateways told that they kept. */
  feesMinor: number;
}

export interface WaySums extends Sums {
  way: MoneyWay;
  currency: Currency;
}

/** Of one day of the shop: "2026-11-29". */
export interface DaySums extends WaySums {
  day: string;
}

export interface Money {
  /** Only what moved, oldest day first. */
  days: DaySums[];
  /** In all, in as many days right before. */
  before: WaySums[];
}

/**
 * What moved on these days, as the ledger has it. For those who may see payments: AF404 for others,
 * AF422 for no or more than 367 days.
 */
export async function getMoney(sql: Sql, storeId: string, { first, last }: Days): Promise<Money> {
  const [row] = await sql<{ money: Money }[]>`
    select public.get_money(${storeId}, ${first}, ${last}) as money`;
  return row!.money;
}

/** What stays of it: what came, less what went back, is disputed or was kept. */
export function leftOf({ cameMinor, refundedMinor, disputedMinor, feesMinor }: Sums): number {
  return cameMinor - refundedMinor - disputedMinor - feesMinor;
}

export function addUp(sums: readonly Sums[]): Sums {
  const total = { cameMinor: 0, refundedMinor: 0, disputedMinor: 0, feesMinor: 0 };
  for (const one of sums) {
    total.cameMinor += one.cameMinor;
    total.refundedMinor += one.refundedMinor;
    total.disputedMinor += one.disputedMinor;
    total.feesMinor += one.feesMinor;
  }
  return total;
}

/** Added up for each of what `keyOf` tells apart, in the order in which it comes. */
export function addUpBy<Row extends Sums, Key>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): [Key, Sums][] {
  return [...Map.groupBy(rows, keyOf)].map(([key, of]) => [key, addUp(of)]);
}
