import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { readCell } from "@/lib/csv.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";

export const MAX_FILE_BYTES = 10 * 1024 * 1024;
export const MAX_ROWS = 10_000;
export const MAX_COLUMNS = 200;

export interface TableRow {
  /** Of the file, as spreadsheets count: the header is row 1. */
  line: number;
  /** As many as the header has. */
  cells: string[];
}

export interface Table {
  header: string[];
  rows: TableRow[];
}

export type TableRefusal = "empty" | "no_rows" | "too_many_rows" | "too_wide" | "broken_quotes";

/**
 * Reads a file of a spreadsheet: commas, semicolons or tabs between cells, any kind of line end, UTF-8,
 * UTF-16 or Windows-1252. Rows without a word in them are left out. Never throws on what a file holds.
 */
export async function readTable(bytes: Uint8Array): Promise<Result<Table, TableRefusal>> {
  const table: Table = { header: [], rows: [] };
  let line = 0;
  try {
    for await (const record of records(decode(bytes))) {
      line++;
      const cells = record.map(readCell);
      if (cells.every((cell) => cell.trim() === "")) continue;
      if (cells.length > MAX_COLUMNS) return refuse("too_wide");
      if (table.header.length === 0) table.header = cells.map((cell) => cell.trim());
      else table.rows.push({ line, cells: fit(cells, table.header.length) });
      if (table.rows.length > MAX_ROWS) return refuse("too_many_rows");
    }
  } catch (error) {
    if (error instanceof CsvError) return refuse("broken_quotes");
    throw error;
  }
  if (table.header.length === 0) return refuse("empty");
  return table.rows.length === 0 ? refuse("no_rows") : ok(table);
}

/** The cells of each row, as they stand there. Throws a CsvError where a quote is left open. */
export function records(text: string): AsyncIterable<string[]> {
  return Readable.from(pieces(text)).pipe(parse({
    delimiter: delimiterOf(text),
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
  }));
}

/** The text of a file. Characters that a database does not take become U+FFFD. */
export function decode(bytes: Uint8Array): string {
  return decodeBytes(bytes).replaceAll("\0", "\ufffd");
}

function decodeBytes(bytes: Uint8Array): string {
  // What Excel calls Unicode text.
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** What parts the cells of the first row. */
function delimiterOf(text: string): string {
  const [first = ""] = /^\s*(?:[^"\r\n]|"(?:[^"]|"")*")*/.exec(text.slice(0, 100_000)) ?? [];
  const bare = first.replaceAll(/"(?:[^"]|"")*"/g, "");
  const counts = [",", ";", "\t"].map((one) => ({ one, count: bare.split(one).length }));
  return counts.reduce((best, next) => next.count > best.count ? next : best).one;
}

/** Bit by bit, so that reading a long file leaves others a turn. */
function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += 65_536) yield text.slice(at, at + 65_536);
}

/** Exports leave out empty cells at the end of a row; a cell beyond the header has no column. */
function fit(cells: string[], width: number): string[] {
  return Array.from({ length: width }, (_, i) => cells[i] ?? "");
}
