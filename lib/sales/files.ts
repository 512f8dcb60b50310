import type { CsvCell } from "@/lib/csv.ts";
import { wayName } from "@/lib/ledger/mod.ts";
import { type Currency, formatDecimal } from "@/lib/money.ts";
import { sourceName } from "@/lib/traffic/mod.ts";
import { funnelOf } from "./funnel.ts";
import type { Sales } from "./sales.ts";
import { addedTaxOf, averageOf, salesOf } from "./sums.ts";

/** A table of figures as a file. */
interface FigureFile {
  columns: string[];
  rows(sales: Sales, currency: Currency): CsvCell[][];
}

/** The tables of the page, by what their files are asked for as. */
export const SALES_FILES = {
  days: {
    columns: [
      ...["Day", "Currency", "Orders placed", "Orders paid", "New customers", "Pieces", "Goods"],
      ...["Discounts", "Delivery", "Tax on top", "Tax in all", "Sold", "Given back", "Sales"],
      ...["Average order", "Sales to new customers"],
    ],
    rows: ({ days }, currency) =>
      days.map((day) => {
        const money = (minor: number) => formatDecimal(minor, currency);
        return [
          ...[day.day, currency, day.placed, day.orders, day.firstOrders, day.units],
          ...[money(day.goodsMinor), money(day.discountMinor), money(day.deliveryMinor)],
          ...[money(addedTaxOf(day)), money(day.taxMinor), money(day.totalMinor)],
          ...[money(day.refundedMinor), money(salesOf(day)), money(averageOf(day))],
          money(day.firstMinor),
        ];
      }),
  },
  products: {
    columns: ["Product", "Id", "Currency", "Orders", "Pieces", "Sold", "Sold before"],
    rows: ({ products }, currency) =>
      products.rows.map(({ title, id, orders, units, soldMinor, beforeMinor }) => [
        ...[title, id, currency, orders, units],
        ...[formatDecimal(soldMinor, currency), formatDecimal(beforeMinor, currency)],
      ]),
  },
  ways: {
    columns: ["Way", "Currency", "Came in", "Given back", "Came in before"],
    rows: ({ ways }, currency) =>
      ways.map(({ way, cameMinor, refundedMinor, beforeMinor }) => [
        ...[wayName(way), currency],
        ...[cameMinor, refundedMinor, beforeMinor].map((minor) => formatDecimal(minor, currency)),
      ]),
  },
  sources: {
    columns: ["From", "Visits", "Visits before"],
    rows: ({ sources }) =>
      sources.map(({ source, visits, before }) => [sourceName(source), visits, before]),
  },
  funnel: {
    columns: ["How far", "How many", "Before"],
    rows: (sales) => funnelOf(sales).map(({ name, count, before }) => [name, count, before]),
  },
} as const satisfies Record<string, FigureFile>;

export type SalesFile = keyof typeof SALES_FILES;
