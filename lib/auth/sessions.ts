import type { Sql } from "@/lib/db/mod.ts";

/** A place where somebody is signed in. */
export interface MySession {
  id: string;
  userAgent: string | null;
  ip: string | null;
  startedAt: Date;
  /** When its token was last renewed: at most an hour behind. */
  lastSeenAt: Date;
  isCurrent: boolean;
}

/** Where whoever `sql` runs as is signed in, this place first. */
export async function listMySessions(sql: Sql): Promise<MySession[]> {
  return await sql<MySession[]>`
    select id, user_agent as "userAgent", host(ip) as ip, started_at as "startedAt",
      last_seen_at as "lastSeenAt", coalesce(is_current, false) as "isCurrent"
    from public.list_my_sessions()`;
}

/** Signs them out there, at once. False when that is no session of theirs. */
export async function endMySession(sql: Sql, id: string): Promise<boolean> {
  const [row] = await sql<{ ended: boolean }[]>`select public.end_my_session(${id}) as ended`;
  return row!.ended;
}
