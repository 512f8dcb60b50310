import type { Handlers, PageProps } from "$fresh/server.ts";
import { StoreTable } from "@/components/admin/StoreTable.tsx";
import { ButtonLink } from "@/components/Button.tsx";
import { PageHead, Pager, PageTitle, Tabs } from "@/components/dashboard/Page.tsx";
import { SearchBar } from "@/components/dashboard/SearchBar.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import {
  type AdminState,
  listStores,
  readStoreFilter,
  type StoreFilter,
  type StoreLine,
} from "@/lib/admin/mod.ts";

interface Page {
  filter: StoreFilter;
  stores: StoreLine[];
  hasMore: boolean;
}

const TABS = [
  { name: "All", status: undefined },
  { name: "Open", status: "active" },
  { name: "Closed", status: "closed" },
  { name: "Suspended", status: "suspended" },
] as const;

export const handler: Handlers<Page, AdminState> = {
  async GET(_req, ctx) {
    const filter = readStoreFilter(ctx.url.searchParams);
    return ctx.render({
      filter,
      ...await ctx.state.inConsole((sql) => listStores(sql, filter)),
    });
  },
};

export default function Stores({ data: { filter, stores, hasMore } }: PageProps<Page>) {
  const { status: here, search, before } = filter;
  return (
    <>
      <PageTitle title="Shops" shop="Afrify console" />
      <PageHead title="Shops" />
      <Tabs
        label="Shop views"
        tabs={TABS.map(({ name, status }) => ({
          name,
          href: query({ status, search }),
          isHere: status === here,
        }))}
      />
      <SearchBar
        label="Search shops"
        placeholder="Name, address, email"
        search={filter.search}
        kept={{ status: filter.status }}
      />
      {stores.length > 0
        ? (
          <>
            <StoreTable stores={stores} />
            <Pager
              shown={`Newest first, ${stores.length} shown`}
              next={hasMore
                ? query({ status: here, search, before: stores.at(-1)!.id })
                : undefined}
              text="Older shops"
            />
          </>
        )
        : (
          <EmptyState
            title={before ? "No older shops" : "No shops here"}
            action={<ButtonLink kind="line" href="?">See all shops</ButtonLink>}
          />
        )}
    </>
  );
}

function query({ status, search, before }: StoreFilter): string {
  const given = Object.entries({ status, q: search, before }).filter(([, value]) => value);
  return `?${new URLSearchParams(given as [string, string][])}`;
}
