import { createTransport } from "nodemailer";
import type postgres from "postgres";
import { MAIL_FROM, toText } from "./auth_mail.ts";

export interface EmailChangeOptions {
  siteUrl: string;
  smtpUrl: string | null;
  template: { subject: string; content_path: string };
  /** Seconds that a link holds. */
  expiry: number;
}

/**
 * Hosted Auth lets an account move to another address once both mailboxes have confirmed. The local
 * package writes to the old mailbox alone and believes it alone; this makes up the other half.
 */
export interface EmailChange {
  /** Writes to the new mailbox, after the package has written to the old one. False: nothing changes. */
  writeToNew(userId: string): Promise<boolean>;
  /** Takes the first of the two confirmations. False when this is not it: the package decides. */
  takeFirst(tokenHash: string): Promise<boolean>;
}

export function startEmailChange(
  sql: postgres.Sql,
  { siteUrl, smtpUrl, template, expiry }: EmailChangeOptions,
): EmailChange {
  const transport = smtpUrl ? createTransport({ url: smtpUrl }) : null;
  return {
    async writeToNew(userId) {
      const [user] = await sql`
        select email, email_change, email_change_token_new from auth.users
        where id = ${userId} and email_change_token_new is not null
          and email_change_token_current is not null`;
      if (!user || !transport) return true;
      const values: Record<string, string> = {
        SiteURL: siteUrl,
        TokenHash: user.email_change_token_new,
        Email: user.email,
        NewEmail: user.email_change,
      };
      const text = await Deno.readTextFile(template.content_path);
      const html = text.replace(/\{\{ \.(\w+) \}\}/g, (whole, name) => values[name] ?? whole);
      const { email_change: to } = user;
      const letter = { from: MAIL_FROM, to, subject: template.subject, html, text: toText(html) };
      try {
        await transport.sendMail(letter);
        return true;
      } catch (error) {
        console.error("No letter to the new address", error);
        await sql`
          update auth.users set email_change = null, email_change_token_current = null,
            email_change_token_new = null
          where id = ${userId}`;
        return false;
      }
    },

    async takeFirst(tokenHash) {
      // The package finishes the change for the one token that is left, as that of the old mailbox.
      const { count } = await sql`
        update auth.users
        set email_change_token_current = case email_change_token_current
            when ${tokenHash} then email_change_token_new else email_change_token_current end,
          email_change_token_new = null, email_change_confirm_status = 1
        where ${tokenHash} in (email_change_token_current, email_change_token_new)
          and email_change_token_current is not null and email_change_token_new is not null
          and email_change_sent_at > now() - make_interval(secs => ${expiry})`;
      return count > 0;
    },
  };
}
