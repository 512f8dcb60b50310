import assert from "node:assert/strict";
import { runStart } from "@/tests/fixtures/platform.ts";
import { processesOf } from "@/tests/fixtures/processes.ts";
import { SEAL_KEYS } from "@/tests/fixtures/seal_keys.ts";
import { startStack } from "@/tests/fixtures/stack.ts";
import { until } from "@/tests/fixtures/until.ts";

Deno.test("With a Supabase project in the environment only the product itself is started", async () => {
  const project = await startStack();
  const dataDir = `${project.dataDir}/unused`;
  const run = runStart({
    AFRIFY_DATA: dataDir,
    DATABASE_URL: project.database.url,
    WEB_DATABASE_URL: project.database.webUrl,
    SUPABASE_URL: project.url,
    SUPABASE_PUBLISHABLE_KEY: project.publishableKey,
    SUPABASE_SECRET_KEY: project.secretKey,
    SUPABASE_JWT_SECRET: project.jwtSecret,
    SMTP_URL: project.mailbox.smtpUrl,
    SMS_API_KEY: "unused",
    CREDENTIALS_KEYS: SEAL_KEYS,
  });
  await until(() => run.output().includes("Afrify is at"));

  const url = /Afrify is at (\S+)\//.exec(run.output())![1];
  const health = await fetch(`${url}/healthz`);
  await health.body?.cancel();
  assert.equal(health.status, 200);
  const programs = await Promise.all(
    ["", "main.ts", "worker.ts", "tasks/start.ts"].map((name) => processesOf(dataDir, name)),
  );
  assert.deepEqual(programs.map(({ length }) => length), [3, 1, 1, 1]);
  assert.equal(await Deno.stat(dataDir).then(() => true, () => false), false);

  run.kill("SIGTERM");
  assert.equal(await run.code, 0);
  assert.deepEqual(await processesOf(dataDir), []);
  await project.stop();
});
