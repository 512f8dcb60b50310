import type { CsvCell } from "@/lib/csv.ts";
import { type Currency, formatDecimal } from "@/lib/money.ts";
import type { LedgerEntry } from "./entries.ts";
import { type DaySums, leftOf } from "./money.ts";
import { byWay, tellsFees, wayName } from "./ways.ts";
import { moveWords, signOf } from "./words.ts";

/** Heads of the file of days: a row a day, way and currency. */
export const DAY_COLUMNS = [
  ...["Day", "Way", "Currency", "Came in", "Refunded", "Disputed", "Fees", "Left"],
];

/** Rows of the file of days, oldest first. Fees that nobody told are an empty cell. */
export function dayCells(days: readonly DaySums[]): CsvCell[][] {
  return days.toSorted((a, b) => a.day < b.day ? -1 : a.day > b.day ? 1 : byWay(a, b)).map(
    (row) => {
      const money = (minor: number) => amountCell(minor, row.currency);
      const isTold = row.feesMinor !== 0 || tellsFees(row.way) !== false;
      return [
        ...[
          row.day,
          wayName(row.way),
          row.currency,
          money(row.cameMinor),
          money(row.refundedMinor),
        ],
        ...[money(row.disputedMinor), isTold ? money(row.feesMinor) : null, money(leftOf(row))],
      ];
    },
  );
}

/** Heads of the file of entries. */
export const ENTRY_COLUMNS = [
  ...["Time", "Order", "Buyer", "Way", "What", "From", "To", "Amount", "Change", "Currency"],
  ...["Gateway's reference", "Note", "Entry"],
];

/** A row of the file of entries. "Change" is what it did to the shop's money, and adds up to what is left. */
export function entryCells(entry: LedgerEntry, prefix: string): CsvCell[] {
  const amount = formatDecimal(entry.amountMinor, entry.currency);
  const sign = signOf(entry);
  return [
    ...[entry.bookedAt, `${prefix}-${entry.orderNumber}`, entry.buyer, wayName(entry.way)],
    ...[moveWords(entry), entry.from, entry.to, amount],
    sign === ""
      ? 0
      : amountCell(sign === "-" ? -entry.amountMinor : entry.amountMinor, entry.currency),
    ...[entry.currency, entry.transactionRef, entry.note, entry.id],
  ];
}

/** What is below 0 as a number: as a text it would be guarded, as formulas are that begin with a minus. */
function amountCell(minor: number, currency: Currency): CsvCell {
  const text = formatDecimal(minor, currency);
  return minor < 0 ? Number(text) : text;
}
