import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { DateRangePicker } from "@/components/dashboard/DateRange.tsx";
import { EntryTable } from "@/components/dashboard/EntryTable.tsx";
import { MoneyNav } from "@/components/dashboard/MoneyNav.tsx";
import { PageHead, Pager, PageTitle } from "@/components/dashboard/Page.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { type DateRange, formatDays, rangeQuery, readDateRange } from "@/lib/date_range.ts";
import {
  isMoneyWay,
  type LedgerEntry,
  listEntries,
  type MoneyWay,
  wayName,
} from "@/lib/ledger/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { forViewers } from "../arrivals/(_components)/for_viewers.ts";

interface Page {
  store: MyStore;
  range: DateRange;
  way: MoneyWay | undefined;
  entries: LedgerEntry[];
  next: string | null;
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    forViewers(ctx, async (sql, store) => {
      const asked = ctx.url.searchParams;
      const range = readDateRange(asked, store);
      const way = [asked.get("way") ?? ""].find(isMoneyWay);
      const after = asked.get("after") ?? undefined;
      const list = await listEntries(sql, store, { ...range, way, after });
      return ctx.render({ store, range, way, ...list }, { status: range.refused ? 422 : 200 });
    }),
};

export default function Entries({ data }: PageProps<Page>) {
  const { store, range, way, entries, next } = data;
  const query = rangeQuery(range) + (way ? `&way=${way}` : "");
  return (
    <>
      <PageTitle title="Every entry" shop={store.name} />
      <PageHead
        title={way ? wayName(way) : "Every entry"}
        below={<p class="mut text-sm">{formatDays(range)}</p>}
      />
      <MoneyNav store={store} here="money/entries" />
      <DateRangePicker range={range} kept={way ? { way } : {}} />
      {way && (
        <p>
          <a class="btn btn-text ms-[-8px]" href={`?${rangeQuery(range)}`}>Show all ways</a>
        </p>
      )}
      {entries.length > 0 ? <EntryTable entries={entries} store={store} /> : (
        <EmptyState
          title="No money moved"
          action={<ButtonLink kind="line" href="?range=90">Look at 90 days</ButtonLink>}
        >
          Nothing came or went in these days that way.
        </EmptyState>
      )}
      {next && (
        <Pager
          shown={`Newest first, ${entries.length} shown`}
          next={`?${query}&after=${next}`}
          text="Older entries"
        />
      )}
      {entries.length > 0 && (
        <p class="mt-4">
          <ButtonLink kind="line" icon="download" href={`entries.csv?${query}`}>
            These entries as a file
          </ButtonLink>
        </p>
      )}
    </>
  );
}
