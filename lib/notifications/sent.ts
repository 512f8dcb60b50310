import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import type { MessageChannel } from "./own_words/text.ts";

/** A message as a line of the log. */
export interface SentMessage {
  id: string;
  kind: string;
  channel: MessageChannel;
  /** A phone in E.164 or an address; pages mask it. */
  recipient: string;
  state: "queued" | "sent" | "failed" | "skipped";
  isTest: boolean;
  /** Null while it waits. */
  subject: string | null;
  body: string | null;
  /** Why it did not go out. */
  error: string | null;
  /** How many messages an SMS was billed as. */
  parts: number | null;
  /** In millionths of `costCurrency`; null where nobody said. */
  costMicros: number | null;
  costCurrency: string | null;
  orderNumber: number | null;
  at: Date;
}

export interface SentFilter {
  kind?: string;
  orderNumber?: number;
  /** Id of the last line of the page before. */
  after?: string;
}

const PAGE = 50;

/** What went out or was to, newest first: a page of it, and the id to go on after. */
export async function listSent(
  sql: Sql,
  storeId: string,
  { kind, orderNumber, after }: SentFilter,
): Promise<{ messages: SentMessage[]; next: string | null }> {
  const messages = await sql<SentMessage[]>`
    select n.id, n.template as kind, n.channel, n.recipient, n.state, n.is_test as "isTest", n.subject, n.body,
      n.error, n.parts, n.cost_micros::float8 as "costMicros", n.cost_currency as "costCurrency",
      o.number as "orderNumber", coalesce(n.sent_at, n.created_at) as at
    from public.notifications as n
    left join public.orders as o on o.store_id = n.store_id and o.id = n.order_id
    where n.store_id = ${storeId}
      ${kind ? sql`and n.template = ${kind}` : sql``}
      ${
    orderNumber === undefined ? sql`` : sql`and n.order_id = (
        select q.id from public.orders as q where q.store_id = ${storeId} and q.number = ${orderNumber})`
  }
      ${after ? sql`and n.id < ${after}` : sql``}
    order by n.id desc limit ${PAGE + 1}`;
  const shown = messages.slice(0, PAGE);
  return { messages: shown, next: messages.length > PAGE ? shown.at(-1)!.id : null };
}

/** Kinds of which somebody may want another copy: those about an order. */
export function isResendable({ orderNumber, channel, state }: SentMessage): boolean {
  return orderNumber !== null && channel !== "whatsapp" && state !== "queued";
}

export type ResendRefusal =
  | "message_not_found"
  | "not_resendable"
  | "sent_just_now"
  | "sent_often";

/** Sends it once more to the same person. */
export async function resendMessage(
  sql: Sql,
  storeId: string,
  id: string,
): Promise<Result<string, ResendRefusal>> {
  if (!z.uuid().safeParse(id).success) return refuse("message_not_found");
  const [row] = await sql<{ answer: { ok: boolean; code: ResendRefusal; id: string } }[]>`
    select public.resend_message(${storeId}, ${id}) as answer`;
  return row!.answer.ok ? ok(row!.answer.id) : refuse(row!.answer.code);
}

/** Hides most of an address or a phone from whoever looks over a shoulder. */
export function maskRecipient(recipient: string): string {
  const [name, host] = recipient.split("@");
  if (host) return `${name!.slice(0, 2)}•••@${host}`;
  return recipient.length < 8 ? "•••" : `${recipient.slice(0, 4)} ••• ${recipient.slice(-3)}`;
}

/** "KES 0.80" of millionths. */
export function formatCost(micros: number, currency: string): string {
  const amount = (micros / 1_000_000).toFixed(4).replace(/(\.\d\d)0{1,2}$/, "$1");
  return `${currency} ${amount}`;
}
