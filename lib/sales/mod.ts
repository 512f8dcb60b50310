export { SALES_FILES, type SalesFile } from "./files.ts";
export { funnelOf, type Step } from "./funnel.ts";
export { type DaySales, getSales, type ProductSales, type Sales, type Sums } from "./sales.ts";
export { type Span, spanName, toSpans } from "./spans.ts";
export { addedTaxOf, addUp, averageOf, changeWords, NO_SALES, salesOf } from "./sums.ts";
export { planSalesRollUp, rollUpSales, salesTasks } from "./tasks.ts";
