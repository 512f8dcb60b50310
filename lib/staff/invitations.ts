import type { MemberRole } from "@/lib/auth/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { Permission } from "@/lib/enums.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import { type Grant, type TeamRefusal, toInput } from "./members.ts";

/** Where an invitation goes. */
export interface Contact {
  channel: "email" | "sms";
  /** An email address, or a phone in E.164. */
  recipient: string;
}

/** An invitation that nobody has accepted or taken back. */
export interface Invitation extends Contact {
  id: string;
  role: MemberRole;
  permissions: Permission[];
  expiresAt: Date;
  sentAt: Date | null;
  /** Why it could not be sent; the link works all the same. */
  sendError: string | null;
}

export type InviteRefusal =
  | TeamRefusal
  | "already_member"
  | "already_invited"
  | "too_many_invitations"
  | "invitation_over";

/** Open invitations of a shop's business, newest first, as far as the caller manages the team. */
export async function listInvitations(sql: Sql, storeId: string): Promise<Invitation[]> {
  return await sql<Invitation[]>`
    select i.id, i.channel, i.recipient, i.role, to_jsonb(i.permissions) as permissions,
      i.expires_at as "expiresAt", i.sent_at as "sentAt", i.send_error as "sendError"
    from public.invitations as i
    join public.stores as s on s.tenant_id = i.tenant_id
    where s.id = ${storeId} and i.accepted_at is null and i.revoked_at is null
    order by i.id desc limit 200`;
}

/** Invites somebody and answers the token of the link, which nobody can read again. */
export async function inviteStaff(
  sql: Sql,
  { storeId, contact, grant }: { storeId: string; contact: Contact; grant: Grant },
): Promise<Result<{ token: string }, InviteRefusal>> {
  const input = sql.json({ ...contact, ...toInput(grant) });
  const [row] = await sql`select public.invite_staff(${storeId}, ${input}) as answer`;
  return tokenOf(row!.answer);
}

/** Sends it again with a new link for another week; the old link opens nothing. */
export async function renewInvitation(
  sql: Sql,
  id: string,
): Promise<Result<{ token: string }, InviteRefusal>> {
  const [row] = await sql`select public.renew_invitation(${id}) as answer`;
  return tokenOf(row!.answer);
}

/** Its link opens nothing any more. Rejects with AF404 when it is not of this caller. */
export async function revokeInvitation(
  sql: Sql,
  id: string,
): Promise<Result<null, "invitation_over">> {
  const [row] = await sql`select public.revoke_invitation(${id}) as answer`;
  return row!.answer.ok ? ok(null) : refuse(row!.answer.code);
}

function tokenOf(answer: { ok: boolean; code: InviteRefusal; token: string }) {
  return answer.ok ? ok({ token: answer.token }) : refuse(answer.code);
}
