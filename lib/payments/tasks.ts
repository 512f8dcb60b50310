import { z } from "zod";
import type { Config } from "@/lib/config.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { defineTask, type TaskList } from "@/lib/jobs/mod.ts";
import type { Logger } from "@/lib/observability/mod.ts";
import type { Gateways } from "./gateway.ts";
import { applyPaymentEvent } from "./jobs/apply_payment_event.ts";
import { expireOrder } from "./jobs/expire_order.ts";
import { pollPayment } from "./jobs/poll_payment.ts";
import { submitPayment } from "./jobs/submit_payment.ts";
import { createMpesa } from "./mpesa/adapter.ts";

export interface PaymentDeps {
  /** Acts as service_role. */
  sql: Sql;
  config: Pick<Config, "functionsUrl" | "mpesaUrl">;
  log: Logger;
}

const AttemptJob = z.object({ attempt_id: z.uuid() });
const EventJob = z.object({ event_id: z.uuid() });
const OrderJob = z.object({ order_id: z.uuid() });

/** The jobs that the payment functions in SQL queue. */
export function paymentTasks({ sql, config, log }: PaymentDeps): TaskList {
  const gateways: Gateways = { mpesa: createMpesa({ baseUrl: config.mpesaUrl, log }) };
  const deps = { sql, gateways, functionsUrl: config.functionsUrl, log };
  return {
    submit_payment: defineTask(AttemptJob, (job) => submitPayment(deps, job.attempt_id)),
    poll_payment: defineTask(AttemptJob, async (job) => {
      await pollPayment(deps, job.attempt_id);
    }),
    apply_payment_event: defineTask(EventJob, (job) => applyPaymentEvent(deps, job.event_id)),
    expire_order: defineTask(OrderJob, (job) => expireOrder(deps, job.order_id)),
  };
}
