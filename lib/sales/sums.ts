import { roundMinor } from "@/lib/money.ts";
import type { Sums } from "./sales.ts";

export const NO_SALES: Readonly<Sums> = {
  placed: 0,
  converted: 0,
  orders: 0,
  firstOrders: 0,
  units: 0,
  goodsMinor: 0,
  discountMinor: 0,
  deliveryMinor: 0,
  taxMinor: 0,
  totalMinor: 0,
  refundedMinor: 0,
  firstMinor: 0,
};

const NAMES = Object.keys(NO_SALES) as (keyof Sums)[];

export function addUp(sums: readonly Sums[]): Sums {
  const total = { ...NO_SALES };
  for (const one of sums) {
    for (const name of NAMES) total[name] += one[name];
  }
  return total;
}

/** What was sold, less what went back of it. */
export function salesOf({ totalMinor, refundedMinor }: Sums): number {
  return totalMinor - refundedMinor;
}

/** What an order came to on average, before anything went back. */
export function averageOf({ totalMinor, orders }: Sums): number {
  return orders === 0 ? 0 : roundMinor(totalMinor / orders);
}

/** Tax that came on top of prices; the rest of it is in them. */
export function addedTaxOf(sums: Sums): number {
  return sums.totalMinor - sums.goodsMinor + sums.discountMinor - sums.deliveryMinor;
}

/** "18% more", "as much", "12 times as much"; "" where there was nothing to compare with. */
export function changeWords(now: number, before: number): string {
  if (before <= 0) return "";
  if (now === before) return "as much";
  if (now >= 10 * before) return `${Math.round(now / before).toLocaleString("en")} times as much`;
  const percent = Math.round(100 * Math.abs(now - before) / before);
  const much = percent === 0 ? "a little" : `${percent.toLocaleString("en")}%`;
  return `${much} ${now > before ? "more" : "less"}`;
}
