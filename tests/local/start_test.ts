import assert from "node:assert/strict";
import { join } from "node:path";
import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import type { Addresses } from "@/supabase/local/addresses.ts";
import { type Platform, startPlatform } from "@/tests/fixtures/platform.ts";
import { processesOf, untilGone } from "@/tests/fixtures/processes.ts";
import { until } from "@/tests/fixtures/until.ts";

// One data folder goes through all of this, in the order of the tests.
let dataDir: string;
let platform: Platform;
let first: Addresses;

Deno.test.beforeAll(async () => {
  dataDir = await Deno.makeTempDir({ prefix: "afrify-" });
  platform = await startPlatform({ dataDir, demo: false });
  first = platform;
});

Deno.test.afterAll(async () => {
  await platform.stop();
  await Deno.remove(dataDir, { recursive: true });
});

Deno.test("A first start serves the platform, the database and Supabase where local.json says", async () => {
  assert.equal(await answers(first.url), true);
  assert.equal(await currentUser(first.database_url), "postgres");
  assert.equal(await currentUser(first.web_database_url), "afrify_web");
  const visitor = createClient(first.supabase_url, first.publishable_key);
  assert.equal((await visitor.from("products").select("id").limit(1)).error, null);

  const { mode } = await Deno.stat(join(dataDir, "local.json"));
  if (Deno.build.os !== "windows") assert.equal(mode! & 0o777, 0o600);
});

Deno.test("A second start on the same data folder is refused in one sentence", async () => {
  const second = startPlatform({ dataDir, demo: false });
  await assert.rejects(second, (error: Error) => {
    const [, ...sentence] = error.message.trim().split("\n");
    assert.deepEqual(sentence, [
      `Afrify already runs on "${dataDir}" as process ${platform.pid}: stop it, or set AFRIFY_DATA to another folder`,
    ]);
    return true;
  });
  assert.equal(await answers(first.url), true);
});

Deno.test("A killed web server, worker or Supabase process is replaced", async () => {
  for (const program of ["main.ts", "worker.ts", "supabase/local/main.ts"]) {
    const [victim] = await processesOf(dataDir, program);
    Deno.kill(victim!, "SIGKILL");
    await untilGone(victim!);
    await until(async () => (await processesOf(dataDir, program)).length > 0);
  }
  await until(() => answers(first.url));
  await until(() => answers(`${first.supabase_url}/auth/v1/health`));
});

Deno.test("A killed Postgres is replaced, and nothing that was committed is lost", async () => {
  const sql = postgres(first.database_url, { max: 1, onnotice: () => {} });
  await sql`create table public.survivors as select 1 as id`;
  const pid = Number(
    (await Deno.readTextFile(join(dataDir, "postgres", "postmaster.pid")))
      .split("\n")[0],
  );
  Deno.kill(pid, "SIGKILL");
  await untilGone(pid);

  await until(() => sql`select id from public.survivors`.then(() => true, () => false));
  await sql.end();
});

Deno.test("After the supervisor is killed its processes end, and the next start goes on where it was", async () => {
  await platform.end("SIGKILL");
  for (const pid of await processesOf(dataDir, "tethered.ts")) await untilGone(pid);

  platform = await startPlatform({ dataDir, demo: false });
  assert.deepEqual(addressesOf(platform), addressesOf(first));
  const sql = postgres(platform.database_url, { max: 1 });
  assert.equal((await sql`select id from public.survivors`).length, 1);
  await sql.end();
});

Deno.test("Ctrl-C ends everything that was started, with code 0", async () => {
  assert.equal(await platform.end("SIGINT"), 0);
  assert.deepEqual(await processesOf(dataDir), []);
  assert.equal(await Deno.stat(join(dataDir, "local.json")).then(() => true, () => false), false);

  platform = await startPlatform({ dataDir, demo: false });
  assert.deepEqual(addressesOf(platform), addressesOf(first));
  assert.equal(await platform.end("SIGTERM"), 0);
  assert.deepEqual(await processesOf(dataDir), []);
});

/** What a restart must not change. */
function addressesOf(platform: Addresses): Partial<Addresses> {
  const names = ["url", "database_url", "web_database_url", "supabase_url", "publishable_key"]
    .concat("secret_key", "jwt_secret", "functions_url", "mailbox_url", "daraja_url");
  return Object.fromEntries(Object.entries(platform).filter(([name]) => names.includes(name)));
}

async function answers(url: string): Promise<boolean> {
  return await fetch(url).then(async ({ body, status }) => {
    await body?.cancel();
    return status < 500;
  }, () => false);
}

async function currentUser(url: string): Promise<string> {
  const sql = postgres(url, { max: 1 });
  const [row] = await sql`select current_user as name`;
  await sql.end();
  return row!.name;
}
