import assert from "node:assert/strict";
import postgres from "postgres";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { runStart } from "@/tests/fixtures/platform.ts";
import { SEAL_KEYS } from "@/tests/fixtures/seal_keys.ts";

const HOSTED = {
  DATABASE_URL: "postgres://postgres:x@127.0.0.1:1/postgres",
  WEB_DATABASE_URL: "postgres://afrify_web:x@127.0.0.1:1/postgres",
  SUPABASE_URL: "http://127.0.0.1:1",
  SUPABASE_PUBLISHABLE_KEY: "sb_publishable_x",
  SUPABASE_SECRET_KEY: "sb_secret_x",
  CREDENTIALS_KEYS: SEAL_KEYS,
  SMTP_URL: "smtp://127.0.0.1:1",
  SMS_API_KEY: "x",
};

Deno.test("A port that is taken is named, with what to do about it", async () => {
  using listener = Deno.listen({ port: 0 });
  const { port } = listener.addr;
  await assertRefused(
    { PORT: String(port) },
    `Port ${port} is taken: stop what uses it, or set PORT to another one (0 picks a free one)`,
  );
});

Deno.test("A PORT that is no port is named", async () => {
  await assertRefused({ PORT: "eighty" }, 'PORT is not a port number: "eighty"');
});

Deno.test("A data folder that cannot be written is named with the reason", async () => {
  const file = await Deno.makeTempFile();
  await assertRefused(
    { AFRIFY_DATA: `${file}/data` },
    /^The data folder "\S+" cannot be written: [^\n]+$/,
  );
  await Deno.remove(file);
});

Deno.test("A data folder whose secrets are damaged is left as it is", async () => {
  const dataDir = await Deno.makeTempDir();
  await Deno.writeTextFile(`${dataDir}/secrets.json`, "{}");
  await assertRefused(
    { AFRIFY_DATA: dataDir },
    /secrets.json" is missing or damaged: restore it, or delete/,
  );
  assert.equal(await Deno.readTextFile(`${dataDir}/secrets.json`), "{}");
  await Deno.remove(dataDir, { recursive: true });
});

Deno.test("Half a Supabase project is refused, naming what is missing", async () => {
  const { DATABASE_URL, SUPABASE_URL } = HOSTED;
  await assertRefused({ DATABASE_URL }, /^WEB_DATABASE_URL is missing/);
  await assertRefused({ SUPABASE_URL }, /^DATABASE_URL is missing/);
});

Deno.test("A DATABASE_URL that is no address, or where nothing answers, is told in one sentence", async () => {
  await assertRefused({ ...HOSTED, DATABASE_URL: "db.example" }, /^DATABASE_URL is not an address/);
  await assertRefused(HOSTED, "DATABASE_URL does not work: nothing answers at 127.0.0.1:1");
});

Deno.test("A WEB_DATABASE_URL whose login is refused is told in one sentence", async () => {
  const { url, webUrl, stop } = await startDatabase();
  const wrong = webUrl.replace(/:[^:@]+@/, ":wrong@");
  await assertRefused(
    { ...HOSTED, DATABASE_URL: url, WEB_DATABASE_URL: wrong },
    "WEB_DATABASE_URL does not work: the database refuses the user or password",
  );
  await stop();
});

Deno.test("A migration that cannot be applied is named, and nothing is served", async () => {
  const database = await startDatabase({ migrations: [] });
  const sql = postgres(database.url, { max: 1 });
  await sql`create table public.tenants (id int)`;
  await sql.end();
  await assertRefused(
    { ...HOSTED, DATABASE_URL: database.url },
    /^Migration \d+_tenants.sql failed: relation "tenants" already exists$/,
  );
  await database.stop();
});

/** That a start with this environment ends with code 1 and says this, in one line, as its last word. */
async function assertRefused(
  env: Record<string, string>,
  sentence: string | RegExp,
): Promise<void> {
  const dataDir = await Deno.makeTempDir();
  const run = runStart({ AFRIFY_DATA: dataDir, ...env });
  const code = await run.code;
  const steps = /^( {2}.*\n)*/.exec(run.output())![0];
  const said = run.output().slice(steps.length).trimEnd();
  await Deno.remove(dataDir, { recursive: true });

  assert.equal(code, 1, said);
  if (typeof sentence === "string") assert.equal(said, sentence);
  else assert.match(said, sentence);
  assert.doesNotMatch(said, /\n/);
}
