import postgres from "postgres";
import type { Config } from "@/lib/config.ts";
import { connectService, type Sql } from "@/lib/db/mod.ts";
import { notificationTasks } from "@/lib/notifications/mod.ts";
import { createLogger } from "@/lib/observability/mod.ts";
import { type AfricasTalking, startAfricasTalking } from "@/supabase/local/africastalking/mod.ts";
import { type Mailbox, type MailboxMessage, startMailbox } from "@/supabase/local/mailbox/mod.ts";
import { startDatabase } from "@/tests/fixtures/database.ts";
import { makeShop, orderInput, placeOrder, type Shop } from "@/tests/fixtures/shop.ts";

export interface NotificationRow {
  id: string;
  channel: "email" | "sms";
  template: string;
  recipient: string;
  state: "queued" | "sent" | "failed" | "skipped";
  body: string | null;
  error: string | null;
  provider_ref: string | null;
  parts: number | null;
  cost_micros: string | null;
  cost_currency: string | null;
}

/** A shop with an order, a mailbox and an SMS gateway; `send` runs the job of one message. */
export interface NotificationBench {
  sql: postgres.Sql;
  shop: Shop;
  mailbox: Mailbox;
  gateway: AfricasTalking;
  /** Its order came from a phone and an email address; `id` and `token` are the order's. */
  order: { id: string; token: string };
  notification(channel: string, template: string): Promise<NotificationRow>;
  send(id: string, signal?: AbortSignal): Promise<void>;
  /** Runs the job that waits for this message, or is about this endpoint, whatever it is called. */
  work(id: string): Promise<void>;
  messages(to: string): Promise<MailboxMessage[]>;
  fail(to: string, status: string): Promise<void>;
}

export async function withNotifications(
  run: (bench: NotificationBench) => Promise<void>,
  options: { phone?: string; email?: string } = {},
): Promise<void> {
  const { phone = "+254712345678", email = "wanjiru@example.com" } = options;
  const dataDir = await Deno.makeTempDir();
  const database = await startDatabase();
  const mailbox = await startMailbox({ dataDir });
  const gateway = await startAfricasTalking({ mailbox });
  const sql = postgres(database.url, { max: 4, onnotice: () => {} });
  const service = connectService({ url: database.url, poolSize: 4 });
  try {
    const shop = await makeShop(sql);
    const input = orderInput(shop.variantIds[0]!, { phone, email });
    const placed = await placeOrder(sql, shop.slug, input);
    await run({
      sql,
      shop,
      mailbox,
      gateway,
      order: { id: placed.order_id, token: placed.token },
      async notification(channel, template) {
        const [row] = await sql<NotificationRow[]>`select * from public.notifications
          where order_id = ${placed.order_id} and channel = ${channel} and template = ${template}`;
        return row!;
      },
      send: (id, signal = new AbortController().signal) =>
        runJob(service, configOf(mailbox, gateway), {
          task: "send_notification",
          payload: { notification_id: id },
          signal,
        }),
      async work(id) {
        const [job] = await sql<{ task: string; payload: unknown }[]>`
          select t.identifier as task, j.payload from graphile_worker._private_jobs as j
          join graphile_worker._private_tasks as t on t.id = j.task_id
          where j.payload::text like ${`%${id}%`}`;
        const { signal } = new AbortController();
        await runJob(service, configOf(mailbox, gateway), { ...job!, signal });
      },
      async messages(to) {
        const url = `${mailbox.url}/messages?to=${encodeURIComponent(to)}`;
        return (await (await fetch(url)).json()).messages;
      },
      async fail(to, status) {
        const body = JSON.stringify({ to, status });
        await fetch(`${gateway.url}/_sim/scenario`, { method: "POST", body });
      },
    });
  } finally {
    await Promise.all([sql.end(), service.end(), gateway.stop(), mailbox.stop()]);
    await database.stop();
    await Deno.remove(dataDir, { recursive: true });
  }
}

type MessagingConfig = Pick<Config, "mailFrom" | "publicUrl" | "sms" | "smtpUrl">;

function configOf(mailbox: Mailbox, gateway: AfricasTalking): MessagingConfig {
  const { apiKey, url, username } = gateway;
  return {
    publicUrl: "https://afrify.example",
    smtpUrl: mailbox.smtpUrl,
    mailFrom: "no-reply@afrify.test",
    sms: { url, username, apiKey, sender: null },
  };
}

async function runJob(
  sql: Sql,
  config: MessagingConfig,
  { task, payload, signal }: { task: string; payload: unknown; signal: AbortSignal },
): Promise<void> {
  const log = createLogger("test", { level: "silent" });
  const tasks = notificationTasks({ config, sql });
  await tasks[task]!(payload, { log, signal, attempt: 1, isLastAttempt: false });
}
