import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { LANGUAGE_CODES } from "@/lib/i18n/mod.ts";
import { refuse } from "@/lib/result.ts";
import type { Delivery } from "../delivery.ts";
import { recordDelivery } from "../record.ts";
import {
  type Attempt,
  deliverEmail,
  deliverSms,
  type Notification,
  type SendOptions,
} from "../send_notification.ts";
import { KIND_NAMES } from "./kinds.ts";
import { sampleEmail, sampleValues } from "./sample.ts";
import { getSampleStore } from "./samples.ts";
import { fillSms } from "./text.ts";

/** What the job of a test carries: words that may not be saved yet. */
export const TestPayload = z.object({
  notification_id: z.uuid(),
  language: z.enum(LANGUAGE_CODES),
  words: z.object({ subject: z.string(), heading: z.string(), body: z.string() }),
});

/** Sends words with the facts of a sample to whoever tries them; null when that was done before. */
export async function sendTest(
  payload: z.output<typeof TestPayload>,
  options: SendOptions,
): Promise<Delivery | null> {
  return await options.sql.begin(async (transaction) => {
    const sql = transaction as unknown as Sql;
    const [notification] = await sql<Notification[]>`
      select n.id, n.store_id, n.order_id, n.channel, n.template, n.recipient
      from public.notifications as n
      where n.id = ${payload.notification_id} and n.state = 'queued' and n.is_test for update of n`;
    if (!notification) return null;
    const attempt = await deliver(notification, payload, { ...options, sql });
    await recordDelivery(sql, notification, attempt);
    return attempt.delivery;
  });
}

async function deliver(
  notification: Notification,
  { language, words }: z.output<typeof TestPayload>,
  options: SendOptions,
): Promise<Attempt> {
  const unsayable: Attempt = {
    subject: null,
    body: null,
    delivery: refuse("refused", "These words cannot be sent"),
  };
  const kind = KIND_NAMES.find((name) => name === notification.template);
  if (!kind) return unsayable;
  const store = await getSampleStore(options.sql, notification.store_id);
  const { channel } = notification;
  const ask = { kind, channel, language, words, store, publicUrl: options.publicUrl };
  if (channel === "sms") {
    const text = fillSms(words, sampleValues(ask));
    return text ? await deliverSms(notification, text, options) : unsayable;
  }
  const email = sampleEmail(ask);
  if (!email.ok) return unsayable;
  return await deliverEmail(notification, { email: email.value, from: store }, options);
}
