import type { Days } from "@/lib/date_range.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { MoneyWay } from "@/lib/ledger/mod.ts";
import type { Stage } from "@/lib/traffic/mod.ts";

/** Sums of orders, in minor units of the shop's currency. */
export interface Sums {
  /** Orders placed, and those of them that are sales by now. */
  placed: number;
  converted: number;
  /** Sales: orders that were paid and not called off. All that follows is of these. */
  orders: number;
  /** Those of customers who had bought nothing before. */
  firstOrders: number;
  units: number;
  goodsMinor: number;
  discountMinor: number;
  deliveryMinor: number;
  taxMinor: number;
  totalMinor: number;
  /** What went back of them, whenever it did. */
  refundedMinor: number;
  /** What first orders brought, less what went back. */
  firstMinor: number;
}

/** Of one day of the shop: "2026-11-29". */
export interface DaySales extends Sums {
  day: string;
}

export interface ProductSales {
  id: string;
  title: string;
  /** In how many orders it was. */
  orders: number;
  units: number;
  /** At what it was sold for, after discounts. */
  soldMinor: number;
  beforeMinor: number;
}

export interface Sales {
  /** Whether the shop ever had an order. */
  hasOrders: boolean;
  /** Only days on which something happened, oldest first. */
  days: DaySales[];
  /** Of as many days right before. */
  before: DaySales[];
  /** What brought most first; `count` of all that were sold. */
  products: { count: number; rows: ProductSales[] };
  /** What came on these days by each way, and what buyers have back. */
  ways: { way: MoneyWay; cameMinor: number; refundedMinor: number; beforeMinor: number }[];
  /** How often somebody came into the shop, by from where. */
  sources: { source: string; visits: number; before: number }[];
  /** Visitors of each day added up, by how far they came; stages that nobody reached are absent. */
  visitors: Partial<Record<Stage, number>>;
  visitorsBefore: Partial<Record<Stage, number>>;
}

/**
 * What a shop sold on these days, as it is at this moment. For those who may see figures: AF404 for
 * others, AF422 for no or more than 367 days.
 */
export async function getSales(
  sql: Sql,
  storeId: string,
  { first, last, products = 10 }: Days & { products?: number },
): Promise<Sales> {
  const [row] = await sql<{ sales: Sales }[]>`
    select public.get_sales(${storeId}, ${first}, ${last}, ${products}) as sales`;
  return row!.sales;
}
