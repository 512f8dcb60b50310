import assert from "node:assert/strict";
import { freePort } from "@/supabase/local/free_port.ts";
import { runStart } from "@/tests/fixtures/platform.ts";
import { processesOf } from "@/tests/fixtures/processes.ts";
import { startStack } from "@/tests/fixtures/stack.ts";

Deno.test("With a Supabase project in the environment only the product itself is started", async () => {
  const project = await startStack();
  const dataDir = `${project.dataDir}/unused`;
  const port = String(freePort());
  const run = runStart({
    AFRIFY_DATA: dataDir,
    PORT: port,
    DATABASE_URL: project.database.url,
    WEB_DATABASE_URL: project.database.webUrl,
    SUPABASE_URL: project.url,
    SUPABASE_PUBLISHABLE_KEY: project.publishableKey,
    SUPABASE_SECRET_KEY: project.secretKey,
    SUPABASE_JWT_SECRET: project.jwtSecret,
    SMTP_URL: project.mailbox.smtpUrl,
    SMS_API_KEY: "unused",
  });
  while (!run.output().includes("Afrify is at")) await tick();

  const health = await fetch(`http://localhost:${port}/healthz`);
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

function tick(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
