import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { ActivityFilters } from "@/components/dashboard/ActivityFilters.tsx";
import { ActivityList } from "@/components/dashboard/ActivityList.tsx";
import { PageHead, Pager, PageTitle } from "@/components/dashboard/Page.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { type AdminState, listPlatformAdmins } from "@/lib/admin/mod.ts";
import {
  type ActivityFilter,
  type AuditEvent,
  listActivity,
  readActivityFilter,
  toQuery,
} from "@/lib/audit/mod.ts";

interface Page {
  filter: ActivityFilter;
  events: AuditEvent[];
  hasMore: boolean;
  /** Emails by id. */
  admins: Record<string, string>;
}

export const handler: Handlers<Page, AdminState> = {
  async GET(_req, ctx) {
    const filter = readActivityFilter(ctx.url.searchParams);
    const page = await ctx.state.inConsole(async (sql) => {
      const admins = await listPlatformAdmins(sql);
      const asked = admins.find(({ email }) => email === filter.who);
      const list = await listActivity(sql, { timeZone: "UTC", actorId: asked?.userId }, filter);
      return { ...list, admins };
    });
    const admins = Object.fromEntries(page.admins.map(({ userId, email }) => [userId, email]));
    return ctx.render({ ...page, filter, admins });
  },
};

export default function Activity({ data }: PageProps<Page>) {
  const { filter, events, hasMore, admins } = data;
  return (
    <>
      <PageTitle title="Activity" shop="Afrify console" />
      <PageHead title="Activity" below={<p class="mut text-sm">Of all shops. Times are UTC.</p>} />
      <ActivityFilters filter={filter} forAll />
      {events.length > 0
        ? (
          <>
            <ActivityList
              events={events}
              timeZone="UTC"
              admins={admins}
              storeHref={(slug) => `/admin/stores/${slug}`}
            />
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
