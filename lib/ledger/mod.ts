export { type EntryFilter, type LedgerEntry, listEntries } from "./entries.ts";
export { DAY_COLUMNS, dayCells, ENTRY_COLUMNS, entryCells } from "./files.ts";
export {
  addUp,
  addUpBy,
  type DaySums,
  getMoney,
  leftOf,
  type Money,
  type Sums,
  type WaySums,
} from "./money.ts";
export {
  byWay,
  isMoneyWay,
  isPaidOut,
  MONEY_WAYS,
  type MoneyWay,
  tellsFees,
  wayName,
} from "./ways.ts";
export { moveWords, type Sign, signOf } from "./words.ts";
