import { join } from "node:path";
import type { LocalServer } from "../local_server.ts";
import { mailboxHandler } from "./http.ts";
import { startSmtp } from "./smtp.ts";
import { type MailboxMessage, type NewMessage, openMessageStore } from "./store.ts";

export type { MailboxMessage, NewMessage } from "./store.ts";

export interface MailboxOptions {
  dataDir: string;
  /** Of the HTTP face; 0 picks a free one. */
  port?: number;
  smtpPort?: number;
}

/** Every email and text message that the platform sent. `url` is its HTTP face. */
export interface Mailbox extends LocalServer {
  smtpUrl: string;
  /** For stand-ins that get messages by another way than SMTP. */
  deliver(message: NewMessage): Promise<MailboxMessage>;
}

/** A mail server on loopback that keeps what it gets under `<dataDir>/mailbox`, and shows it. */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const { dataDir, port = 0, smtpPort = 0 } = options;
  const store = await openMessageStore(join(dataDir, "mailbox"));
  const smtp = await startSmtp(smtpPort, store.add);
  const closing = new AbortController();
  const server = Deno.serve(
    { hostname: "127.0.0.1", port, onListen: () => {} },
    mailboxHandler(store, closing.signal),
  );
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    smtpUrl: `smtp://127.0.0.1:${smtp.port}`,
    deliver: store.add,
    async stop() {
      closing.abort();
      await Promise.all([server.shutdown(), smtp.stop()]);
    },
  };
}
