import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { Card, Code } from "@/components/Layout.tsx";
import type { AppState } from "@/lib/app.ts";
import { type CaughtMessage, getCaughtMessage } from "@/lib/notifications/mailbox.ts";
import { LinkedText } from "./(_components)/LinkedText.tsx";
import { MailboxPage, Moment } from "./(_components)/MailboxPage.tsx";

/** One caught message; 404 without a mailbox. */
export const handler: Handlers<CaughtMessage, AppState> = {
  async GET(_req, ctx) {
    const { mailboxUrl } = ctx.state.app.config;
    const message = mailboxUrl && await getCaughtMessage(mailboxUrl, ctx.params.id!);
    if (!message) return ctx.renderNotFound();
    return ctx.render(message, { headers: { "cache-control": "no-store" } });
  },
};

export default function Message({ data }: PageProps<CaughtMessage, AppState>) {
  const { channel, from, html, received_at, subject, text, to } = data;
  const title = subject ?? (channel === "sms" ? "SMS" : "Email without a subject");
  return (
    <MailboxPage title={title}>
      <ButtonLink href="/dev/mailbox" kind="text" icon="back">All messages</ButtonLink>
      <h1 class="my-3">{title}</h1>
      <p class="mut mb-4">
        From {from} to <Code>{to.join(", ")}</Code>, <Moment at={received_at} />
      </p>
      <Card>
        <LinkedText text={text} />
      </Card>
      {html && <Rendered html={html} />}
    </MailboxPage>
  );
}

/** Without scripts, forms or requests of its own; a link opens a window. */
function Rendered({ html }: { html: string }) {
  return (
    <>
      <h2 class="mt-8 mb-3">As mail readers show it</h2>
      <Card flush>
        <iframe
          class="block w-full h-[640px] border-0 bg-white"
          title="The message as HTML"
          srcdoc={`<base target="_blank">${html}`}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
        />
      </Card>
    </>
  );
}
