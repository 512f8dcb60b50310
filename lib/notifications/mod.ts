import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { defineTask, type TaskList } from "@/lib/jobs/mod.ts";
import { type Senders, sendNotification } from "./send_notification.ts";

export { createAfricasTalkingSender } from "./africas_talking.ts";
export { createSmtpSender } from "./smtp.ts";
export type { Delivery, Email, SendEmail, SendSms, Sms } from "./delivery.ts";

export interface NotificationDeps extends Senders {
  /** Runs as service_role. */
  sql: Sql;
  publicUrl: string;
}

/** Jobs that talk to people. */
export function notificationTasks(deps: NotificationDeps): TaskList {
  return {
    send_notification: defineTask(
      z.object({ notification_id: z.uuid() }),
      async ({ notification_id }, { log, signal }) => {
        const delivery = await sendNotification(notification_id, { ...deps, signal });
        if (delivery && !delivery.ok) {
          log.warn({ notification_id, reason: delivery.details }, "A message was refused");
        }
      },
    ),
  };
}
