import type { Sql } from "@/lib/db/mod.ts";
import { refuse } from "@/lib/result.ts";
import type { Delivery, SendEmail, SendSms } from "./delivery.ts";
import { loadMessageFacts } from "./message_facts.ts";
import { loadOrderFacts, type OrderFacts } from "./order_facts.ts";
import { type RenderedEmail, renderEmail, renderLetter, renderSms } from "./render.ts";
import { loadStockFacts } from "./stock_facts.ts";
import { lowStockLetter, messageLetter } from "./templates/mod.ts";

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
  /** What it is about: an order, a variant whose stock is low, or what a visitor wrote. */
  order_id: string | null;
  variant_id: string | null;
  message_id: string | null;
  /** The refund of the order that it is about. */
  refund_id: string | null;
  /** What happened to the order that it tells. */
  event_id: string | null;
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

/**
 * A message that could not be sent for a day says nothing that its reader does not know, and stock
 * that was filled up meanwhile is not low.
 */
async function lockQueued(sql: Sql, id: string): Promise<Notification | undefined> {
  const [notification] = await sql<Notification[]>`
    select n.id, n.order_id, n.variant_id, n.message_id, n.refund_id, n.event_id, n.channel, n.template, n.recipient,
      n.created_at < now() - interval '1 day' or (n.variant_id is not null and not exists (
        select from public.inventory_levels as l where l.variant_id = n.variant_id and l.is_low
      )) as is_stale
    from public.notifications as n
    where n.id = ${id} and n.state = 'queued'
    for update of n`;
  return notification;
}

async function deliver(notification: Notification, options: SendOptions): Promise<Attempt> {
  const { sql, publicUrl } = options;
  if (notification.variant_id) {
    const stock = await loadStockFacts(sql, notification.variant_id);
    const email = renderLetter(lowStockLetter(stock, publicUrl), "en");
    return await deliverEmail(notification, { email, from: stock.store }, options);
  }
  if (notification.message_id) {
    const message = await loadMessageFacts(sql, notification.message_id);
    const email = renderLetter(messageLetter(message, publicUrl), "en");
    // Answers go to whoever wrote.
    const from = { name: message.store.name, email: message.email };
    return await deliverEmail(notification, { email, from }, options);
  }
  const order = await loadOrderFacts(sql, notification.order_id!, {
    refundId: notification.refund_id,
    eventId: notification.event_id,
  });
  if (notification.channel === "sms") return await deliverSms(notification, order, options);
  const email = renderEmail(notification.template, order, publicUrl);
  return await deliverEmail(notification, { email, from: order.store }, options);
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

interface Sender {
  name: string;
  email: string | null;
}

async function deliverEmail(
  { id, recipient }: Notification,
  { email, from }: { email: RenderedEmail; from: Sender },
  { sendEmail, signal }: SendOptions,
): Promise<Attempt> {
  const { subject, text, html } = email;
  const letter = {
    id,
    fromName: from.name,
    replyTo: from.email,
    to: recipient,
    subject,
    text,
    html,
  };
  const delivery = await sendEmail(letter, signal);
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
  if (!order_id) return;
  await sql`select private.log_order_event(${order_id}, 'message_sent',
    ${sql.json({ channel, template })})`;
}
