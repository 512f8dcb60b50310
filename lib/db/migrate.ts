import { join } from "node:path";
import { runMigrations as installJobQueue } from "graphile-worker";
import postgres from "postgres";
import { StartupError } from "@/lib/startup_error.ts";
import { explainConnectionError } from "./connection_error.ts";

/** One file of a migrations folder, named `<version>_<name>.sql` as the Supabase CLI names them. */
export interface Migration {
  version: string;
  name: string;
  sql: string;
}

// Any number will do, as long as every server takes the same one.
const LOCK = 7_236_540;

/** The migrations of a folder in the order they apply. Throws StartupError for a name it cannot read. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const migrations: Migration[] = [];
  for await (const entry of Deno.readDir(folder)) {
    if (!entry.isFile || !entry.name.endsWith(".sql")) continue;
    const [, version, name] = /^(\d+)_(\w+)\.sql$/.exec(entry.name) ?? [];
    if (!version || !name) {
      throw new StartupError(`Migration "${entry.name}" is not named <digits>_<words>.sql`);
    }
    migrations.push({ version, name, sql: await Deno.readTextFile(join(folder, entry.name)) });
  }
  migrations.sort((a, b) => a.version < b.version ? -1 : 1);
  const twin = migrations.find(({ version }, i) => version === migrations[i + 1]?.version);
  if (twin) throw new StartupError(`Two migrations have the version ${twin.version}`);
  return migrations;
}

/**
 * Brings a database up to the given migrations: in order, each once and in a transaction of its own,
 * whoever else is doing the same. History is kept where the Supabase CLI keeps it. Returns those
 * applied. Throws StartupError when the database cannot be reached, when a file fails, or when one
 * that was applied has changed since. The URL must not lead to a pooler that shares sessions.
 */
export async function migrate(
  databaseUrl: string,
  migrations: Migration[],
  options: { onStart?: (pending: Migration[]) => void } = {},
): Promise<Migration[]> {
  // One connection that is never replaced, because the lock belongs to the session.
  const sql = postgres(databaseUrl, { max: 1, max_lifetime: null, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${LOCK})`.catch((error) => {
      throw explainConnectionError(error, "DATABASE_URL");
    });
    await installJobQueue({ connectionString: databaseUrl });
    await createHistory(sql);
    const pending = await findPending(sql, migrations);
    if (pending.length > 0) options.onStart?.(pending);
    for (const migration of pending) await apply(sql, migration);
    return pending;
  } finally {
    await sql.end();
  }
}

async function createHistory(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    create schema if not exists supabase_migrations;
    create table if not exists supabase_migrations.schema_migrations
      (version text not null primary key, statements text[], name text);
  `);
}

async function findPending(sql: postgres.Sql, migrations: Migration[]): Promise<Migration[]> {
  const rows = await sql<{ version: string; statements: string[] | null }[]>`
    select version, statements from supabase_migrations.schema_migrations`;
  const applied = new Map(rows.map(({ version, statements }) => [version, statements]));
  for (const migration of migrations) {
    if (!hasChanged(migration, applied.get(migration.version))) continue;
    throw new StartupError(
      `Migration ${
        fileName(migration)
      } has changed since it was applied: undo the change and write it as a new migration`,
    );
  }
  return migrations.filter(({ version }) => !applied.has(version));
}

/** Only the whole file, as written here, can be compared: the Supabase CLI stores statement by statement. */
function hasChanged(migration: Migration, statements: string[] | null | undefined): boolean {
  const [whole, ...more] = statements ?? [];
  return whole !== undefined && more.length === 0 && bare(whole) !== bare(migration.sql);
}

function bare(sql: string): string {
  return sql.trim().replace(/;$/, "");
}

async function apply(sql: postgres.Sql, migration: Migration): Promise<void> {
  const { version, name } = migration;
  try {
    await sql.begin(async (transaction) => {
      await transaction`set local statement_timeout = 0`;
      await transaction.unsafe(migration.sql);
      await transaction`insert into supabase_migrations.schema_migrations (version, name, statements)
        values (${version}, ${name}, ${[migration.sql]})`;
    });
  } catch (error) {
    if (!(error instanceof postgres.PostgresError)) throw error;
    throw new StartupError(
      `Migration ${fileName(migration)} failed${place(migration, error)}: ${error.message}`,
      { cause: error },
    );
  }
}

function place({ sql }: Migration, { position }: postgres.PostgresError): string {
  return position ? ` at line ${sql.slice(0, Number(position)).split("\n").length}` : "";
}

function fileName({ version, name }: Migration): string {
  return `${version}_${name}.sql`;
}
