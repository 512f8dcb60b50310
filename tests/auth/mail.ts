import { type CaughtMessage, listCaughtMessages } from "@/lib/notifications/mailbox.ts";
import { until } from "@/tests/fixtures/until.ts";

/** The newest email to this address, once there are so many. */
export async function untilMailed(
  mailboxUrl: string,
  email: string,
  count = 1,
): Promise<CaughtMessage> {
  const mails = () => listCaughtMessages(mailboxUrl, email);
  await until(async () => (await mails()).length >= count);
  return (await mails())[0]!;
}

/** The link in the newest email to this address, once there is one: path and query. */
export async function findLink(mailboxUrl: string, email: string, count = 1): Promise<string> {
  const { text } = await untilMailed(mailboxUrl, email, count);
  const url = new URL(/https?:\S+token_hash=\S+/.exec(text)![0]);
  return url.pathname + url.search;
}

/** The six digits in the newest email to this address, once there are so many emails. */
export async function findCode(mailboxUrl: string, email: string, count = 1): Promise<string> {
  const { text } = await untilMailed(mailboxUrl, email, count);
  return /\b\d{6}\b/.exec(text)![0];
}
