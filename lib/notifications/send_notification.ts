import type { Sql } from "@/lib/db/mod.ts";
import { refuse } from "@/lib/result.ts";
import type { Delivery, SendEmail, SendSms } from "./delivery.ts";
import { loadOrderFacts, type OrderFacts } from "./order_facts.ts";
import { renderEmail, renderSms } from "./render.ts";

export interface SendOptions {
  /** Runs as service_role. */
  sql: Sql;
  sendEmail: SendEmail;
  sendSms: SendSms;
  /** Where shoppers reach the site; links in messages start with it. */
  publicUrl: string;
  signal: AbortSignal;
}

export interface Notification {
  id: string;
  order_id: string;
  channel: "email" | "sms";
  template: string;
  recipient: string;
  is_stale: boolean;
}

/** What was said, and what became of it. */
interface Attempt {
  subject: string | null;
  body: string | null;
  delivery: Delivery;
}

/**
 * Sends one message and writes down what was said; null when that was done before. The row stays locked
 * until the provider has answered, so nobody else sends the same message meanwhile. At least once: a
 * crash between the provider's answer and the commit sends it again, email with the same Message-ID.
 */
export async function sendNotification(
  notificationId: string,
  options: SendOptions,
): Promise<Delivery | null> {
  return await options.sql.begin(async (transaction) => {
    const sql = transaction as unknown as Sql;
    const notification = await lockQueued(sql, notificationId);
    if (!notification) return null;
    const attempt = notification.is_stale
      ? { subject: null, body: null, delivery: refuse("refused" as const, "Too late to be useful") }
      : await deliver(notification, { ...options, sql });
    await record(sql, notification, attempt);
    return attempt.delivery;
  });
}

/** A message that could not be sent for a day says nothing that its reader does not know. */
async function lockQueued(sql: Sql, id: string): Promise<Notification | undefined> {
  const [notification] = await sql<Notification[]>`
    select n.id, n.order_id, n.channel, n.template, n.recipient,
      n.created_at < now() - interval '1 day' as is_stale
    from public.notifications as n
    where n.id = ${id} and n.state = 'queued'
    for update of n`;
  return notification;
}

async function deliver(notification: Notification, options: SendOptions): Promise<Attempt> {
  const order = await loadOrderFacts(options.sql, notification.order_id);
  return notification.channel === "sms"
    ? await deliverSms(notification, order, options)
    : await deliverEmail(notification, order, options);
}

async function deliverSms(
  { recipient, template }: Notification,
  order: OrderFacts,
  { publicUrl, sendSms, signal }: SendOptions,
): Promise<Attempt> {
  const body = renderSms(template, order, publicUrl);
  const delivery = await sendSms({ to: recipient, text: body }, signal);
  return { subject: null, body, delivery };
}

async function deliverEmail(
  { id, recipient, template }: Notification,
  order: OrderFacts,
  { publicUrl, sendEmail, signal }: SendOptions,
): Promise<Attempt> {
  const { subject, text, html } = renderEmail(template, order, publicUrl);
  const { email: replyTo, name: fromName } = order.store;
  const email = { id, fromName, replyTo, to: recipient, subject, text, html };
  const delivery = await sendEmail(email, signal);
  return { subject, body: text, delivery };
}

async function record(sql: Sql, notification: Notification, attempt: Attempt): Promise<void> {
  const { body, delivery, subject } = attempt;
  const { channel, id, order_id, template } = notification;
  if (!delivery.ok) {
    await sql`update public.notifications set state = 'failed', subject = ${subject}, body = ${body},
      error = ${(delivery.details ?? delivery.code).slice(0, 300)} where id = ${id}`;
    return;
  }
  await sql`update public.notifications set state = 'sent', subject = ${subject}, body = ${body},
    provider_ref = ${delivery.value.ref.slice(0, 200)}, error = null, sent_at = clock_timestamp()
    where id = ${id}`;
  await sql`select private.log_order_event(${order_id}, 'message_sent',
    ${sql.json({ channel, template })})`;
}
