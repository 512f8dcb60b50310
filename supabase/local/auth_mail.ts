import type { EmailDriver } from "@supabase/lite";
import { createTransport } from "nodemailer";

/** Who Auth's emails are from here. */
export const MAIL_FROM = { name: "Afrify", address: "no-reply@afrify.test" };

/** Hands Auth's emails to an SMTP server that asks for no login, as the local mailbox is. */
export function authMail(smtpUrl: string): EmailDriver {
  const transport = createTransport({
    url: smtpUrl,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, html = "" }) {
      // The text that Auth offers links to a page of its own, while our templates link to ours.
      await transport.sendMail({ from: MAIL_FROM, to, subject, html, text: toText(html) });
    },
  };
}

/** Plain text of our own templates: links spelled out, tags gone. */
export function toText(html: string): string {
  return html
    .replace(/<a href="([^"]+)">([^<]*)<\/a>/g, "$2: $1")
    .replace(/<[^>]+>/g, "")
    .replace(/^[ \t]+/gm, "")
    .replace(/\n{2,}/g, "\n\n")
    .replaceAll("&amp;", "&")
    .trim();
}
