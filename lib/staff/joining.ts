import type { MemberRole } from "@/lib/auth/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { Permission } from "@/lib/enums.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";

/** What the link of an invitation shows to whoever has it. */
export type SeenInvitation =
  | { state: "accepted" | "revoked" | "expired" }
  | OpenInvitation;

export interface OpenInvitation {
  state: "open";
  /** Of the business. */
  name: string;
  /** The shops it is for; null is all of them. */
  stores: string[] | null;
  role: MemberRole;
  permissions: Permission[];
  /** Where it was sent; null when that was a phone. */
  email: string | null;
}

/** The invitation behind a link; null when there is none. For visitors as well. */
export async function getInvitation(sql: Sql, token: string): Promise<SeenInvitation | null> {
  const [row] = await sql`select public.get_invitation(${token}) as seen`;
  const seen = row!.seen;
  if (seen?.state !== "open") return seen;
  const { tenant_name: name, store_names: stores, role, permissions, email } = seen;
  return { state: "open", name, stores, role, permissions, email };
}

/**
 * Makes the caller a member and answers the address of a shop to begin in. Doing it twice is doing it
 * once. Rejects with AF404 when there is no such invitation.
 */
export async function acceptInvitation(
  sql: Sql,
  token: string,
): Promise<Result<{ slug: string | null }, "invitation_over" | "already_member">> {
  const [row] = await sql`select public.accept_invitation(${token}) as answer`;
  const { ok: isDone, code, slug } = row!.answer;
  return isDone ? ok({ slug }) : refuse(code);
}
