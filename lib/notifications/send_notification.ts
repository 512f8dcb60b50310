import type { Sql } from "@/lib/db/mod.ts";
import type { Language } from "@/lib/i18n/mod.ts";
import { refuse } from "@/lib/result.ts";
import type { Delivery, SendEmail, SendSms } from "./delivery.ts";
import { loadMessageFacts } from "./message_facts.ts";
import { loadOrderFacts } from "./order_facts.ts";
import { inOwnWords } from "./own_words/say.ts";
import { findOwnWords } from "./own_words/templates.ts";
import { cleanFacts, type OwnWords, type Values } from "./own_words/text.ts";
import { messageValues, stockValues } from "./own_words/values.ts";
import { recordDelivery, recordSkipped } from "./record.ts";
import { languageOf, type RenderedEmail, renderEmail, renderLetter, renderSms } from "./render.ts";
import { loadStockFacts } from "./stock_facts.ts";
import { type Letter, lowStockLetter, messageLetter } from "./templates/mod.ts";

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
  store_id: string;
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
  /** The shop does not send this kind this way. */
  is_muted: boolean;
}

/** What was said, and what became of it. */
export interface Attempt {
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
    if (notification.is_muted) {
      await recordSkipped(sql, notificationId, "Switched off");
      return null;
    }
    const attempt = notification.is_stale
      ? { subject: null, body: null, delivery: refuse("refused" as const, "Too late to be useful") }
      : await deliver(notification, { ...options, sql });
    await recordDelivery(sql, notification, attempt);
    return attempt.delivery;
  });
}

/**
 * A message that could not be sent for a day says nothing that its reader does not know, and stock
 * that was filled up meanwhile is not low.
 */
async function lockQueued(sql: Sql, id: string): Promise<Notification | undefined> {
  const [notification] = await sql<Notification[]>`
    select n.id, n.store_id, n.order_id, n.variant_id, n.message_id, n.refund_id, n.event_id, n.channel, n.template, n.recipient,
      n.created_at < now() - interval '1 day' or (n.variant_id is not null and not exists (
        select from public.inventory_levels as l where l.variant_id = n.variant_id and l.is_low
      )) as is_stale,
      exists (select from public.muted_messages as m where m.store_id = n.store_id
        and m.kind = n.template and m.channel = n.channel) as is_muted
    from public.notifications as n
    where n.id = ${id} and n.state = 'queued'
    for update of n`;
  return notification;
}

async function deliver(notification: Notification, options: SendOptions): Promise<Attempt> {
  const { sql, publicUrl } = options;
  const { channel, store_id, template } = notification;
  const ownIn = (language: Language) =>
    findOwnWords(sql, store_id, { kind: template, channel, language });
  if (notification.variant_id) {
    const stock = cleanFacts(await loadStockFacts(sql, notification.variant_id));
    const own = { words: await ownIn("en"), values: stockValues(stock, publicUrl) };
    const letter = lowStockLetter(stock, publicUrl);
    return await deliverLetter(notification, { letter, own, from: stock.store }, options);
  }
  if (notification.message_id) {
    const message = cleanFacts(await loadMessageFacts(sql, notification.message_id));
    const own = { words: await ownIn("en"), values: messageValues(message, publicUrl) };
    const letter = messageLetter(message, publicUrl);
    // Answers go to whoever wrote.
    const from = { name: message.store.name, email: message.email };
    return await deliverLetter(notification, { letter, own, from }, options);
  }
  const order = await loadOrderFacts(sql, notification.order_id!, {
    refundId: notification.refund_id,
    eventId: notification.event_id,
  });
  const own = await ownIn(languageOf(template, order));
  if (channel === "sms") {
    return await deliverSms(notification, renderSms(template, order, publicUrl, own), options);
  }
  const email = renderEmail(template, order, publicUrl, own);
  return await deliverEmail(notification, { email, from: order.store }, options);
}

/** Hands a text message over. */
export async function deliverSms(
  { recipient }: Pick<Notification, "recipient">,
  body: string,
  { sendSms, signal }: SendOptions,
): Promise<Attempt> {
  const delivery = await sendSms({ to: recipient, text: body }, signal);
  return { subject: null, body, delivery };
}

interface StaffLetter {
  letter: Letter;
  own: { words: OwnWords | null; values: Values };
  from: Sender;
}

/** To the people of the shop, in English, as the dashboard speaks. */
async function deliverLetter(
  notification: Notification,
  { letter, own, from }: StaffLetter,
  options: SendOptions,
): Promise<Attempt> {
  const said = inOwnWords(notification.template, letter, { ...own, language: "en" });
  return await deliverEmail(notification, { email: renderLetter(said, "en"), from }, options);
}

interface Sender {
  name: string;
  email: string | null;
}

/** Hands a letter over. */
export async function deliverEmail(
  { id, recipient }: Pick<Notification, "id" | "recipient">,
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
