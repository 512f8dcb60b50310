import type { MemberRole } from "@/lib/auth/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { Permission } from "@/lib/enums.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";

/** What somebody is given in a business. */
export interface Grant {
  role: MemberRole;
  /** Ids of the shops where they work; null is all of them, also those opened later. */
  storeIds: string[] | null;
  /** Beyond what all staff hold; empty for owners, who hold everything. */
  permissions: Permission[];
}

/** Somebody who works for the business of a shop. */
export interface Member extends Grant {
  userId: string;
  email: string;
  joinedAt: Date;
  suspendedAt: Date | null;
  /** Whoever asked may change this member. */
  isChangeable: boolean;
}

/** Why a change of the team was refused. */
export type TeamRefusal =
  | "not_yourself"
  | "owners_only"
  | "permission_not_held"
  | "member_suspended"
  | "last_owner";

type Change = Result<null, TeamRefusal>;

/** The team as far as the caller manages it, owners first. */
export async function listMembers(sql: Sql, storeId: string): Promise<Member[]> {
  return await sql<Member[]>`
    select m.user_id as "userId", m.email, m.role, m.permissions, m.store_ids as "storeIds",
      m.joined_at as "joinedAt", m.suspended_at as "suspendedAt",
      m.is_changeable as "isChangeable"
    from public.list_members(${storeId}) as m`;
}

/** Gives a member exactly this. Rejects with AF404 when they do not work there. */
export async function setMember(
  sql: Sql,
  { storeId, userId, grant }: { storeId: string; userId: string; grant: Grant },
): Promise<Change> {
  const input = sql.json(toInput(grant));
  return answer(await sql`select public.set_member(${storeId}, ${userId}, ${input}) as answer`);
}

/** Opens nothing to them from the next request on, and keeps their place. */
export async function suspendMember(sql: Sql, storeId: string, userId: string): Promise<Change> {
  return answer(await sql`select public.suspend_member(${storeId}, ${userId}) as answer`);
}

export async function resumeMember(sql: Sql, storeId: string, userId: string): Promise<Change> {
  return answer(await sql`select public.resume_member(${storeId}, ${userId}) as answer`);
}

/** Opens nothing to them from the next request on. */
export async function removeMember(sql: Sql, storeId: string, userId: string): Promise<Change> {
  return answer(await sql`select public.remove_member(${storeId}, ${userId}) as answer`);
}

/** Makes a member the owner in place of the caller, who stays as staff with every permission. */
export async function transferOwnership(
  sql: Sql,
  storeId: string,
  userId: string,
): Promise<Change> {
  return answer(await sql`select public.transfer_ownership(${storeId}, ${userId}) as answer`);
}

/** A grant as the functions of the schema read it. */
export function toInput({ role, storeIds, permissions }: Grant) {
  return { role, store_ids: storeIds, permissions };
}

function answer(rows: readonly { answer?: { ok: boolean; code: TeamRefusal } }[]): Change {
  const { ok: isDone, code } = rows[0]!.answer!;
  return isDone ? ok(null) : refuse(code);
}
