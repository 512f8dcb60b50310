import { join } from "node:path";

/** A message as it would have reached somebody. */
export interface MailboxMessage {
  /** Grows with every message. */
  id: number;
  channel: "email" | "sms";
  from: string;
  /** Email addresses or E.164 phones. */
  to: string[];
  subject: string | null;
  text: string;
  html: string | null;
  /** Email's Message-ID. */
  message_id: string | null;
  received_at: string;
}

export type NewMessage = Omit<MailboxMessage, "id" | "received_at">;

export interface MessageFilter {
  /** An email address or a phone. */
  to?: string;
  /** Only messages with a greater id. */
  after?: number;
}

/** Messages on disk, one file each, and in memory; beyond 1,000 the oldest go. */
export interface MessageStore {
  add(message: NewMessage): Promise<MailboxMessage>;
  get(id: number): MailboxMessage | undefined;
  /** Newest first. */
  list(filter?: MessageFilter): MailboxMessage[];
  /** Resolves with the next message that is added. */
  next(signal: AbortSignal): Promise<MailboxMessage>;
  clear(): Promise<void>;
}

const KEPT = 1_000;

export async function openMessageStore(folder: string): Promise<MessageStore> {
  await Deno.mkdir(folder, { recursive: true });
  let messages = await readMessages(folder);
  let lastId = messages[0]?.id ?? 0;
  const added = new EventTarget();
  const fileOf = (id: number) => join(folder, `${id}.json`);

  return {
    async add(message) {
      // Later than any before, also when two come in one millisecond or the clock was set back.
      lastId = Math.max(Date.now(), lastId + 1);
      const stored = { id: lastId, ...message, received_at: new Date().toISOString() };
      await writeWhole(fileOf(stored.id), JSON.stringify(stored, null, 2));
      messages = [stored, ...messages].sort((a, b) => b.id - a.id);
      for (const old of messages.splice(KEPT)) await removeFile(fileOf(old.id));
      added.dispatchEvent(new CustomEvent("added", { detail: stored }));
      return stored;
    },
    get: (id) => messages.find((message) => message.id === id),
    list: (filter = {}) => messages.filter((message) => matches(message, filter)),
    next: (signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
        added.addEventListener("added", (event) => resolve((event as CustomEvent).detail), {
          once: true,
          signal,
        });
      }),
    async clear() {
      const gone = messages;
      messages = [];
      for (const { id } of gone) await removeFile(fileOf(id));
    },
  };
}

function matches(message: MailboxMessage, { after = 0, to }: MessageFilter): boolean {
  return message.id > after &&
    (to === undefined || message.to.some((recipient) => bare(recipient) === bare(to)));
}

/** A plus in a query string arrives as a space, and people write phones with spaces. */
function bare(address: string): string {
  return address.toLowerCase().replace(/[\s+]/g, "");
}

async function readMessages(folder: string): Promise<MailboxMessage[]> {
  const messages: MailboxMessage[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (/^\d+\.json$/.test(name)) {
      messages.push(JSON.parse(await Deno.readTextFile(join(folder, name))));
    }
  }
  return messages.sort((a, b) => b.id - a.id);
}

/** Written aside and renamed, so that a crash leaves no half file. */
async function writeWhole(path: string, text: string): Promise<void> {
  await Deno.writeTextFile(`${path}.part`, text);
  await Deno.rename(`${path}.part`, path);
}

async function removeFile(path: string): Promise<void> {
  await Deno.remove(path).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
}
