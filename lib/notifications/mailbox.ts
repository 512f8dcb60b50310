import { z } from "zod";

const Message = z.object({
  id: z.number(),
  channel: z.enum(["email", "sms"]),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string().nullable(),
  text: z.string(),
  html: z.string().nullable(),
  received_at: z.coerce.date(),
});

/** A message that the local platform sent to nobody but the mailbox. */
export type CaughtMessage = z.output<typeof Message>;

/** Newest first; `to` narrows them to one address or phone. `url` is the mailbox's. */
export async function listCaughtMessages(url: string, to?: string): Promise<CaughtMessage[]> {
  const query = to ? `?to=${encodeURIComponent(to)}` : "";
  const response = await fetch(`${url}/messages${query}`);
  return z.object({ messages: z.array(Message) }).parse(await response.json()).messages;
}

/** Null when there is no such message any more. */
export async function getCaughtMessage(url: string, id: string): Promise<CaughtMessage | null> {
  const response = await fetch(`${url}/messages/${encodeURIComponent(id)}`);
  const body = await response.json();
  return response.ok ? Message.parse(body) : null;
}

export async function clearCaughtMessages(url: string): Promise<void> {
  await fetch(`${url}/messages`, { method: "DELETE" });
}
