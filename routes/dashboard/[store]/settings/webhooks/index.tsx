import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { SettingsNav } from "@/components/dashboard/SettingsNav.tsx";
import { WebhookTable } from "@/components/dashboard/WebhookTable.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Toast } from "@/components/Status.tsx";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { listEndpoints, type WebhookEndpoint } from "@/lib/webhooks/mod.ts";
import { assertManager } from "../(_components)/owners_only.ts";

interface Page {
  store: MyStore;
  endpoints: WebhookEndpoint[];
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore(async (sql, store) => {
      assertManager(store);
      return ctx.render({ store, endpoints: await listEndpoints(sql, store.id) });
    }),
};

export default function Webhooks({ data: { store, endpoints }, url }: PageProps<Page>) {
  const base = `/dashboard/${store.slug}/settings/webhooks`;
  const add = <ButtonLink icon="plus" href={`${base}/new`}>Add an endpoint</ButtonLink>;
  return (
    <>
      <PageTitle title="Webhooks" shop={store.name} />
      <PageHead
        title="Webhooks"
        below={<p class="mut text-sm">Programs of yours that hear at once what happens here.</p>}
      >
        {endpoints.length > 0 && add}
      </PageHead>
      <SettingsNav store={store} here="webhooks" />
      {endpoints.length > 0
        ? <WebhookTable endpoints={endpoints} base={base} timeZone={store.timeZone} />
        : (
          <EmptyState title="No endpoints yet" action={add}>
            An endpoint is an address of your program. We post there when somebody orders, pays and
            so on.
          </EmptyState>
        )}
      {url.searchParams.has("deleted") && <Toast>Deleted. Nothing goes there any more.</Toast>}
    </>
  );
}
