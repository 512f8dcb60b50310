import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { KeyTable } from "@/components/dashboard/KeyTable.tsx";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { SettingsNav } from "@/components/dashboard/SettingsNav.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Toast } from "@/components/Status.tsx";
import { type ApiKey, type DashboardState, listApiKeys, type MyStore } from "@/lib/tenants/mod.ts";
import { assertManager } from "../(_components)/owners_only.ts";

interface Page {
  store: MyStore;
  keys: ApiKey[];
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore(async (sql, store) => {
      assertManager(store);
      return ctx.render({ store, keys: await listApiKeys(sql, store.id) });
    }),
};

export default function ApiKeys({ data: { store, keys }, url }: PageProps<Page>) {
  const base = `/dashboard/${store.slug}/settings/api-keys`;
  const add = <ButtonLink icon="plus" href={`${base}/new`}>Make a key</ButtonLink>;
  return (
    <>
      <PageTitle title="API keys" shop={store.name} />
      <PageHead
        title="API keys"
        below={<p class="mut text-sm">For programs of yours that work with this shop.</p>}
      >
        {keys.length > 0 && add}
      </PageHead>
      <SettingsNav store={store} here="api-keys" />
      {keys.length > 0
        ? <KeyTable keys={keys} base={base} timeZone={store.timeZone} />
        : (
          <EmptyState title="No keys yet" action={add}>
            A key lets one program do what you tick, and nothing else.
          </EmptyState>
        )}
      {url.searchParams.has("revoked") && <Toast>Revoked. That key opens nothing.</Toast>}
    </>
  );
}
