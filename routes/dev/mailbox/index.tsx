import type { Handlers, PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Card, Code } from "@/components/Layout.tsx";
import { Pill } from "@/components/Status.tsx";
import type { AppState } from "@/lib/app.ts";
import { seeOther } from "@/lib/http/mod.ts";
import {
  type CaughtMessage,
  clearCaughtMessages,
  listCaughtMessages,
} from "@/lib/notifications/mailbox.ts";
import { MailboxPage, Moment } from "./(_components)/MailboxPage.tsx";

interface Data {
  to: string;
  messages: CaughtMessage[];
}

/** Every email and SMS that this machine sent. Only where a mailbox stands in for the world. */
export const handler: Handlers<Data, AppState> = {
  async GET(_req, ctx) {
    const { mailboxUrl } = ctx.state.app.config;
    if (mailboxUrl === null) return ctx.renderNotFound();
    const to = ctx.url.searchParams.get("to")?.trim() ?? "";
    const messages = await listCaughtMessages(mailboxUrl, to || undefined);
    return ctx.render({ to, messages }, { headers: { "cache-control": "no-store" } });
  },
  async POST(_req, ctx) {
    const { mailboxUrl } = ctx.state.app.config;
    if (mailboxUrl === null) return ctx.renderNotFound();
    await clearCaughtMessages(mailboxUrl);
    return seeOther("/dev/mailbox");
  },
};

export default function Mailbox({ data }: PageProps<Data, AppState>) {
  const { messages, to } = data;
  return (
    <MailboxPage title="Messages">
      <h1>Messages</h1>
      <p class="mut mb-4">
        What would have reached people's inboxes and phones. Nothing leaves this machine.
      </p>
      <Filter to={to} />
      {messages.length === 0 ? <NoMessages to={to} /> : (
        <ul>
          {messages.map((message) => <Row key={message.id} message={message} />)}
        </ul>
      )}
      {messages.length > 0 && (
        <form method="post" class="mt-5">
          <Button kind="danger" icon="trash">Empty the mailbox</Button>
        </form>
      )}
    </MailboxPage>
  );
}

function Filter({ to }: { to: string }) {
  return (
    <form class="flex items-end gap-2 mb-4">
      <div class="fld flex-1">
        <label for="to">Sent to</label>
        <input id="to" name="to" class="in" value={to} placeholder="Address or phone" />
      </div>
      <Button kind="line">Find</Button>
    </form>
  );
}

function NoMessages({ to }: { to: string }) {
  return (
    <EmptyState title={to ? "Nothing was sent there" : "No messages yet"}>
      Place an order in the demo shop, or ask for a new password.
    </EmptyState>
  );
}

function Row({ message }: { message: CaughtMessage }) {
  const { channel, id, received_at, subject, text, to } = message;
  return (
    <li class="mt-3">
      <Card class="relative">
        <p class="flex items-center gap-2 text-sm">
          <Pill>{channel === "sms" ? "SMS" : "Email"}</Pill>
          <span class="mut">
            to <Code>{to.join(", ")}</Code>, <Moment at={received_at} />
          </span>
        </p>
        <a
          class="block mt-2 break-words no-underline after:absolute after:inset-0"
          href={`/dev/mailbox/${id}`}
        >
          {subject ?? text}
        </a>
      </Card>
    </li>
  );
}
