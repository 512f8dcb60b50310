import type { Sql } from "@/lib/db/mod.ts";

/** What a letter about a visitor's message can say. */
export interface MessageFacts {
  name: string;
  /** E.164. */
  phone: string | null;
  email: string | null;
  body: string;
  store: { slug: string; name: string };
}

/** What a visitor wrote and to which shop, in one statement. */
export async function loadMessageFacts(sql: Sql, messageId: string): Promise<MessageFacts> {
  const [facts] = await sql<MessageFacts[]>`
    select m.name, m.phone, m.email, m.body,
      jsonb_build_object('slug', s.slug, 'name', s.name) as store
    from public.contact_messages as m
    join public.stores as s on s.id = m.store_id
    where m.id = ${messageId}`;
  if (!facts) throw new Error(`There is no message "${messageId}"`);
  return facts;
}
