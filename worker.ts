import { catalogTasks } from "@/lib/catalog/mod.ts";
import { collectionTasks } from "@/lib/collections/mod.ts";
import { type Config, readConfig } from "@/lib/config.ts";
import { connectService, type Sql } from "@/lib/db/mod.ts";
import { domainTasks } from "@/lib/domains/mod.ts";
import { downloadTasks } from "@/lib/downloads/mod.ts";
import { imageTasks, planSweep } from "@/lib/images/mod.ts";
import { importTasks } from "@/lib/imports/mod.ts";
import { inventoryTasks } from "@/lib/inventory/mod.ts";
import { runWorker, type TaskList } from "@/lib/jobs/mod.ts";
import { untilStopped } from "@/lib/lifetime.ts";
import { notificationTasks } from "@/lib/notifications/mod.ts";
import { createLogger, type Logger } from "@/lib/observability/mod.ts";
import { paymentTasks, planReconciling, queueSealing } from "@/lib/payments/mod.ts";
import { planSalesRollUp, salesTasks } from "@/lib/sales/mod.ts";
import { planRollUp, trafficTasks } from "@/lib/traffic/mod.ts";
import { deliveryTasks, planTending, webhookTasks } from "@/lib/webhooks/mod.ts";
import { StartupError } from "@/lib/startup_error.ts";

/** How long jobs under way may take when the process is asked to stop. */
const PATIENCE_MS = 8_000;
/** Receivers of merchants' webhooks that are waited for at a time: beside the jobs, so that slow ones hold up none. */
const RECEIVERS = 16;

const config = readConfigOrExit();
const log = createLogger("worker", { level: config.logLevel });
const sql = connectService({ url: config.databaseUrl, poolSize: config.jobConcurrency });
const stopping = new AbortController();
untilStopped().then(() => {
  stopping.abort();
  setTimeout(() => Deno.exit(1), PATIENCE_MS);
});

try {
  await queueSealing(sql);
  await planSweep(sql, "1 minute");
  await planRollUp(sql, "1 minute");
  await planReconciling(sql, "1 minute");
  await planTending(sql, "1 minute");
  await planSalesRollUp(sql);
  const around = { databaseUrl: config.databaseUrl, log, signal: stopping.signal };
  await Promise.all([
    runWorker({
      ...around,
      concurrency: config.jobConcurrency,
      tasks: allTasks({ config, sql, log }),
    }),
    runWorker({ ...around, concurrency: RECEIVERS, tasks: deliveryTasks({ config, sql }) }),
  ]);
  await sql.end({ timeout: 2 });
} catch (error) {
  log.fatal({ err: error }, "The worker cannot go on");
  Deno.exit(1);
}
// What a task left open must not keep the process alive.
Deno.exit(0);

function allTasks(deps: { config: Config; sql: Sql; log: Logger }): TaskList {
  return {
    ...paymentTasks(deps),
    ...catalogTasks(deps),
    ...domainTasks(deps),
    ...imageTasks(deps),
    ...downloadTasks(deps),
    ...importTasks(deps),
    ...collectionTasks(deps),
    ...inventoryTasks(deps),
    ...notificationTasks(deps),
    ...salesTasks(deps),
    ...trafficTasks(deps),
    ...webhookTasks(deps),
  };
}

function readConfigOrExit(): Config {
  try {
    return readConfig(Deno.env.toObject());
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    console.error(error.message);
    Deno.exit(1);
  }
}
