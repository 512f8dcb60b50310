import type { Sql } from "@/lib/db/mod.ts";
import type { Delivery } from "./delivery.ts";
import { renderLetter } from "./render.ts";
import type { SendOptions } from "./send_notification.ts";
import { webhookDisabledLetter, type WebhookNoticeFacts } from "./templates/mod.ts";

/**
 * Tells a shop that an endpoint of its webhooks was switched off; null when it is on again, gone, or the
 * shop has no address. At least once, with the same Message-ID.
 */
export async function sendWebhookNotice(
  { endpointId, disabledAt }: { endpointId: string; disabledAt: string },
  { sql, publicUrl, sendEmail, signal }: SendOptions,
): Promise<Delivery | null> {
  const facts = await findDisabled(sql, endpointId, disabledAt);
  if (!facts?.email) return null;
  const { subject, text, html } = renderLetter(webhookDisabledLetter(facts, publicUrl), "en");
  return await sendEmail({
    id: `${endpointId}.${Date.parse(disabledAt)}`,
    fromName: facts.name,
    replyTo: null,
    to: facts.email,
    subject,
    text,
    html,
  }, signal);
}

async function findDisabled(
  sql: Sql,
  id: string,
  disabledAt: string,
): Promise<WebhookNoticeFacts | undefined> {
  const [facts] = await sql<WebhookNoticeFacts[]>`
    select e.id, e.url, e.disabled_why as why, e.failing_since, s.slug, s.name, s.contact_email as email
    from public.webhook_endpoints as e join public.stores as s on s.id = e.store_id
    where e.id = ${id} and e.disabled_at = ${disabledAt}::text::timestamptz and e.disabled_why <> 'by_hand'`;
  return facts;
}
