import type { FreshContext, Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { DeliveryList } from "@/components/dashboard/DeliveryList.tsx";
import { BackLink, PageHead, Pager, PageTitle, Tabs } from "@/components/dashboard/Page.tsx";
import { WebhookHealth } from "@/components/dashboard/WebhookHealth.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Note, Toast } from "@/components/Status.tsx";
import type { Sql } from "@/lib/db/mod.ts";
import { seeOther } from "@/lib/http/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import {
  type DeliveryState,
  getHealth,
  type Health,
  listDeliveries,
  sendTest,
  type WebhookDelivery,
  type WebhookEndpoint,
} from "@/lib/webhooks/mod.ts";
import { isId, withEndpoint } from "../(_components)/endpoint.ts";

interface Page {
  store: MyStore;
  endpoint: WebhookEndpoint;
  health: Health;
  deliveries: WebhookDelivery[];
  next: string | null;
  state: DeliveryState | undefined;
  /** Why no test was sent. */
  refused?: "endpoint_off" | "too_many_tests";
}

type Context = FreshContext<DashboardState, Page>;

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    withEndpoint(ctx, (sql, store, endpoint) => show(ctx, { sql, store, endpoint })),

  /** Sends a test. */
  POST: (_req, ctx) =>
    withEndpoint(ctx, async (sql, store, endpoint) => {
      const sent = await sendTest(sql, store.id, endpoint.id);
      return sent.ok
        ? seeOther(`${ctx.url.pathname}?done=test`)
        : await show(ctx, { sql, store, endpoint }, sent.code);
    }),
};

const STATES: Record<string, DeliveryState> = {
  failed: "failed",
  pending: "pending",
  succeeded: "succeeded",
};

async function show(
  ctx: Context,
  { sql, store, endpoint }: { sql: Sql; store: MyStore; endpoint: WebhookEndpoint },
  refused?: Page["refused"],
): Promise<Response> {
  const asked = ctx.url.searchParams;
  const state = STATES[asked.get("state") ?? ""];
  const after = asked.get("after");
  const place = { storeId: store.id, endpointId: endpoint.id };
  const [health, log] = await Promise.all([
    getHealth(sql, place),
    listDeliveries(sql, place, { state, after: isId(after) ? after : undefined }),
  ]);
  const page = { store, endpoint, health, ...log, state, refused };
  const response = await ctx.render(page, { status: refused ? 422 : 200 });
  // A test takes a moment; the page looks again by itself.
  if (asked.get("done") === "test" && log.deliveries[0]?.state === "pending") {
    response.headers.set("refresh", "3");
  }
  return response;
}

const DONE = new Map([["saved", "Saved"], ["test", "A test is on its way"]]);
const REFUSED = {
  endpoint_off: "It is switched off. Switch it on, then try it.",
  too_many_tests: "That were many tests. Wait an hour.",
};

export default function Endpoint({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, endpoint, health, deliveries, next, refused } = data;
  const list = `/dashboard/${store.slug}/settings/webhooks`;
  const base = `${list}/${endpoint.id}`;
  const replayed = url.searchParams.get("replayed");
  const done = replayed && /^\d{1,5}$/.test(replayed)
    ? `${replayed} on their way again`
    : DONE.get(url.searchParams.get("done") ?? "");
  return (
    <>
      <PageTitle title="Webhook endpoint" shop={store.name} />
      <BackLink href={list}>Webhooks</BackLink>
      <PageHead
        title="Endpoint"
        below={
          <p class="mut text-sm">
            <bdi dir="ltr" class="break-all">{endpoint.url}</bdi>
            {endpoint.description && <span class="block">{endpoint.description}</span>}
          </p>
        }
      >
        <ButtonLink kind="line" href={`${base}/edit`}>Edit</ButtonLink>
      </PageHead>
      <div class="grid gap-4">
        {refused && <Note tone="danger" role="alert">{REFUSED[refused]}</Note>}
        <WebhookHealth
          csrf={state.csrf}
          endpoint={endpoint}
          health={health}
          base={base}
          timeZone={store.timeZone}
        />
        <section aria-labelledby="log">
          <h2 id="log" class="mb-2">What was sent</h2>
          <Tabs label="What was sent" tabs={tabsOf(base, data.state)} />
          {deliveries.length === 0
            ? (
              <EmptyState title="Nothing here" heading="h2">
                What happens in the shop shows up here for 30 days.
              </EmptyState>
            )
            : <DeliveryList deliveries={deliveries} base={base} timeZone={store.timeZone} />}
          {next && (
            <Pager
              shown=""
              next={`?${data.state ? `state=${data.state}&` : ""}after=${next}`}
              text="Older"
            />
          )}
        </section>
      </div>
      {done && !refused && <Toast>{done}</Toast>}
    </>
  );
}

function tabsOf(base: string, here: DeliveryState | undefined) {
  const names = [["", "All"], ["failed", "Failed"], ["pending", "Under way"]] as const;
  return names.map(([state, name]) => ({
    href: state ? `${base}?state=${state}` : base,
    name,
    isHere: (here ?? "") === state,
  }));
}
