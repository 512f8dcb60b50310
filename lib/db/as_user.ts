import type { Sql } from "./connect.ts";

/** Claims of a verified access token; the database reads `sub`. */
export interface Claims {
  sub: string;
  [claim: string]: unknown;
}

/**
 * One transaction under the rights of these claims. `begin`, the claims and the first statements
 * that `run` issues travel together, so reading costs one round trip and the commit another.
 * Statements issued side by side (`Promise.all`) are pipelined.
 */
export async function asUser<T>(
  pool: Sql,
  claims: Claims,
  run: (sql: Sql) => Promise<T>,
): Promise<T> {
  const connection = await pool.reserve() as unknown as Sql & { release(): void };
  try {
    const begun = Promise.all([
      connection`begin`.execute(),
      connection`select set_config('request.jwt.claims', ${JSON.stringify(claims)}, true)`
        .execute(),
    ]);
    const [value] = await Promise.all([run(connection), begun]);
    await connection`commit`;
    return value;
  } catch (error) {
    await connection`rollback`.catch(() => {});
    throw error;
  } finally {
    connection.release();
  }
}
