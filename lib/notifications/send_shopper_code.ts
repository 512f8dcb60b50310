import type { Sql } from "@/lib/db/mod.ts";
import { type Language, wordsIn } from "@/lib/i18n/mod.ts";
import { refuse } from "@/lib/result.ts";
import type { Delivery } from "./delivery.ts";
import { pickSms } from "./gsm7.ts";
import type { SendOptions } from "./send_notification.ts";
import { shopperCodeSms } from "./templates/mod.ts";

/** What the job knows; only it knows the code. */
export interface ShopperCode {
  notificationId: string;
  codeId: string;
  code: string;
}

/**
 * Sends the code that a shopper asked for; null when that was done before. The log of messages keeps
 * that one went out, without the code: whoever works in the shop reads that log. A code that is over
 * is not sent. At least once, as every message.
 */
export async function sendShopperCode(
  { notificationId, codeId, code }: ShopperCode,
  { sql: pool, sendSms, signal }: Pick<SendOptions, "sql" | "sendSms" | "signal">,
): Promise<Delivery | null> {
  return await pool.begin(async (transaction) => {
    const sql = transaction as unknown as Sql;
    const message = await lockQueued(sql, notificationId, codeId);
    if (!message) return null;
    const words = wordsIn(message.language);
    const wordings = (shown: string) => pickSms(shopperCodeSms(shown, message.storeName, words));
    const delivery: Delivery = message.isLive
      ? await sendSms({ to: message.recipient, text: wordings(code) }, signal)
      : refuse("refused", "Too late to be useful");
    const error = delivery.ok ? null : (delivery.details ?? delivery.code).slice(0, 300);
    await sql`
      update public.notifications set state = ${delivery.ok ? "sent" : "failed"},
        body = ${wordings("******")}, error = ${error},
        provider_ref = ${delivery.ok ? delivery.value.ref.slice(0, 200) : null},
        sent_at = ${delivery.ok ? sql`clock_timestamp()` : null}
      where id = ${notificationId}`;
    return delivery;
  });
}

interface Queued {
  recipient: string;
  storeName: string;
  /** Of the page where it was asked for. */
  language: Language;
  isLive: boolean;
}

async function lockQueued(
  sql: Sql,
  notificationId: string,
  codeId: string,
): Promise<Queued | undefined> {
  const [message] = await sql<Queued[]>`
    select n.recipient, s.name as "storeName", coalesce((
      select c.language from private.shopper_codes as c where c.id = ${codeId}
    ), s.language) as language, exists (
      select from private.shopper_codes as c
      where c.id = ${codeId} and c.used_at is null and c.expires_at > now() + interval '1 minute'
    ) as "isLive"
    from public.notifications as n
    join public.stores as s on s.id = n.store_id
    where n.id = ${notificationId} and n.state = 'queued'
    for update of n`;
  return message;
}
