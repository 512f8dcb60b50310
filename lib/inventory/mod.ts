export {
  adjustInventory,
  type Adjustment,
  ADJUSTMENT_REASONS,
  AdjustmentForm,
  type AdjustmentReason,
  type Transfer,
  TransferForm,
  transferInventory,
} from "./changes.ts";
export {
  applyCount,
  cancelCount,
  countedField,
  CountForm,
  getCount,
  listCounts,
  openCount,
  OpenCountForm,
  type PromisedLine,
  saveCount,
  type StockCount,
  wasField,
} from "./counts.ts";
export { readId } from "./ids.ts";
export { listMovements, type Movement } from "./ledger.ts";
export {
  listAllLocations,
  listLocations,
  type Location,
  type LocationChange,
  LocationForm,
  type LocationRefusal,
  NewLocationForm,
  type Place,
  saveLocation,
} from "./locations.ts";
export {
  type Difference,
  listDifferences,
  listSheet,
  readSheetFilter,
  type SheetFilter,
  type SheetLine,
  sheetQuery,
} from "./sheets.ts";
export {
  getStock,
  type Level,
  listStock,
  readStockFilter,
  STOCK_VIEWS,
  type StockFilter,
  type StockLine,
  stockQuery,
  type StockView,
} from "./stock.ts";
export { inventoryTasks } from "./tasks.ts";
export {
  locationErrors,
  moreOrFewer,
  movementWords,
  REASON_NAMES,
  signed,
  stockErrors,
  type StockRefusal,
} from "./words.ts";
