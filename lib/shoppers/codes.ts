import type { Client, Db } from "@/lib/db/mod.ts";
import type { Language } from "@/lib/i18n/mod.ts";
import { limitTries, mayGoOn, shopperCode, shopperCodeTry } from "@/lib/limits/mod.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";

/** Whose phone, at which shop, and the secret of the page that asks. */
export interface CodeRequest {
  slug: string;
  /** E.164. */
  phone: string;
  /** Minted with the form: the same form sent twice sends one message. */
  ticket: string;
  /** Of the page that asks, where it is not the first of the shop. */
  language?: Language;
}

/** Minted for a page that asks for a code. */
export function makeTicket(): string {
  return crypto.randomUUID();
}

export type CodeRefusal = "store_not_found" | "too_many_codes";

/**
 * Sends a code by SMS, to whatever phone: neither the answer nor the time it takes tells whether it
 * bought there. Counted by phone, shop and network before anything is sent.
 */
export async function requestCode(
  db: Db,
  client: Client,
  { slug, phone, ticket, language }: CodeRequest,
): Promise<Result<null, CodeRefusal>> {
  if (!await mayGoOn(db.own, shopperCode(client, { slug, phone }))) return refuse("too_many_codes");
  const [row] = await db.own<{ answer: { ok: boolean } }[]>`
    select shoppers.request_code(${slug}, ${phone}, ${ticket}, ${language ?? null}) as answer`;
  return row!.answer.ok ? ok(null) : refuse("store_not_found");
}

export type SessionRefusal = "wrong_code" | "code_over";

/**
 * A session of 90 days for the code that came to the phone; resolves with its token. With
 * `wrong_code`, `details.triesLeft` says how often this code may still be tried.
 */
export async function openSession(
  db: Db,
  client: Client,
  { slug, phone, ticket, code }: CodeRequest & { code: string },
): Promise<Result<string, SessionRefusal | "too_many_tries", { triesLeft: number }>> {
  return await limitTries(db.own, shopperCodeTry(client), async () => {
    const [row] = await db.own<{ answer: Answer }[]>`
      select shoppers.open_session(${slug}, ${phone}, ${ticket}, ${code}) as answer`;
    const answer = row!.answer;
    if (answer.ok) return ok(answer.token);
    return refuse(answer.code, { triesLeft: answer.tries_left ?? 0 });
  });
}

interface Answer {
  ok: boolean;
  token: string;
  code: SessionRefusal;
  tries_left?: number;
}
