import type { Sql } from "./connect.ts";

/**
 * Claims of a verified access token, of which the database reads `sub` and `session_id`; or of a
 * program with an API key: `api_key_hash`, the SHA-256 of its secret in hex.
 */
export interface Claims {
  sub?: string;
  [claim: string]: unknown;
}

/** Whose device a request came from; for the audit log. */
export interface Client {
  ip: string | null;
  userAgent: string | null;
}

const UNKNOWN_CLIENT: Client = { ip: null, userAgent: null };

/**
 * One transaction under the rights of these claims. `begin`, the claims and the first statements
 * that `run` issues travel together, so reading costs one round trip and the commit another.
 * Statements issued side by side (`Promise.all`) are pipelined. Rejects with SQLSTATE AF401 when the
 * session behind the claims has been ended, or the key revoked, since the token was made.
 */
export async function asUser<T>(
  pool: Sql,
  claims: Claims,
  run: (sql: Sql) => Promise<T>,
  { ip, userAgent }: Client = UNKNOWN_CLIENT,
): Promise<T> {
  const connection = await pool.reserve() as unknown as Sql & { release(): void };
  try {
    const begun = Promise.all([
      connection`begin`.execute(),
      connection`select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true),
        set_config('request.client', ${JSON.stringify({ ip, user_agent: userAgent })}, true)`
        .execute(),
      connection`select public.check_session()`.execute(),
    ]);
    const [start, result] = await Promise.allSettled([begun, run(connection)]);
    // Refused at the start, everything after it fails as well and says less.
    if (start.status === "rejected") throw start.reason;
    if (result.status === "rejected") throw result.reason;
    await connection`commit`;
    return result.value;
  } catch (error) {
    await connection`rollback`.catch(() => {});
    throw error;
  } finally {
    connection.release();
  }
}
