import type { Sql } from "@/lib/db/mod.ts";
import type { Currency } from "@/lib/money.ts";
import type { Country } from "@/lib/phone.ts";
import type { ImportKind, Mapping } from "./fields.ts";
import type { TableRow } from "./read_table.ts";

export type Outcome = "new" | "changed" | "unchanged" | "refused";

/** What is wrong in a row; a column of the file, or null for the row as a whole. */
export interface Problem {
  line: number;
  column: number | null;
  text: string;
}

/** Rows that are written together or not at all: those of a product, or one customer's. */
export interface Item {
  /** From 1, in the order of the file. */
  number: number;
  /** The address of a product, the phone of a customer as it is typed. */
  key: string;
  rows: TableRow[];
}

/** What would come of an item. */
export interface Plan<Write = unknown> {
  outcome: Outcome;
  problems: Problem[];
  /** What to write; of new and changed items. */
  write?: Write;
}

/** An import that a job works at. */
export interface ImportRun {
  id: string;
  storeId: string;
  kind: ImportKind;
  status: string;
  mapping: Mapping;
  currency: Currency;
  country: Country;
  /** In whose name it is written. */
  personId: string;
}

/** What differs between products and customers. `sql` acts as service_role: each statement names the store. */
export interface ItemKind<Write = unknown> {
  /** Puts rows together that belong together. */
  group(sql: Sql, run: ImportRun, rows: TableRow[]): Promise<Item[]>;
  /**
   * Compares items with what the shop has. `isHeld` keeps others from changing that until the end of
   * the transaction.
   */
  plan(sql: Sql, run: ImportRun, items: Item[], isHeld: boolean): Promise<Plan<Write>[]>;
  /** Writes one item, all of it. Refuses with what is wrong; throws what it does not know. */
  write(sql: Sql, run: ImportRun, write: Write): Promise<void>;
  /** What an error of `write` means to the merchant, or null. */
  explain(error: unknown): { field: string | null; text: string } | null;
}

/** The cell of a field without blanks around it; undefined when no column holds it. */
export function readField(
  { mapping }: Pick<ImportRun, "mapping">,
  { cells }: TableRow,
  field: string,
): string | undefined {
  const column = mapping[field];
  return column === undefined ? undefined : (cells[column] ?? "").trim();
}

/** Collects what is wrong with an item, by field. */
export class Problems {
  readonly found: Problem[] = [];

  constructor(private readonly run: Pick<ImportRun, "mapping">) {}

  add({ line }: Pick<TableRow, "line">, field: string | null, text: string): void {
    const column = field === null ? null : this.run.mapping[field] ?? null;
    this.found.push({ line, column, text });
  }
}

/** "Yes" and "no" as files say it; null for anything else. */
export function readYes(text: string): boolean | null {
  if (/^(true|yes|y|1)$/i.test(text)) return true;
  return /^(false|no|n|0|)$/i.test(text) ? false : null;
}
