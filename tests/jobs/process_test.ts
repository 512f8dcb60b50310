import assert from "node:assert/strict";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { SEAL_KEYS } from "@/tests/fixtures/seal_keys.ts";

const ENTRY = new URL("../../worker.ts", import.meta.url).pathname;

function spawnWorker(env: Record<string, string>): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", ENTRY],
    env: {
      WEB_DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
      SUPABASE_URL: "http://127.0.0.1:1",
      SUPABASE_PUBLISHABLE_KEY: "test",
      SUPABASE_SECRET_KEY: "test",
      SMTP_URL: "smtp://127.0.0.1:1",
      SMS_API_KEY: "test",
      CREDENTIALS_KEYS: SEAL_KEYS,
      ...env,
    },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Reads log lines until the worker says it is ready, then goes on reading so that it never blocks. */
async function untilReady(worker: Deno.ChildProcess): Promise<void> {
  const ready = Promise.withResolvers<void>();
  (async () => {
    for await (const text of worker.stdout.pipeThrough(new TextDecoderStream())) {
      if (text.includes("Ready for jobs")) ready.resolve();
    }
    ready.reject(new Error("The worker ended before it was ready"));
  })();
  await ready.promise;
}

async function endOf(worker: Deno.ChildProcess): Promise<{ code: number; errors: string }> {
  const [{ code }, errors] = await Promise.all([
    worker.status,
    new Response(worker.stderr).text(),
  ]);
  return { code, errors };
}

Deno.test("the worker process ends by itself, with code 0, on SIGTERM", async () => {
  const database = await startDatabase();
  const worker = spawnWorker({ DATABASE_URL: database.url });
  await untilReady(worker);
  worker.kill("SIGTERM");
  assert.equal((await endOf(worker)).code, 0);
  await worker.stdin.close();
  await database.stop();
});

Deno.test("the worker process says in one sentence which variable is missing", async () => {
  const worker = spawnWorker({ DATABASE_URL: "" });
  const [{ code, errors }] = await Promise.all([endOf(worker), worker.stdout.cancel()]);
  await worker.stdin.close();
  assert.equal(code, 1);
  assert.match(errors, /^DATABASE_URL is missing[^\n]*\n$/);
});
