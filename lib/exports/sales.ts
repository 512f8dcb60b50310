import { readDateRange } from "@/lib/date_range.ts";
import { getSales, SALES_FILES, type SalesFile } from "@/lib/sales/mod.ts";
import type { Export } from "./export.ts";

/** More products than that are not in a file of figures: all of them are in that of products. */
const MOST_PRODUCTS = 10_000;

/** One table of a shop's sales on the days that a query asks for. */
export function salesFile(table: SalesFile, query: URLSearchParams): Export {
  return {
    entity: "sales",
    permission: "analytics.view",
    columns: () => SALES_FILES[table].columns,
    async page(sql, store) {
      const products = table === "products" ? MOST_PRODUCTS : 0;
      const sales = await getSales(sql, store.id, { ...readDateRange(query, store), products });
      return { rows: SALES_FILES[table].rows(sales, store.currency), next: null };
    },
  };
}
