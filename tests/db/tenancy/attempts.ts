import type postgres from "postgres";
import { type Actor, ADMIN, as, roleOf } from "./cast.ts";
import type { Stage } from "./stage.ts";

/**
 * `adopt` writes a copy of the shop's row, with all that it points at, into the rival's shop; `move`
 * gives the row itself to the rival.
 */
export const VERBS = ["select", "count", "insert", "adopt", "update", "move", "delete"] as const;
export type Verb = typeof VERBS[number];

export interface Attempt {
  actor: Actor;
  verb: Verb;
  /** Schema and name; a bucket of Storage is "storage.<bucket>". */
  table: string;
}

/** The column that says whose a row is, and what it says in the two shops. */
interface Key {
  column: string;
  own: string;
  rival: string;
  bucket?: string;
}

/**
 * What an actor meets on the shop's rows of a table. "denied": no grant, or a policy's check refused;
 * "0 rows": a policy hid them; "no parent": a foreign key kept the row in its shop.
 */
export async function attempt(stage: Stage, { actor, verb, table }: Attempt): Promise<string> {
  const { sql } = stage;
  const key = keyOf(stage, table);
  const relation = key.bucket ? "storage.objects" : table;
  const columns = await writable(sql, { actor, verb, table: relation });
  const [sample] = await sql`select to_jsonb(t) as row from ${sql(relation)} t
    where ${mine(sql, key)} limit 1`;
  if (!sample) throw new Error(`The stage has no row in ${table}`);
  try {
    const done = await as(sql, actor, (sql) => run(sql, { verb, relation, key, columns, sample }));
    return done === 0 ? "0 rows" : "rows";
  } catch (error) {
    const { code, message } = error as postgres.PostgresError;
    if (code === "42501") return "denied";
    if (code === "23503") return "no parent";
    // Constraints are looked at after the policies: the write itself was allowed.
    if (code === "23505" || code === "23514") return "rows";
    throw new Error(`${actor} ${verb} ${table}: ${message}`, { cause: error });
  }
}

interface Run {
  verb: Verb;
  relation: string;
  key: Key;
  /** Those that the actor may write. */
  columns: string[];
  sample: postgres.Row;
}

async function run(
  sql: postgres.Sql,
  { verb, relation, key, columns, sample }: Run,
): Promise<number> {
  const name = sql(relation);
  const where = mine(sql, key);
  switch (verb) {
    case "select":
      return (await sql`select 1 from ${name} as t where ${where}`).count;
    case "count":
      return (await sql`select count(*)::int as n from ${name} as t where ${where}`)[0]!.n;
    case "delete":
      return (await sql`delete from ${name} as t where ${where}`).count;
    case "update": {
      const column = columns[0] ?? key.column;
      return (await sql`update ${name} as t set ${sql(column)} = ${sql(column)} where ${where}`)
        .count;
    }
    case "move":
      return (await sql`update ${name} as t set ${sql(key.column)} = ${key.rival} where ${where}`)
        .count;
    case "insert":
    case "adopt": {
      if (columns.length === 0) return (await sql`insert into ${name} default values`).count;
      const owner = verb === "adopt" ? { [key.column]: key.rival } : {};
      const path = verb === "adopt" ? { path: `${key.rival}/picture` } : {};
      // Another file in the same folder.
      const file = key.bucket && verb === "insert" ? { name: `${key.own}-2` } : {};
      const copy = { ...sample.row, ...path, ...file, ...owner, id: crypto.randomUUID() };
      const list = sql.unsafe(columns.join(", "));
      return (await sql`insert into ${name} (${list})
        select ${list} from jsonb_populate_record(null::${name}, ${sql.json(copy)})`).count;
    }
  }
}

function mine(sql: postgres.Sql, { column, own, bucket }: Key) {
  return bucket ? sql`t.bucket_id = ${bucket} and t.name = ${own}` : sql`t.${sql(column)} = ${own}`;
}

function keyOf({ shop, rival }: Stage, table: string): Key {
  const [schema, bucket] = table.split(".");
  if (schema === "storage") {
    // A file belongs to the shop whose id is its first folder.
    const [own, theirs] = [`${shop.storeId}/picture`, `${rival.storeId}/picture`];
    return { column: "name", own, rival: theirs, bucket };
  }
  const key = (column: string, field: "storeId" | "tenantId") => ({
    column,
    own: shop[field],
    rival: rival[field],
  });
  switch (table) {
    case "public.stores":
      return key("id", "storeId");
    case "public.tenants":
      return key("id", "tenantId");
    case "public.invitations":
    case "public.memberships":
      return key("tenant_id", "tenantId");
    case "public.platform_admins":
      return { column: "user_id", own: ADMIN, rival: shop.storeId };
    default:
      return key("store_id", "storeId");
  }
}

async function writable(
  sql: postgres.Sql,
  { actor, verb, table }: Attempt,
): Promise<string[]> {
  const privilege = { insert: "INSERT", adopt: "INSERT", update: "UPDATE" }[verb as string];
  if (!privilege) return [];
  const rows = await sql<{ name: string }[]>`
    select a.attname as name from pg_attribute as a
    where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = ''
      and has_column_privilege(${roleOf(actor)}, a.attrelid, a.attnum, ${privilege})
    order by a.attnum`;
  return rows.map(({ name }) => name);
}
