import assert from "node:assert/strict";
import postgres from "postgres";
import { migrate, type Migration, readMigrations } from "@/lib/db/migrate.ts";
import { StartupError } from "@/lib/startup_error.ts";
import { startDatabase, type TestDatabase } from "@/tests/fixtures/database.ts";

const FIRST: Migration = {
  version: "20260101000000",
  name: "make_shelves",
  sql: "create table public.shelves (id int primary key);\ninsert into public.shelves values (1);",
};
const SECOND: Migration = {
  version: "20260102000000",
  name: "add_shelf",
  sql: "insert into public.shelves values (2);",
};

/** Runs a test on an empty database of its own. */
function databaseTest(
  name: string,
  run: (given: { database: TestDatabase; sql: postgres.Sql }) => Promise<void>,
): void {
  Deno.test(name, async () => {
    const database = await startDatabase({ migrations: [] });
    const sql = postgres(database.url, { max: 1, onnotice: () => {} });
    try {
      await run({ database, sql });
    } finally {
      await sql.end();
      await database.stop();
    }
  });
}

databaseTest(
  "Migrations apply in order, once, and leave the Supabase CLI's history",
  async ({ database, sql }) => {
    const told: string[][] = [];
    const onStart = (pending: Migration[]) => told.push(pending.map(({ name }) => name));
    await migrate(database.url, [FIRST], { onStart });
    await migrate(database.url, [FIRST, SECOND], { onStart });
    await migrate(database.url, [FIRST, SECOND], { onStart });

    assert.deepEqual(told, [["make_shelves"], ["add_shelf"]]);
    const history = await sql`
    select version, name, statements from supabase_migrations.schema_migrations order by version`;
    assert.deepEqual(
      [...history],
      [FIRST, SECOND].map(({ version, name, sql }) => ({
        version,
        name,
        statements: [sql],
      })),
    );
  },
);

databaseTest("The job queue is there before the first migration", async ({ database }) => {
  const sql = "select graphile_worker.add_job('greet')";
  await migrate(database.url, [{ version: "1", name: "greet", sql }]);
});

databaseTest(
  "A file that fails leaves nothing of itself, keeps those before, and is named with its line",
  async ({ database, sql }) => {
    const failing = {
      version: "20260102000000",
      name: "break",
      sql: "insert into public.shelves values (2);\ninsert into public.shelvs values (3);",
    };
    await assert.rejects(
      migrate(database.url, [FIRST, failing]),
      new StartupError(
        'Migration 20260102000000_break.sql failed at line 2: relation "public.shelvs" does not exist',
      ),
    );

    assert.deepEqual([...await sql`select id from public.shelves`], [{ id: 1 }]);
    await migrate(database.url, [FIRST, SECOND]);
    assert.equal((await sql`select from public.shelves`).length, 2);
  },
);

databaseTest(
  "A file that was edited after it was applied stops everything",
  async ({ database, sql }) => {
    await migrate(database.url, [FIRST]);
    const edited = { ...FIRST, sql: FIRST.sql + "\ninsert into public.shelves values (9);" };
    await assert.rejects(migrate(database.url, [edited, SECOND]), /make_shelves.sql has changed/);

    assert.equal((await sql`select from public.shelves`).length, 1);
  },
);

databaseTest(
  "What the Supabase CLI applied, statement by statement, is taken as applied",
  async ({ database, sql }) => {
    await sql.unsafe(FIRST.sql);
    await migrate(database.url, []);
    const statements = FIRST.sql.split(";\n");
    await sql`insert into supabase_migrations.schema_migrations (version, name, statements)
    values (${FIRST.version}, ${FIRST.name}, ${statements})`;

    const applied = await migrate(database.url, [FIRST, SECOND]);
    assert.deepEqual(applied, [SECOND]);
  },
);

databaseTest(
  "Servers that start at once apply each migration once between them",
  async ({ database, sql }) => {
    const slow = { ...FIRST, sql: `${FIRST.sql} select pg_sleep(0.2);` };
    const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url, [slow, SECOND])));

    assert.deepEqual(runs.flat().length, 2);
    assert.equal((await sql`select from public.shelves`).length, 2);
  },
);

Deno.test("Files that are not named as migrations, or share a version, are refused", async () => {
  const folder = await Deno.makeTempDir();
  const write = (name: string) => Deno.writeTextFile(`${folder}/${name}`, "select 1");
  await write("20260102000000_second.sql");
  await write("20260101000000_first.sql");
  await write("README.md");
  assert.deepEqual((await readMigrations(folder)).map(({ name }) => name), ["first", "second"]);

  await write("20260101000000_twin.sql");
  await assert.rejects(readMigrations(folder), /Two migrations have the version 20260101000000/);
  await write("draft.sql");
  await assert.rejects(readMigrations(folder), /"draft.sql" is not named/);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("A database that cannot be reached is told in one sentence", async () => {
  const database = await startDatabase({ migrations: [] });
  const reasons = {
    "postgres://postgres:x@127.0.0.1:1/postgres": /nothing answers at 127.0.0.1:1/,
    "postgres://postgres:x@no.such.host.invalid/postgres":
      /there is no host "no.such.host.invalid"/,
    [database.url.replace(/:[^:@]+@/, ":wrong@")]: /refuses the user or password/,
    [database.url.replace(/[^/]+$/, "nothing_here")]: /there is no such database/,
  };
  for (const [url, reason] of Object.entries(reasons)) {
    await assert.rejects(migrate(url, []), (error: Error) => {
      assert.match(error.message, reason);
      assert.match(error.message, /^DATABASE_URL does not work: [^\n]+$/);
      return error instanceof StartupError;
    });
  }
  await database.stop();
});
