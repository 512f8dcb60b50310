import type postgres from "postgres";
import { type Business, rowsOf } from "./worlds.ts";

export interface Column {
  name: string;
  /** What it holds, across tables: "product_id" is that of products too. */
  meaning: string;
  isGranted: { insert: boolean; update: boolean };
  labels: string[] | null;
}

export interface Table {
  name: string;
  columns: Column[];
}

export interface Parameter {
  name: string;
  type: string;
}

/** What statements are made of. */
export interface Vocabulary {
  tables: Table[];
  functions: { name: string; parameters: Parameter[] }[];
  /** Values of the two shops by meaning, as text. */
  theirs: Map<string, string[]>;
  own: Map<string, string[]>;
  /** Rows of one's own by table, as text by column. */
  rows: Map<string, Record<string, string | null>[]>;
}

/** Whoever holds one of these may do what it is for; nobody learns them by an id. */
const SECRETS = [
  ...["token", "token_hash", "secret_hash", "callback_ref", "callback_token", "credentials"],
  ...["code_hash", "salt", "ticket_hash", "timeout_callback_ref"],
  ...["event_key", "request_fingerprint", "request_hash", "idempotency_key", "headers", "body"],
];

export async function learnVocabulary(
  { full, shop, rival }: { full: postgres.Sql; shop: Business; rival: Business },
): Promise<Vocabulary> {
  const tables = await listTables(full);
  const ownRows = await rowsOf(full, rival);
  return {
    tables: tables.filter(({ name }) => name.startsWith("public.")),
    functions: await listFunctions(full),
    theirs: await valuesOf(full, tables, await rowsOf(full, shop), SECRETS),
    own: await valuesOf(full, tables, ownRows, []),
    rows: await samplesOf(full, tables, ownRows),
  };
}

async function listTables(sql: postgres.Sql): Promise<Table[]> {
  const rows = await sql`
    select n.nspname || '.' || c.relname as "table", a.attname as name,
      has_column_privilege('authenticated', c.oid, a.attnum, 'insert') as insert,
      has_column_privilege('authenticated', c.oid, a.attnum, 'update') as update,
      (select array_agg(e.enumlabel::text) from pg_enum as e where e.enumtypid = a.atttypid) as labels
    from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
    join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p', 'v') and n.nspname in ('public', 'private')
    order by c.relname, a.attnum`;
  const tables = Map.groupBy(rows, ({ table }) => table as string);
  return [...tables].map(([name, columns]) => ({
    name,
    columns: columns.map((column) => ({
      name: column.name,
      meaning: meaningOf(name, column.name),
      isGranted: { insert: column.insert, update: column.update },
      labels: column.labels,
    })),
  }));
}

function meaningOf(table: string, column: string): string {
  if (/^(user_id|.*_by|actor_id)$/.test(column)) return "user_id";
  if (column !== "id") return column;
  const plural = table.split(".")[1]!;
  return `${plural.replace(/ies$/, "y").replace(/sses$/, "ss").replace(/s$/, "")}_id`;
}

async function listFunctions(sql: postgres.Sql): Promise<Vocabulary["functions"]> {
  const rows = await sql`
    select p.proname as name, p.proargnames as names, p.pronargs as count,
      array(select format_type(t, null) from unnest(p.proargtypes) as t) as types
    from pg_proc as p
    where p.pronamespace = 'public'::regnamespace
      and has_function_privilege('authenticated', p.oid, 'execute') order by 1`;
  return rows.map(({ name, names, count, types }) => ({
    name,
    parameters: (names ?? []).slice(0, count).map((one: string, i: number) => ({
      name: one,
      type: types[i],
    })),
  }));
}

async function valuesOf(
  sql: postgres.Sql,
  tables: Table[],
  rows: { table: string; rows: string }[],
  without: string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, Set<string>>();
  for (const { table, rows: where } of rows) {
    const { columns } = tables.find(({ name }) => name === table)!;
    for (const { name, meaning } of columns) {
      if (without.includes(name)) continue;
      const values = await sql.unsafe(
        `select distinct t.${name}::text as value from ${table} as t
        where ${where} and t.${name} is not null limit 50`,
      );
      const known = keep(found, meaning);
      for (const { value } of values) known.add(value);
    }
  }
  return new Map([...found].map(([meaning, values]) => [meaning, [...values]]));
}

async function samplesOf(
  sql: postgres.Sql,
  tables: Table[],
  rows: { table: string; rows: string }[],
): Promise<Vocabulary["rows"]> {
  const found: Vocabulary["rows"] = new Map();
  for (const { table, rows: where } of rows) {
    const { columns } = tables.find(({ name }) => name === table)!;
    const list = columns.map(({ name }) => `t.${name}::text`).join(", ");
    found.set(table, [
      ...await sql.unsafe(`select ${list} from ${table} as t where ${where} limit 5`),
    ]);
  }
  return found;
}

function keep(found: Map<string, Set<string>>, meaning: string): Set<string> {
  const known = found.get(meaning) ?? new Set<string>();
  found.set(meaning, known);
  return known;
}
