import { csvStream } from "@/lib/csv.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { type Import, listRefused, type RefusedRow } from "./imports.ts";

const PAGE = 500;

type InStore = <T>(run: (sql: Sql, store: { id: string }) => Promise<T>) => Promise<T>;

/**
 * The refused rows as they were, with what is wrong in a last column: put right, the file is imported
 * alone. Read page by page as it is taken.
 */
export function reportFile(
  { id, header }: Pick<Import, "id" | "header">,
  inStore: InStore,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  async function* pages() {
    let after = 0;
    let isMore = true;
    while (isMore) {
      const { rows, hasMore } = await inStore((sql, store) =>
        listRefused(sql, { storeId: store.id, id, after, limit: PAGE })
      );
      yield rows.map((row) => [...row.cells, problemWords(row, header)]);
      after = rows.at(-1)?.line ?? after;
      isMore = hasMore;
    }
  }
  return csvStream([...header, "Problem"], pages());
}

/** "Variant Price: Write a price." */
export function problemWords({ problems, because }: RefusedRow, header: string[]): string {
  if (problems.length === 0) return `Refused together with row ${because.join(", ")}.`;
  return problems.map(({ column, text }) => {
    const head = column === null ? "" : header[column] || `Column ${column + 1}`;
    return head ? `${head}: ${text}` : text;
  }).join(" ");
}
