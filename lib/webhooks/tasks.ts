import { z } from "zod";
import type { Config } from "@/lib/config.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { defineTask, type TaskList } from "@/lib/jobs/mod.ts";
import { createSealer } from "@/lib/sealed.ts";
import { deliverWebhook } from "./deliver.ts";
import { resealSecrets } from "./secrets.ts";

export interface WebhookDeps {
  config: Pick<Config, "credentialsKeys" | "dns" | "webhookReach">;
  /** Runs as service_role. */
  sql: Sql;
}

/**
 * Jobs that wait for receivers, who may take their time: for a worker of their own, so that no
 * merchant's slow program holds up anybody's money.
 */
export function deliveryTasks({ config, sql }: WebhookDeps): TaskList {
  const deps = {
    sql,
    sealer: createSealer(config.credentialsKeys),
    dns: config.dns,
    reach: config.webhookReach,
  };
  return {
    deliver_webhook: defineTask(
      z.object({ delivery_id: z.uuid() }),
      async ({ delivery_id }, { log, signal }) => {
        const tried = await deliverWebhook(delivery_id, { ...deps, signal });
        if (tried && tried.state !== "succeeded") {
          log.info({ delivery_id, ...tried }, "A webhook did not come through");
        }
      },
    ),
  };
}

const BATCH = 5000;

/** Jobs that keep webhooks in order. */
export function webhookTasks({ config, sql }: WebhookDeps): TaskList {
  return {
    tend_webhooks: defineTask(z.object({}), async (_payload, { log }) => {
      // The next one first: it comes whatever happens to this one.
      await planTending(sql, "1 day");
      const sealed = await resealSecrets({ sql, sealer: createSealer(config.credentialsKeys) });
      if (sealed > 0) log.info({ sealed }, "Sealed secrets of webhooks under the newest key");
      for (;;) {
        const [row] = await sql<{ gone: number }[]>`
          select private.sweep_webhooks(${BATCH}) as gone`;
        if (row!.gone < BATCH) break;
      }
    }),
  };
}

/** Sees to it that old deliveries go, now or later: one job waits at a time, however many ask. */
export async function planTending(sql: Sql, delay: "1 minute" | "1 day"): Promise<void> {
  await sql`
    select private.enqueue('tend_webhooks', '{}', run_at => now() + ${delay}::interval,
      job_key => 'tend_webhooks')`;
}
