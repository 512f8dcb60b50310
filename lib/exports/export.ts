import { type ExportedEntity, logExport } from "@/lib/audit/mod.ts";
import { type CsvCell, csvStream } from "@/lib/csv.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { Permission } from "@/lib/enums.ts";
import type { Currency } from "@/lib/money.ts";

/** What an export needs to know of the shop. */
export interface ExportStore {
  id: string;
  currency: Currency;
  timeZone: string;
  /** In front of the numbers of its orders: "KK". */
  orderPrefix: string;
  permissions: readonly Permission[];
  /** Base of the addresses of its pictures. */
  media: string;
}

export interface ExportPage {
  rows: CsvCell[][];
  /** Where the next page goes on; null at the end. */
  next: string | null;
}

/** Rows of a shop as a file. */
export interface Export {
  entity: ExportedEntity;
  /** What whoever takes it must hold. */
  permission: Permission;
  columns(store: ExportStore): string[];
  page(sql: Sql, store: ExportStore, after: string | null): Promise<ExportPage>;
}

export type InStore = <T>(run: (sql: Sql, store: ExportStore) => Promise<T>) => Promise<T>;

/**
 * The file, read page by page as it is taken: no more than one page is in memory, however large the
 * shop. Each page has a transaction of its own, so whoever loses the right to read gets no more of it.
 * The first is read before this resolves: who may not have the file gets an answer that says so.
 */
export async function openExport(
  { entity, columns, page }: Export,
  inStore: InStore,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const first = await inStore(async (sql, store) => {
    await logExport(sql, store.id, entity);
    return { header: columns(store), ...await page(sql, store, null) };
  });
  async function* pages() {
    let { rows, next }: ExportPage = first;
    yield rows;
    while (next !== null) {
      const after: string = next;
      ({ rows, next } = await inStore((sql, store) => page(sql, store, after)));
      yield rows;
    }
  }
  return csvStream(first.header, pages());
}
