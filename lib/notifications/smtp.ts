import { createTransport } from "nodemailer";
import { ok, refuse } from "@/lib/result.ts";
import type { SendEmail } from "./delivery.ts";

export interface SmtpOptions {
  /** `smtp://user:password@host:587` or `smtps://...`. */
  url: string;
  /** Address that messages come from; the shop's name goes before it. */
  from: string;
}

/** Sends email over SMTP. Throws when the server cannot be reached or asks to try again. */
export function createSmtpSender({ url, from }: SmtpOptions): SendEmail {
  const transport = createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ id, fromName, replyTo, ...email }, signal) => {
    const messageId = `<${id}@${from.split("@").at(-1)}>`;
    try {
      await transport.sendMail({
        ...email,
        messageId,
        from: { name: fromName, address: from },
        replyTo: replyTo ?? undefined,
        signal,
      });
      return ok({ ref: messageId });
    } catch (error) {
      if (isRefusal(error)) return refuse("refused", error.response ?? error.message);
      throw error;
    }
  };
}

/** The server said no to this recipient or this message. No to us (login, sender) can be mended. */
function isRefusal(error: unknown): error is Error & { response?: string } {
  const { permanent, command, code } = error as Record<string, unknown>;
  return permanent === true && (command === "RCPT TO" || code === "EMESSAGE");
}
