import type { Sql } from "@/lib/db/mod.ts";
import type { Delivery } from "./delivery.ts";
import { pickSms } from "./gsm7.ts";
import { toHtml, toPlainText } from "./letter.ts";
import type { SendOptions } from "./send_notification.ts";
import { invitationLetter, invitationSms } from "./templates/mod.ts";

/** What the message of an invitation can say. */
export interface InvitationFacts {
  id: string;
  channel: "email" | "sms";
  recipient: string;
  role: "merchant" | "staff";
  expires_at: Date;
  /** Of the business. */
  name: string;
  /** Where answers go. */
  email: string | null;
  time_zone: string;
}

/**
 * Sends the link of an invitation; null when that link is over: taken back, accepted, sent anew. At
 * least once, as every message: a crash before the commit sends it again, email with the same Message-ID.
 */
export async function sendInvitation(
  { invitationId, token }: { invitationId: string; token: string },
  options: SendOptions,
): Promise<Delivery | null> {
  return await options.sql.begin(async (transaction) => {
    const sql = transaction as unknown as Sql;
    const invitation = await lockOpen(sql, invitationId, token);
    if (!invitation) return null;
    const delivery = await deliver(invitation, token, options);
    const error = delivery.ok ? null : (delivery.details ?? delivery.code).slice(0, 300);
    await sql`update public.invitations set send_error = ${error},
      sent_at = ${delivery.ok ? sql`clock_timestamp()` : null} where id = ${invitationId}`;
    return delivery;
  });
}

async function lockOpen(
  sql: Sql,
  id: string,
  token: string,
): Promise<InvitationFacts | undefined> {
  const [invitation] = await sql<InvitationFacts[]>`
    select i.id, i.channel, i.recipient, i.role, i.expires_at, t.name, s.contact_email as email, coalesce(s.time_zone, 'UTC') as time_zone
    from public.invitations as i
    join public.tenants as t on t.id = i.tenant_id
    left join lateral (
      select own.contact_email, own.time_zone from public.stores as own
      where own.tenant_id = i.tenant_id order by own.id limit 1
    ) as s on true
    where i.id = ${id} and i.token_hash = sha256(convert_to(${token}, 'utf8')) and i.sent_at is null
      and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
    for update of i`;
  return invitation;
}

async function deliver(
  invitation: InvitationFacts,
  token: string,
  { publicUrl, sendEmail, sendSms, signal }: SendOptions,
): Promise<Delivery> {
  const link = `${publicUrl}/join/${token}`;
  if (invitation.channel === "sms") {
    const text = pickSms(invitationSms(invitation, link));
    return await sendSms({ to: invitation.recipient, text }, signal);
  }
  const letter = invitationLetter(invitation, link);
  return await sendEmail({
    // One each time that it is sent anew: its week ends at another moment.
    id: `${invitation.id}.${invitation.expires_at.getTime()}`,
    fromName: invitation.name,
    replyTo: invitation.email,
    to: invitation.recipient,
    subject: letter.subject,
    text: toPlainText(letter),
    html: toHtml(letter, "en"),
  }, signal);
}
