import type { Sql } from "@/lib/db/mod.ts";
import type { Language } from "@/lib/i18n/mod.ts";
import type { KindName } from "./kinds.ts";
import type { MessageChannel, OwnWords } from "./text.ts";

/** Which words are meant. */
export interface WordsKey {
  kind: string;
  channel: MessageChannel;
  language: Language;
}

/** What a store says in its own words; null where it has none. */
export async function findOwnWords(
  sql: Sql,
  storeId: string,
  { kind, channel, language }: WordsKey,
): Promise<OwnWords | null> {
  const [words] = await sql<OwnWords[]>`
    select t.subject, t.heading, t.body from public.message_templates as t
    where t.store_id = ${storeId} and t.kind = ${kind} and t.channel = ${channel}
      and t.language = ${language}`;
  return words ?? null;
}

/** What a merchant has changed about messages. */
export interface MessageSettings {
  own: WordsKey[];
  muted: { kind: string; channel: MessageChannel }[];
}

export async function getMessageSettings(sql: Sql, storeId: string): Promise<MessageSettings> {
  const [row] = await sql<MessageSettings[]>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('kind', t.kind, 'channel', t.channel, 'language', t.language)), '[]')
        from public.message_templates as t where t.store_id = ${storeId}) as own,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', m.kind, 'channel', m.channel)), '[]')
        from public.muted_messages as m where m.store_id = ${storeId}) as muted`;
  return row!;
}

/** Puts the merchant's words in place of what was said before. */
export async function saveOwnWords(
  sql: Sql,
  storeId: string,
  { kind, channel, language, subject, heading, body }: WordsKey & OwnWords,
): Promise<void> {
  await sql`
    insert into public.message_templates (store_id, kind, channel, language, subject, heading, body)
    values (${storeId}, ${kind}, ${channel}, ${language}, ${subject}, ${heading}, ${body})
    on conflict (store_id, kind, channel, language) do update
    set subject = excluded.subject, heading = excluded.heading, body = excluded.body`;
}

/** The platform's words again. */
export async function dropOwnWords(
  sql: Sql,
  storeId: string,
  { kind, channel, language }: WordsKey,
): Promise<void> {
  await sql`
    delete from public.message_templates as t
    where t.store_id = ${storeId} and t.kind = ${kind} and t.channel = ${channel}
      and t.language = ${language}`;
}

/** Whether a store sends a kind of message on a channel at all. */
export async function setMuted(
  sql: Sql,
  storeId: string,
  { kind, channel, isMuted }: { kind: KindName; channel: MessageChannel; isMuted: boolean },
): Promise<void> {
  if (isMuted) {
    await sql`insert into public.muted_messages (store_id, kind, channel)
      values (${storeId}, ${kind}, ${channel}) on conflict do nothing`;
  } else {
    await sql`delete from public.muted_messages as m
      where m.store_id = ${storeId} and m.kind = ${kind} and m.channel = ${channel}`;
  }
}
