import { errors } from "@/lib/i18n/en/errors.ts";
import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { type Country, parsePhone } from "@/lib/phone.ts";

/** The contact form of a shop in this country: one way to answer is enough. */
export function messageForm(country: Country) {
  return z.object({
    id: z.uuid(),
    name: z.string().overwrite((text) => text.replace(/\s+/g, " ").trim())
      .min(1, errors.addName).max(120, errors.nameLong),
    reply: z.string().trim().min(1, errors.addReply)
      .max(254, errors.tooLong).transform((typed, ctx) => {
        if (z.email().safeParse(typed).success) return { email: typed, phone: null };
        const phone = parsePhone(typed, country);
        if (phone) return { email: null, phone };
        const message = errors.noReply;
        ctx.issues.push({ code: "custom", message, input: typed });
        return z.NEVER;
      }),
    body: z.string().overwrite((text) => text.replaceAll("\r\n", "\n").trim())
      .min(1, errors.addMessage).max(2000, errors.bodyLong),
  });
}
export type MessageInput = z.output<ReturnType<typeof messageForm>>;

/**
 * Keeps a visitor's message, once for each form, and writes to the shop. False when there is no such
 * shop. `sql` is the web server's own login: nobody else may.
 */
export async function leaveMessage(
  sql: Sql,
  slug: string,
  { id, name, reply, body }: MessageInput,
): Promise<boolean> {
  const input = { name, body, ...reply };
  const [row] = await sql<{ is_left: boolean }[]>`
    select web.leave_message(${slug}, ${id}, ${sql.json(input)}) as is_left`;
  return row!.is_left;
}

export interface ContactMessage {
  id: string;
  name: string;
  phone: string | null;
  email: string | null;
  body: string;
  at: Date;
  isRead: boolean;
}

/** Messages of a store, newest first. `after`: the id of the last before. */
export async function listMessages(
  sql: Sql,
  storeId: string,
  { after, limit = 30 }: { after?: string; limit?: number } = {},
): Promise<{ messages: ContactMessage[]; next: string | null }> {
  const from = after
    ? sql`and (m.created_at, m.id) < (
        select o.created_at, o.id from public.contact_messages as o
        where o.store_id = ${storeId} and o.id = ${after})`
    : sql``;
  const rows = await sql<ContactMessage[]>`
    select m.id, m.name, m.phone, m.email, m.body, m.created_at as at,
      m.read_at is not null as "isRead"
    from public.contact_messages as m
    where m.store_id = ${storeId} ${from}
    order by m.created_at desc, m.id desc limit ${limit + 1}`;
  const messages = rows.slice(0, limit);
  return { messages, next: rows.length > limit ? messages.at(-1)!.id : null };
}

/** Marks a message as read, or as new again. */
export async function markRead(
  sql: Sql,
  { storeId, id, isRead }: { storeId: string; id: string; isRead: boolean },
): Promise<void> {
  await sql`select public.mark_message(${storeId}, ${id}, ${isRead})`;
}
