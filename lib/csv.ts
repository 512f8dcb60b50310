/** What a cell may hold; null is an empty cell. */
export type CsvCell = string | number | boolean | Date | null;

/** Excel takes a file for UTF-8 only when it starts with this. */
const BYTE_ORDER_MARK = "\ufeff";

/**
 * What a spreadsheet would calculate rather than show, also behind blanks and in the full-width forms
 * that some of them fold.
 */
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

/** The same with apostrophes in front: they get one more, so that `readCell` gives back what was written. */
const GUARDED = new RegExp(`^'*(?:${FORMULA.source.replaceAll("^", "")})`);

/** One line of RFC 4180. Text that a spreadsheet would run gets an apostrophe in front of it. */
export function csvLine(cells: readonly CsvCell[]): string {
  return cells.map(cellText).join(",") + "\r\n";
}

/** A cell as it was before it was written here, or by another shop system that guards cells the same way. */
export function readCell(text: string): string {
  return text.startsWith("'") && GUARDED.test(text.slice(1)) ? text.slice(1) : text;
}

/** A file of these lines, written as it is read: no more than one page of rows is in memory. */
export function csvStream(
  header: readonly string[],
  pages: AsyncIterable<readonly (readonly CsvCell[])[]>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const iterator = pages[Symbol.asyncIterator]();
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(BYTE_ORDER_MARK + csvLine(header)));
    },
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) return controller.close();
      controller.enqueue(encoder.encode(value.map(csvLine).join("")));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

function cellText(cell: CsvCell): string {
  if (cell === null) return "";
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell !== "string") return String(cell);
  const text = GUARDED.test(cell) ? `'${cell}` : cell;
  // Semicolons and tabs as well: whoever guesses what parts the cells must not take them for it.
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
