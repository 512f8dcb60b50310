import { z } from "zod";
import type { Config } from "@/lib/config.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { defineTask, type TaskList } from "@/lib/jobs/mod.ts";
import { createAfricasTalkingSender } from "./africas_talking.ts";
import { sendTest, TestPayload } from "./own_words/send_test.ts";
import { sendInvitation } from "./send_invitation.ts";
import { sendNotification } from "./send_notification.ts";
import { sendShopperCode } from "./send_shopper_code.ts";
import { sendWebhookNotice } from "./send_webhook_notice.ts";
import { createSmtpSender } from "./smtp.ts";

export interface NotificationDeps {
  config: Pick<Config, "mailFrom" | "publicUrl" | "sms" | "smtpUrl">;
  /** Runs as service_role. */
  sql: Sql;
}

/** Jobs that talk to people. */
export function notificationTasks({ config, sql }: NotificationDeps): TaskList {
  const { mailFrom, publicUrl, sms, smtpUrl } = config;
  const sendEmail = createSmtpSender({ url: smtpUrl, from: mailFrom });
  const sendSms = createAfricasTalkingSender(sms);
  return {
    send_notification: defineTask(
      z.object({ notification_id: z.uuid() }),
      async ({ notification_id }, { log, signal }) => {
        const options = { sql, sendEmail, sendSms, publicUrl, signal };
        const delivery = await sendNotification(notification_id, options);
        if (delivery && !delivery.ok) {
          log.warn({ notification_id, reason: delivery.details }, "A message was refused");
        }
      },
    ),
    send_test_message: defineTask(TestPayload, async (payload, { log, signal }) => {
      const options = { sql, sendEmail, sendSms, publicUrl, signal };
      const delivery = await sendTest(payload, options);
      if (delivery && !delivery.ok) log.warn({ reason: delivery.details }, "A test was refused");
    }),
    send_invitation: defineTask(
      z.object({ invitation_id: z.uuid(), token: z.string() }),
      async ({ invitation_id: invitationId, token }, { log, signal }) => {
        const options = { sql, sendEmail, sendSms, publicUrl, signal };
        const delivery = await sendInvitation({ invitationId, token }, options);
        if (delivery && !delivery.ok) {
          log.warn({ invitationId, reason: delivery.details }, "An invitation was refused");
        }
      },
    ),
    send_webhook_notice: defineTask(
      z.object({ endpoint_id: z.uuid(), disabled_at: z.string() }),
      async ({ endpoint_id: endpointId, disabled_at: disabledAt }, { log, signal }) => {
        const options = { sql, sendEmail, sendSms, publicUrl, signal };
        const delivery = await sendWebhookNotice({ endpointId, disabledAt }, options);
        if (delivery && !delivery.ok) {
          log.warn({ endpointId, reason: delivery.details }, "A notice was refused");
        }
      },
    ),
    send_shopper_code: defineTask(
      z.object({ notification_id: z.uuid(), code_id: z.uuid(), code: z.string() }),
      async ({ notification_id: notificationId, code_id: codeId, code }, { log, signal }) => {
        const delivery = await sendShopperCode(
          { notificationId, codeId, code },
          { sql, sendSms, signal },
        );
        if (delivery && !delivery.ok) {
          log.warn({ notificationId, reason: delivery.details }, "A code was refused");
        }
      },
    ),
  };
}
