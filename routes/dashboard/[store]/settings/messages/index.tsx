import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { KindList } from "@/components/dashboard/KindList.tsx";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { SettingsNav } from "@/components/dashboard/SettingsNav.tsx";
import { Toast } from "@/components/Status.tsx";
import { getMessageSettings, type MessageSettings } from "@/lib/notifications/merchant.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertManager } from "../(_components)/owners_only.ts";

interface Data {
  store: MyStore;
  settings: MessageSettings;
}

export const handler: Handlers<Data, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore(async (sql, store) => {
      assertManager(store);
      return await ctx.render({ store, settings: await getMessageSettings(sql, store.id) });
    }),
};

export default function Messages({ data: { store, settings }, url }: PageProps<Data>) {
  return (
    <>
      <PageTitle title="Words" shop={store.name} />
      <PageHead
        title="What your shop says"
        below={
          <p class="mut text-sm">
            Text messages, emails and WhatsApp, in your own words or in ours.
          </p>
        }
      >
        <ButtonLink kind="line" href={`/dashboard/${store.slug}/messages/sent`}>
          What was sent
        </ButtonLink>
      </PageHead>
      <SettingsNav store={store} here="messages" />
      <div class="max-w-2xl grid gap-4">
        <KindList title="To buyers" to="shopper" store={store} settings={settings} />
        <KindList title="To you" to="staff" store={store} settings={settings} />
      </div>
      {url.searchParams.has("saved") && <Toast>Saved. The next message says it so.</Toast>}
    </>
  );
}
