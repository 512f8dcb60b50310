import { z } from "zod";
import type { Config } from "@/lib/config.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { defineTask, type TaskList } from "@/lib/jobs/mod.ts";
import type { Logger } from "@/lib/observability/mod.ts";
import { createSealer } from "@/lib/sealed.ts";
import { sealAllCredentials } from "./credentials.ts";
import { applyDisputeEvent } from "./jobs/apply_dispute_event.ts";
import { applyRefundEvent } from "./jobs/apply_refund_event.ts";
import { applyPaymentEvent } from "./jobs/apply_payment_event.ts";
import { applyReceiptAnswer, askAboutReceipt } from "./jobs/ask_about_receipt.ts";
import { checkAccount } from "./jobs/check_account.ts";
import { expireOrder } from "./jobs/expire_order.ts";
import { pollPayment } from "./jobs/poll_payment.ts";
import { pollRefund } from "./jobs/poll_refund.ts";
import { reconcile, reconcileAccount } from "./jobs/reconcile.ts";
import { registerTill } from "./jobs/register_till.ts";
import { sendRefund } from "./jobs/send_refund.ts";
import { settleArrival } from "./jobs/settle_arrival.ts";
import { submitPayment } from "./jobs/submit_payment.ts";
import { connectGateways } from "./registry.ts";

export interface PaymentDeps {
  /** Acts as service_role. */
  sql: Sql;
  config: Pick<Config, "credentialsKeys" | "functionsUrl" | "gatewayUrls" | "publicUrl">;
  log: Logger;
}

const AttemptJob = z.object({ attempt_id: z.uuid() });
const EventJob = z.object({ event_id: z.uuid() });
const RefundJob = z.object({ refund_id: z.uuid() });
const OrderJob = z.object({ order_id: z.uuid() });
const AccountJob = z.object({ account_id: z.uuid() });
const ArrivalJob = z.object({ arrival_id: z.uuid() });
const QuestionJob = z.object({ question_id: z.uuid() });
const NoPayload = z.object({});

/** The jobs that the payment functions in SQL queue. */
export function paymentTasks({ sql, config, log }: PaymentDeps): TaskList {
  const { functionsUrl, publicUrl } = config;
  const gateways = connectGateways(config.gatewayUrls, { log });
  const sealer = createSealer(config.credentialsKeys);
  const deps = { sql, gateways, sealer, functionsUrl, publicUrl, log };
  return {
    submit_payment: defineTask(AttemptJob, (job) => submitPayment(deps, job.attempt_id)),
    poll_payment: defineTask(AttemptJob, async (job) => {
      await pollPayment(deps, job.attempt_id);
    }),
    apply_payment_event: defineTask(EventJob, (job) => applyPaymentEvent(deps, job.event_id)),
    expire_order: defineTask(OrderJob, (job) => expireOrder(deps, job.order_id)),
    remind_payer: defineTask(OrderJob, async (job) => {
      await sql`select private.remind_payer(${job.order_id})`;
    }),
    send_refund: defineTask(RefundJob, (job) => sendRefund(deps, job.refund_id)),
    poll_refund: defineTask(RefundJob, (job) => pollRefund(deps, job.refund_id)),
    apply_refund_event: defineTask(EventJob, (job) => applyRefundEvent(deps, job.event_id)),
    apply_dispute_event: defineTask(EventJob, (job) => applyDisputeEvent(deps, job.event_id)),
    check_payment_account: defineTask(AccountJob, (job) => checkAccount(deps, job.account_id)),
    reconcile: defineTask(NoPayload, () => reconcile(deps)),
    reconcile_account: defineTask(AccountJob, (job) => reconcileAccount(deps, job.account_id)),
    register_till: defineTask(AccountJob, (job) => registerTill(deps, job.account_id)),
    settle_arrival: defineTask(ArrivalJob, (job) => settleArrival(deps, job.arrival_id)),
    ask_about_receipt: defineTask(QuestionJob, (job) => askAboutReceipt(deps, job.question_id)),
    apply_receipt_answer: defineTask(
      QuestionJob.extend(EventJob.shape),
      (job) => applyReceiptAnswer(deps, job.question_id, job.event_id),
    ),
    seal_credentials: defineTask(NoPayload, async () => {
      const { sealed, broken } = await sealAllCredentials(sql, sealer);
      if (sealed.length > 0) log.info({ sealed: sealed.length }, "Keys of accounts were sealed");
      if (broken.length > 0) log.error({ accounts: broken }, "Keys of accounts do not open");
    }),
  };
}

/** Has keys that are not sealed under the newest key sealed so. For each start of a worker. */
export async function queueSealing(sql: Sql): Promise<void> {
  await sql`select private.enqueue('seal_credentials', '{}', job_key => 'seal_credentials')`;
}
