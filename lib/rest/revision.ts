import type { Sql } from "@/lib/db/mod.ts";
import { Refused } from "./operation.ts";

/** The tag of an answer: what `If-None-Match` and `If-Match` are compared with. */
export async function tagOf(value: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return `"${hash.slice(0, 15).toBase64({ alphabet: "base64url" })}"`;
}

/** Whether a header that lists tags, or says "*", names this one. */
export function names(header: string | null, tag: string): boolean {
  if (header === null) return false;
  const listed = header.split(",").map((one) => one.trim().replace(/^W\//, ""));
  return listed.includes("*") || listed.includes(tag);
}

/**
 * Throws Refused when the row is not any more what `If-Match` says, or is gone. Programs that change the same
 * row wait for each other here, so that of two who saw the same one is refused.
 */
export async function assertMatch(
  sql: Sql,
  match: string | null,
  id: string,
  read: () => Promise<unknown>,
): Promise<void> {
  if (match === null) return;
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`;
  const value = await read();
  if (value !== null && names(match, await tagOf(value))) return;
  throw new Refused({
    status: 412,
    code: "precondition_failed",
    title: "It was changed since it was read. Read it again.",
  });
}
