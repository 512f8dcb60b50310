import type { Client, Sql } from "@/lib/db/mod.ts";
import { refuse, type Result } from "@/lib/result.ts";
import type { Limit } from "./limits.ts";
import { networkOf } from "./network.ts";

/** A limit and whom it is counted for: an address, a network, or both. */
export interface Turn {
  limit: Limit;
  subject: string;
}

/** Where a window stands after a turn. */
export interface Window {
  limit: Limit;
  isAllowed: boolean;
  remaining: number;
  /** Seconds until the window ends, 1 at least. */
  resetsIn: number;
}

/** Counted for this account from wherever the client is. */
export function fromClient(limit: Limit, { ip }: Client, account = ""): Turn {
  return { limit, subject: `${networkOf(ip)} ${account}` };
}

/**
 * Takes a turn of each, in one statement, and says where they stand. A turn past a limit is taken as
 * well. Turns are taken before what they allow, so that any number at once passes no limit.
 */
export async function takeTurns(sql: Sql, turns: Turn[]): Promise<Window[]> {
  const seconds = turns.map(({ limit }) => limit.seconds);
  const rows = await sql<{ turns: number; resets_in: number }[]>`
    select turns, ceil(extract(epoch from resets_at - now()))::int as resets_in
    from limits.take(${await keysOf(turns)}::text[], ${seconds}::int[])`;
  return rows.map(({ turns: taken, resets_in }, i) => {
    const { limit } = turns[i]!;
    return {
      limit,
      isAllowed: taken <= limit.max,
      remaining: Math.max(limit.max - taken, 0),
      // A turn that waited for another's looks at the clock of its own beginning.
      resetsIn: Math.min(Math.max(resets_in, 1), limit.seconds),
    };
  });
}

/** True when none of these was over its limit; for what counts however it ends. */
export async function mayGoOn(sql: Sql, turns: Turn[]): Promise<boolean> {
  return (await takeTurns(sql, turns)).every(({ isAllowed }) => isAllowed);
}

/**
 * Tries something that may fail only so often. A success gives its turns back, so what counts are
 * failures. Past a limit it is not tried, whatever it would have come to.
 */
export async function limitTries<Value, Code extends string, Details = unknown>(
  sql: Sql,
  turns: Turn[],
  attempt: () => Promise<Result<Value, Code, Details>>,
): Promise<Result<Value, Code | "too_many_tries", Details>> {
  if (!await mayGoOn(sql, turns)) return refuse("too_many_tries");
  const result = await attempt();
  if (result.ok) await sql`select limits.give_back(${await keysOf(turns)}::text[])`;
  return result;
}

/** Hashes, so that the table holds neither addresses nor accounts. */
async function keysOf(turns: Turn[]): Promise<string[]> {
  return await Promise.all(turns.map(async ({ limit, subject }) => {
    const text = new TextEncoder().encode(`${limit.name}: ${subject}`);
    return new Uint8Array(await crypto.subtle.digest("SHA-256", text)).toHex();
  }));
}
