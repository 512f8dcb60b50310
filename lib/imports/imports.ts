import type { Sql } from "@/lib/db/mod.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import type { ImportKind, Mapping } from "./fields.ts";
import type { Table, TableRow } from "./read_table.ts";

export type ImportStatus =
  | "uploaded"
  | "checking"
  | "checked"
  | "applying"
  | "applied"
  | "stopped";

/** An import as its pages show it. */
export interface Import {
  id: string;
  kind: ImportKind;
  status: ImportStatus;
  fileName: string;
  header: string[];
  mapping: Mapping;
  stopCode: "not_allowed" | "fault" | null;
  createdAt: Date;
  rows: number;
  /** Rows that the job has looked at. */
  looked: number;
  /** Products or customers, by what comes of them. */
  counts: { new: number; changed: number; unchanged: number; refused: number };
  /** Of the new and changed, those that are written. */
  applied: number;
  refusedRows: number;
}

/** Keeps a file. Rejects with AF404 when the caller may not bring such files. */
export async function createImport(
  sql: Sql,
  storeId: string,
  { kind, fileName, table }: { kind: ImportKind; fileName: string; table: Table },
): Promise<Result<string, "too_many_imports">> {
  const input = { kind, file_name: fileName, ...table };
  const [row] = await sql<{ made: { ok: boolean; id: string } }[]>`
    select public.create_import(${storeId}, ${sql.json(input as never)}) as made`;
  return row!.made.ok ? ok(row!.made.id) : refuse("too_many_imports");
}

/** Has the rows looked at under this mapping. */
export async function checkImport(sql: Sql, id: string, mapping: Mapping): Promise<void> {
  await sql`select public.check_import(${id}, ${sql.json(mapping)})`;
}

/** Has what was looked at written. */
export async function applyImport(sql: Sql, id: string): Promise<void> {
  await sql`select public.apply_import(${id})`;
}

/** One import of a store, or null when there is none that the caller may see. */
export async function getImport(
  sql: Sql,
  { storeId, id }: { storeId: string; id: string },
): Promise<Import | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null;
  const [row] = await sql<Import[]>`
    select i.id, i.kind, i.status, i.file_name as "fileName", i.header, i.mapping,
      i.stop_code as "stopCode", i.created_at as "createdAt", r.*
    from public.imports as i
    cross join lateral (
      select count(*)::int as rows, count(r.outcome)::int as looked,
        (count(*) filter (where r.outcome = 'refused'))::int as "refusedRows",
        (count(distinct r.item) filter (where r.is_applied and r.outcome in ('new', 'changed')))::int as applied,
        jsonb_build_object(
          'new', count(distinct r.item) filter (where r.outcome = 'new'),
          'changed', count(distinct r.item) filter (where r.outcome = 'changed'),
          'unchanged', count(distinct r.item) filter (where r.outcome = 'unchanged'),
          'refused', count(distinct r.item) filter (where r.outcome = 'refused')) as counts
      from public.import_rows as r where r.store_id = i.store_id and r.import_id = i.id
    ) as r
    where i.store_id = ${storeId} and i.id = ${id}`;
  return row ?? null;
}

export type ImportLine = Pick<Import, "id" | "status" | "fileName" | "createdAt">;

/** The latest imports of a kind. */
export async function listImports(
  sql: Sql,
  { storeId, kind }: { storeId: string; kind: ImportKind },
): Promise<ImportLine[]> {
  return await sql<ImportLine[]>`
    select i.id, i.status, i.file_name as "fileName", i.created_at as "createdAt"
    from public.imports as i where i.store_id = ${storeId} and i.kind = ${kind}
    order by i.id desc limit 10`;
}

/** The first rows, to show what columns hold. */
export async function listSamples(
  sql: Sql,
  { storeId, id }: { storeId: string; id: string },
): Promise<string[][]> {
  const rows = await sql<{ cells: string[] }[]>`
    select r.cells from public.import_rows as r
    where r.store_id = ${storeId} and r.import_id = ${id} order by r.line limit 3`;
  return rows.map(({ cells }) => cells);
}

export interface RefusedRow extends TableRow {
  problems: { column: number | null; text: string }[];
  /** Rows of the same product that have problems; where this one has none, they are why it is refused. */
  because: number[];
}

/** Refused rows in the order of the file, those after this row. */
export async function listRefused(
  sql: Sql,
  { storeId, id, after = 0, limit }: { storeId: string; id: string; after?: number; limit: number },
): Promise<{ rows: RefusedRow[]; hasMore: boolean }> {
  const rows = await sql<RefusedRow[]>`
    select r.line, r.cells, r.problems, case when r.problems = '[]' then array(
        select o.line from public.import_rows as o
        where o.store_id = r.store_id and o.import_id = r.import_id and o.item = r.item and o.problems <> '[]'
        order by o.line limit 5) else '{}' end as because
    from public.import_rows as r
    where r.store_id = ${storeId} and r.import_id = ${id} and r.outcome = 'refused' and r.line > ${after}
    order by r.line limit ${limit + 1}`;
  return { rows: rows.slice(0, limit), hasMore: rows.length > limit };
}
