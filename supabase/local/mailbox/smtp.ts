import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerDataStream } from "smtp-server";
import type { NewMessage } from "./store.ts";

const MAX_BYTES = 10 * 1024 * 1024;

/** A mail server on loopback that takes every message and any login. `port` 0 picks a free one. */
export async function startSmtp(
  port: number,
  deliver: (message: NewMessage) => Promise<unknown>,
): Promise<{ port: number; stop(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    closeTimeout: 500,
    size: MAX_BYTES,
    onAuth: (auth, _session, done) => done(null, { user: auth.username }),
    onRcptTo: ({ address }, _session, done) => done(refusalOf(address)),
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      receive(stream, to, deliver).then((refusal) => done(refusal), done);
    },
  });
  server.on("error", (error) => console.error(`Mailbox: ${error.message}`));
  const listener = server.listen(port, "127.0.0.1");
  await new Promise<void>((resolve, reject) => {
    listener.once("listening", resolve);
    listener.once("error", reject);
  });
  return {
    port: (listener.address() as { port: number }).port,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** `nobody@...` is refused, as real servers refuse addresses that do not exist. */
function refusalOf(address: string): Error | null {
  return address.startsWith("nobody@") ? reply(550, "5.1.1 No such mailbox") : null;
}

async function receive(
  stream: SMTPServerDataStream,
  to: string[],
  deliver: (message: NewMessage) => Promise<unknown>,
): Promise<Error | null> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk as Uint8Array);
  if (stream.sizeExceeded) return reply(552, "5.3.4 Message is too big");
  const mail = await PostalMime.parse(await new Blob(chunks as BlobPart[]).arrayBuffer());
  await deliver({
    channel: "email",
    from: writeAddress(mail.from),
    to,
    subject: mail.subject ?? null,
    text: mail.text ?? "",
    html: mail.html ?? null,
    message_id: mail.messageId ?? null,
  });
  return null;
}

function writeAddress(from: { name?: string; address?: string } | undefined): string {
  return from?.name ? `${from.name} <${from.address}>` : from?.address ?? "";
}

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
