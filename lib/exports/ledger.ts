import { readDateRange } from "@/lib/date_range.ts";
import {
  DAY_COLUMNS,
  dayCells,
  ENTRY_COLUMNS,
  entryCells,
  getMoney,
  isMoneyWay,
  listEntries,
} from "@/lib/ledger/mod.ts";
import type { Export } from "./export.ts";

/** Entries a page. */
const PAGE = 500;

/** Every entry of the days, and of the way, that a query asks for; newest first. */
export function ledgerFile(query: URLSearchParams): Export {
  const way = [query.get("way") ?? ""].find(isMoneyWay);
  return {
    entity: "ledger_entries",
    permission: "payments.view",
    columns: () => ENTRY_COLUMNS,
    async page(sql, store, after) {
      const filter = { ...readDateRange(query, store), way, after: after ?? undefined };
      const { entries, next } = await listEntries(sql, store, { ...filter, limit: PAGE });
      return { rows: entries.map((entry) => entryCells(entry, store.orderPrefix)), next };
    },
  };
}

/** What moved on each day that a query asks for, by way; oldest first. */
export function moneyDaysFile(query: URLSearchParams): Export {
  return {
    entity: "ledger_entries",
    permission: "payments.view",
    columns: () => DAY_COLUMNS,
    async page(sql, store) {
      const { days } = await getMoney(sql, store.id, readDateRange(query, store));
      return { rows: dayCells(days), next: null };
    },
  };
}
