import { type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { Button } from "@/components/Button.tsx";
import { MessageTabs } from "@/components/dashboard/MessageTabs.tsx";
import { kindName } from "@/components/dashboard/message_words.ts";
import { PageHead, Pager, PageTitle } from "@/components/dashboard/Page.tsx";
import { SentCard } from "@/components/dashboard/SentCard.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Select } from "@/components/Field.tsx";
import { Note, Toast } from "@/components/Status.tsx";
import { can } from "@/lib/auth/mod.ts";
import { KIND_NAMES, listSent, type SentMessage } from "@/lib/notifications/merchant.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

interface Filter {
  kind?: string;
  orderNumber?: number;
  after?: string;
}

interface Data {
  store: MyStore;
  filter: Filter;
  messages: SentMessage[];
  next: string | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const handler: Handlers<Data, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore(async (sql, store) => {
      if (!can(store, "orders.view")) {
        throw new HttpError(403, "Your role does not read messages. Ask the owner.");
      }
      const filter = readFilter(ctx.url.searchParams);
      return await ctx.render({ store, filter, ...await listSent(sql, store.id, filter) });
    }),
};

function readFilter(query: URLSearchParams): Filter {
  const [kind = "", order = "", after = ""] = ["kind", "order", "after"].map((name) =>
    query.get(name) ?? ""
  );
  return {
    ...(/^[a-z_]{1,40}$/.test(kind) && { kind }),
    ...(/^[1-9]\d{0,8}$/.test(order) && { orderNumber: Number(order) }),
    ...(UUID.test(after) && { after }),
  };
}

const PROBLEMS: Record<string, string> = {
  not_resendable: "That was for its moment. Only messages about an order can be sent again.",
  sent_just_now: "It went out just now. Wait a minute before you send it again.",
  sent_often: "It was sent again three times already. Call, or write on WhatsApp.",
};

export default function Sent({ data, state, url }: PageProps<Data, DashboardState>) {
  const { store, filter, messages, next } = data;
  const problem = PROBLEMS[url.searchParams.get("problem") ?? ""];
  const label = filter.orderNumber && `${store.orderPrefix}-${filter.orderNumber}`;
  const on = new URLSearchParams();
  if (filter.kind) on.set("kind", filter.kind);
  if (filter.orderNumber) on.set("order", String(filter.orderNumber));
  return (
    <>
      <PageTitle title="Sent messages" shop={store.name} />
      <PageHead
        title={label ? `Sent about ${label}` : "Sent messages"}
        below={<p class="mut text-sm">What went out by itself: to whom, when, and what it cost.</p>}
      />
      <MessageTabs store={store} here="sent" />
      <form method="get" class="flex flex-wrap items-end gap-3 mb-4">
        {filter.orderNumber && <input type="hidden" name="order" value={filter.orderNumber} />}
        <Select name="kind" label="Kind" class="mt-0 flex-1 max-w-xs">
          <option value="">All kinds</option>
          {KIND_NAMES.map((kind) => (
            <option key={kind} value={kind} selected={kind === filter.kind}>
              {kindName(kind)}
              {kind.startsWith("merchant_") && " (to you)"}
            </option>
          ))}
        </Select>
        <Button kind="line">Show</Button>
      </form>
      {problem && <Note tone="warn" role="alert" class="mb-4">{problem}</Note>}
      {messages.length === 0
        ? (
          <EmptyState title={filter.kind || label ? "None of these" : "Nothing went out yet"}>
            Texts and emails about orders are listed here as they go out.
          </EmptyState>
        )
        : (
          <ul class="grid gap-4 max-w-2xl">
            {messages.map((message) => (
              <SentCard
                key={message.id}
                message={message}
                store={store}
                csrf={state.csrf}
                canResend={can(store, "orders.manage")}
              />
            ))}
          </ul>
        )}
      {next && (
        <Pager
          shown=""
          next={`?${new URLSearchParams([...on, ["after", next]])}`}
          text="Older messages"
        />
      )}
      {url.searchParams.has("resent") && <Toast>It is on its way again</Toast>}
    </>
  );
}
