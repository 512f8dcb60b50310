import type { Sql } from "@/lib/db/mod.ts";
import { type Language, wordsIn } from "@/lib/i18n/mod.ts";
import { refuse } from "@/lib/result.ts";
import type { Delivery } from "./delivery.ts";
import { pickSms } from "./gsm7.ts";
import { ownSms } from "./own_words/say.ts";
import { findOwnWords } from "./own_words/templates.ts";
import { codeValues } from "./own_words/values.ts";
import { recordDelivery } from "./record.ts";
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
    const { language, storeId, storeName } = message;
    const own = await findOwnWords(sql, storeId, {
      kind: "shopper_code",
      channel: "sms",
      language,
    });
    const wordings = (shown: string) =>
      ownSms("shopper_code", own, codeValues(shown, storeName)) ??
        pickSms(shopperCodeSms(shown, storeName, wordsIn(language)));
    const delivery: Delivery = message.isLive
      ? await sendSms({ to: message.recipient, text: wordings(code) }, signal)
      : refuse("refused", "Too late to be useful");
    const notification = {
      id: notificationId,
      channel: "sms" as const,
      order_id: null,
      template: "shopper_code",
    };
    await recordDelivery(sql, notification, { subject: null, body: wordings("******"), delivery });
    return delivery;
  });
}

interface Queued {
  recipient: string;
  storeId: string;
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
    select n.recipient, s.id as "storeId", s.name as "storeName", coalesce((
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
