import { type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { MessageCard } from "@/components/dashboard/MessageCard.tsx";
import { MessageTabs } from "@/components/dashboard/MessageTabs.tsx";
import { PageHead, Pager, PageTitle } from "@/components/dashboard/Page.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { can } from "@/lib/auth/mod.ts";
import { type ContactMessage, listMessages } from "@/lib/pages/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

interface Data {
  store: MyStore;
  messages: ContactMessage[];
  next: string | null;
}

export const handler: Handlers<Data, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore(async (sql, store) => {
      if (!can(store, "orders.view")) {
        throw new HttpError(403, "Your role does not read messages. Ask the owner.");
      }
      const asked = ctx.url.searchParams.get("after") ?? "";
      const after = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(asked) ? asked : undefined;
      return await ctx.render({ store, ...await listMessages(sql, store.id, { after }) });
    }),
};

export default function Messages({ data, state }: PageProps<Data, DashboardState>) {
  const { store, messages, next } = data;
  return (
    <>
      <PageTitle title="Messages" shop={store.name} />
      <PageHead
        title="Messages"
        below={<p class="mut text-sm">What people write on your contact page.</p>}
      />
      <MessageTabs store={store} here="inbox" />
      {messages.length === 0
        ? (
          <EmptyState title="No messages yet">
            They come here, and to your contact email, when somebody writes on your contact page.
          </EmptyState>
        )
        : (
          <ul class="grid gap-4 max-w-2xl">
            {messages.map((message) => (
              <MessageCard
                key={message.id}
                message={message}
                csrf={state.csrf}
                store={store}
                canMark={can(store, "orders.manage")}
              />
            ))}
          </ul>
        )}
      {next && <Pager shown="" next={`?after=${next}`} text="Older messages" />}
    </>
  );
}
