import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { ActivityFilters } from "@/components/dashboard/ActivityFilters.tsx";
import { ActivityList } from "@/components/dashboard/ActivityList.tsx";
import { PageHead, Pager, PageTitle } from "@/components/dashboard/Page.tsx";
import { SettingsNav } from "@/components/dashboard/SettingsNav.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import {
  type ActivityFilter,
  type AuditEvent,
  listActivity,
  readActivityFilter,
  toQuery,
} from "@/lib/audit/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { assertOwner } from "./(_components)/owners_only.ts";

interface Page {
  store: MyStore;
  filter: ActivityFilter;
  events: AuditEvent[];
  hasMore: boolean;
}

export const handler: Handlers<Page, DashboardState> = {
  GET(_req, ctx) {
    const filter = readActivityFilter(ctx.url.searchParams);
    return ctx.state.inStore(async (sql, store) => {
      assertOwner(store);
      const scope = { storeId: store.id, timeZone: store.timeZone };
      return ctx.render({ store, filter, ...await listActivity(sql, scope, filter) });
    });
  },
};

export default function Activity({ data }: PageProps<Page>) {
  const { store, filter, events, hasMore } = data;
  const { before: _, ...all } = filter;
  return (
    <>
      <PageTitle title="Activity" shop={store.name} />
      <PageHead
        title="Activity"
        below={
          <p class="mut text-sm">Who changed what that matters: people, money, keys, settings.</p>
        }
      >
        <ButtonLink
          kind="line"
          icon="download"
          href={`/dashboard/${store.slug}/settings/activity.csv${toQuery(all)}`}
        >
          Download
        </ButtonLink>
      </PageHead>
      <SettingsNav store={store} here="activity" />
      <ActivityFilters filter={filter} />
      {events.length > 0
        ? (
          <>
            <ActivityList events={events} timeZone={store.timeZone} currency={store.currency} />
            <Pager
              shown={`Newest first, ${events.length} shown`}
              next={hasMore ? toQuery({ ...filter, before: events.at(-1)!.id }) : undefined}
              text="Older"
            />
          </>
        )
        : (
          <EmptyState
            title="Nothing like that happened"
            action={<ButtonLink kind="line" href="?">See everything</ButtonLink>}
          />
        )}
    </>
  );
}
