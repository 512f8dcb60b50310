import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { DateRangePicker } from "@/components/dashboard/DateRange.tsx";
import { KeptCard } from "@/components/dashboard/KeptCard.tsx";
import { MoneyNav } from "@/components/dashboard/MoneyNav.tsx";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { type SumLine, SumTable } from "@/components/dashboard/SumTable.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import {
  type DateRange,
  formatDay,
  formatDays,
  rangeQuery,
  readDateRange,
} from "@/lib/date_range.ts";
import {
  addUp,
  addUpBy,
  byWay,
  type DaySums,
  getMoney,
  type Money,
  tellsFees,
  wayName,
} from "@/lib/ledger/mod.ts";
import type { Currency } from "@/lib/money.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { forViewers } from "../arrivals/(_components)/for_viewers.ts";

interface Page {
  store: MyStore;
  range: DateRange;
  money: Money;
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    forViewers(ctx, async (sql, store) => {
      const range = readDateRange(ctx.url.searchParams, store);
      const money = await getMoney(sql, store.id, range);
      return ctx.render({ store, range, money }, { status: range.refused ? 422 : 200 });
    }),
};

export default function MoneyPage({ data: { store, range, money } }: PageProps<Page>) {
  const { currency } = store;
  const own = money.days.filter((row) => row.currency === currency);
  const before = money.before.filter((row) => row.currency === currency);
  const others = [...new Set(money.days.map((row) => row.currency))].filter((c) => c !== currency);
  return (
    <>
      <PageTitle title="Money" shop={store.name} />
      <PageHead title="Money" below={<p class="mut text-sm">What came in, by day and by way.</p>} />
      <MoneyNav store={store} here="money" />
      <DateRangePicker range={range} />
      {own.length === 0 && before.length === 0 && others.length === 0
        ? <Nothing range={range} />
        : (
          <>
            <KeptCard range={range} sums={addUp(own)} before={addUp(before)} currency={currency} />
            <Tables rows={own} currency={currency} range={range} />
            {others.map((other) => (
              <Tables
                key={other}
                rows={money.days.filter((row) => row.currency === other)}
                currency={other}
                range={range}
                isOther
              />
            ))}
            <Files range={range} />
          </>
        )}
    </>
  );
}

function Nothing({ range }: { range: DateRange }) {
  return (
    <EmptyState
      title="No money moved"
      action={range.usual === 90
        ? undefined
        : <ButtonLink kind="line" href="?range=90">Look at 90 days</ButtonLink>}
    >
      {`Nothing came or went from ${formatDays(range)}. What is paid shows here within seconds.`}
    </EmptyState>
  );
}

interface TablesProps {
  rows: DaySums[];
  currency: Currency;
  range: DateRange;
  /** Not the shop's own: nothing says what it is worth there. */
  isOther?: boolean;
}

function Tables({ rows, currency, range, isOther }: TablesProps) {
  if (rows.length === 0) return null;
  const total = addUp(rows);
  const ways = addUpBy(rows.toSorted(byWay), ({ way }) => way).map(([way, sums]): SumLine => ({
    name: wayName(way),
    href: `money/entries?${rangeQuery(range)}&way=${way}`,
    sums,
    hasFees: tellsFees(way) !== false,
  }));
  const days = addUpBy(rows.toReversed(), ({ day }) => day).map(([day, sums]): SumLine => ({
    name: formatDay(day, range.last),
    href: `money/entries?${rangeQuery({ first: day, last: day })}`,
    sums,
    hasFees: true,
  }));
  const silent = ways.filter(({ hasFees }) => !hasFees).map(({ name }) => name);
  const suffix = isOther ? ` in ${currency}` : "";
  return (
    <>
      <section class="card p-0 mt-4 overflow-hidden" aria-labelledby={`ways-${currency}`}>
        <div class="ch px-4 pt-4 md:px-5 mb-0">
          <h2 id={`ways-${currency}`}>{`By way to pay${suffix}`}</h2>
        </div>
        <SumTable head="Way" lines={ways} currency={currency} total={total} />
        {silent.length > 0 && (
          <p class="mut text-sm px-4 pb-4 md:px-5">
            {`What ${joined(silent)} cost is not told to us, so it is not taken off here.`}
          </p>
        )}
        {isOther && (
          <p class="mut text-sm px-4 pb-4 md:px-5">
            This money is not in your shop's currency, so its orders count as unpaid until you look.
          </p>
        )}
      </section>
      {range.count > 1 && (
        <section class="card p-0 mt-4 overflow-hidden" aria-labelledby={`days-${currency}`}>
          <div class="ch px-4 pt-4 md:px-5 mb-0">
            <h2 id={`days-${currency}`}>{`By day${suffix}`}</h2>
          </div>
          <SumTable head="Day" lines={days} currency={currency} total={total} />
        </section>
      )}
    </>
  );
}

/** "a, b and c". */
function joined(names: string[]): string {
  return new Intl.ListFormat("en-GB").format(names);
}

function Files({ range }: { range: DateRange }) {
  const query = rangeQuery(range);
  return (
    <p class="flex flex-wrap gap-3 mt-4">
      <ButtonLink kind="line" icon="download" href={`money/days.csv?${query}`}>
        Days as a file
      </ButtonLink>
      <ButtonLink kind="line" icon="download" href={`money/entries.csv?${query}`}>
        Every entry as a file
      </ButtonLink>
    </p>
  );
}
