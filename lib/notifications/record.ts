import type { Sql } from "@/lib/db/mod.ts";
import { countSms } from "./gsm7.ts";
import type { Attempt, Notification } from "./send_notification.ts";

/** Writes down what was said and what became of it; of orders, their timeline says so too. */
export async function recordDelivery(
  sql: Sql,
  notification: Pick<Notification, "channel" | "id" | "order_id" | "template">,
  { body, delivery, subject }: Attempt,
): Promise<void> {
  const { channel, id, order_id, template } = notification;
  if (!delivery.ok) {
    await sql`update public.notifications set state = 'failed', subject = ${subject}, body = ${body},
      error = ${(delivery.details ?? delivery.code).slice(0, 300)} where id = ${id}`;
    return;
  }
  const { ref, cost } = delivery.value;
  const parts = channel === "sms" && body ? countSms(body) : null;
  await sql`update public.notifications set state = 'sent', subject = ${subject}, body = ${body},
    provider_ref = ${
    ref.slice(0, 200)
  }, error = null, sent_at = clock_timestamp(), parts = ${parts},
    cost_micros = ${cost?.micros ?? null}, cost_currency = ${cost?.currency ?? null}
    where id = ${id}`;
  if (!order_id) return;
  await sql`select private.log_order_event(${order_id}, 'message_sent',
    ${sql.json({ channel, template })})`;
}

/** It is not sent, and nothing went wrong: the log says why. */
export async function recordSkipped(sql: Sql, id: string, why: string): Promise<void> {
  await sql`update public.notifications set state = 'skipped', error = ${why} where id = ${id}`;
}
