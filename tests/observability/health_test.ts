import assert from "node:assert/strict";
import postgres from "postgres";
import { createHandler, type Manifest } from "$fresh/server.ts";
import type { AppState } from "@/lib/app.ts";
import { runWorker } from "@/lib/jobs/mod.ts";
import { createLogger, createMetrics, createReadinessCheck } from "@/lib/observability/mod.ts";
import * as healthz from "@/routes/healthz.ts";
import * as metrics from "@/routes/metrics.ts";
import * as readyz from "@/routes/readyz.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";

const silent = createLogger("test", { level: "silent" });
const MIGRATIONS = new URL("../../supabase/migrations", import.meta.url).pathname;

async function serve(app: Partial<AppState["app"]>) {
  const manifest = {
    routes: {
      "./routes/_middleware.ts": {
        handler: (_req: Request, ctx: { state: unknown; next(): Promise<Response> }) => {
          Object.assign(ctx.state as object, { app });
          return ctx.next();
        },
      },
      "./routes/healthz.ts": healthz,
      "./routes/metrics.ts": metrics,
      "./routes/readyz.ts": readyz,
    },
    islands: {},
    baseUrl: new URL("../../", import.meta.url).href,
  } as unknown as Manifest;
  const handler = await createHandler(manifest);
  return (path: string, headers: HeadersInit = {}) =>
    handler(new Request(`http://localhost${path}`, { headers }));
}

Deno.test("/healthz answers without a database", async () => {
  const get = await serve({});
  const response = await get("/healthz");
  assert.equal(response.status, 200);
  assert.equal(await response.text(), "ok\n");
});

Deno.test("/readyz is 200 when the database is as new as the code", async () => {
  const database = await startDatabase();
  const options = { databaseUrl: database.webUrl, migrations: MIGRATIONS, log: silent };
  const get = await serve({ checkReadiness: createReadinessCheck(options) });
  const response = await get("/readyz");
  assert.equal(response.status, 200);
  assert.deepEqual(await response.json(), { status: "ready", problems: [], worker: "missing" });
  await database.stop();
});

Deno.test("/readyz tells that a worker lives", async () => {
  const database = await startDatabase();
  const sql = postgres(database.url, { max: 1, onnotice: () => {} });
  const stopping = new AbortController();
  const begun = Promise.withResolvers<void>();
  const worker = runWorker({
    databaseUrl: database.url,
    log: silent,
    signal: stopping.signal,
    tasks: { probe: () => Promise.resolve(begun.resolve()) },
  });
  await sql`select private.enqueue('probe', '{}')`;
  await begun.promise;
  const options = { databaseUrl: database.webUrl, migrations: MIGRATIONS, log: silent };
  const { hasWorker } = await createReadinessCheck(options)();
  assert.equal(hasWorker, true);
  stopping.abort();
  await worker;
  await sql.end();
  await database.stop();
});

Deno.test("/readyz is 503 with a code when a migration of this code is not applied", async () => {
  const database = await startDatabase();
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/99990101000000_future.sql`, "");
  const options = { databaseUrl: database.webUrl, migrations: folder, log: silent };
  const get = await serve({ checkReadiness: createReadinessCheck(options) });
  const response = await get("/readyz");
  assert.equal(response.status, 503);
  assert.deepEqual((await response.json()).problems, ["migrations_missing"]);
  await Deno.remove(folder, { recursive: true });
  await database.stop();
});

Deno.test("/readyz is 503 with a code when the database does not answer", async () => {
  const databaseUrl = "postgres://nobody:x@127.0.0.1:1/none";
  const check = createReadinessCheck({ databaseUrl, migrations: MIGRATIONS, log: silent });
  const response = await (await serve({ checkReadiness: check }))("/readyz");
  assert.equal(response.status, 503);
  assert.deepEqual((await response.json()).problems, ["database_unreachable"]);
});

Deno.test("/metrics is open until a token is set, then only for who brings it", async () => {
  const config = { metricsToken: null } as unknown as AppState["app"]["config"];
  const open = await serve({ config, metrics: createMetrics() });
  assert.match(await (await open("/metrics")).text(), /^# HELP/);

  const closed = await serve({
    config: { ...config, metricsToken: "s3cret" },
    metrics: createMetrics(),
  });
  assert.equal((await closed("/metrics")).status, 401);
  assert.equal((await closed("/metrics", { authorization: "Bearer other" })).status, 401);
  assert.equal((await closed("/metrics", { authorization: "Bearer s3cret" })).status, 200);
});
