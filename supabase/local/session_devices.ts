import type postgres from "postgres";

/** Notes whose device a session was opened or renewed on, which the local package leaves empty. */
export async function noteDevice(
  sql: postgres.Sql,
  sessionId: string,
  headers: Headers,
): Promise<void> {
  const userAgent = headers.get("user-agent")?.slice(0, 300) ?? null;
  const ip = headers.get("x-forwarded-for")?.split(",").at(0)?.trim() ?? null;
  await sql`
    update auth.sessions
    set user_agent = ${userAgent},
      ip = case when pg_input_is_valid(${ip}, 'inet') then ${ip}::text::inet end
    where id = ${sessionId}`;
}
