export { CUSTOMERS, customersFound } from "./customers.ts";
export { type Export, type ExportStore, type InStore, openExport } from "./export.ts";
export { ledgerFile, moneyDaysFile } from "./ledger.ts";
export { chosenOrders, ORDERS } from "./orders.ts";
export { PRODUCTS } from "./products.ts";
export { salesFile } from "./sales.ts";
