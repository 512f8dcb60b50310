import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { DateRangePicker } from "@/components/dashboard/DateRange.tsx";
import { MoneyNav } from "@/components/dashboard/MoneyNav.tsx";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { type SumLine, SumTable } from "@/components/dashboard/SumTable.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { type DateRange, formatDay, rangeQuery, readDateRange } from "@/lib/date_range.ts";
import {
  addUp,
  byWay,
  type DaySums,
  getMoney,
  isPaidOut,
  tellsFees,
  wayName,
} from "@/lib/ledger/mod.ts";
import type { Currency } from "@/lib/money.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { forViewers } from "../arrivals/(_components)/for_viewers.ts";

interface Page {
  store: MyStore;
  range: DateRange;
  /** What gateways took on each day. */
  rows: DaySums[];
}

export const handler: Handlers<Page, DashboardState> = {
  GET: (_req, ctx) =>
    forViewers(ctx, async (sql, store) => {
      const range = readDateRange(ctx.url.searchParams, store);
      const { days } = await getMoney(sql, store.id, range);
      const rows = days.filter(({ way }) => isPaidOut(way))
        .toSorted((a, b) => a.day === b.day ? byWay(a, b) : a.day < b.day ? 1 : -1);
      return ctx.render({ store, range, rows }, { status: range.refused ? 422 : 200 });
    }),
};

export default function Payouts({ data: { store, range, rows } }: PageProps<Page>) {
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  return (
    <>
      <PageTitle title="Fees and payouts" shop={store.name} />
      <PageHead
        title="Fees and payouts"
        below={
          <p class="mut text-sm">
            What each gateway took for you, what it kept, and what it has to pay out.
          </p>
        }
      />
      <MoneyNav store={store} here="money/payouts" />
      <DateRangePicker range={range} />
      {currencies.map((currency) => (
        <PayoutTable key={currency} currency={currency} {...{ rows, range }} />
      ))}
      {rows.length === 0
        ? (
          <EmptyState
            title="Nothing to pay out"
            action={<ButtonLink kind="line" href="?range=90">Look at 90 days</ButtonLink>}
          >
            No gateway took money for you in these days. What is paid shows here within seconds.
          </EmptyState>
        )
        : (
          <p class="mt-4">
            <ButtonLink kind="line" icon="download" href={`days.csv?${rangeQuery(range)}`}>
              Days as a file
            </ButtonLink>
          </p>
        )}
    </>
  );
}

function PayoutTable(
  { currency, rows, range }: { currency: Currency; rows: DaySums[]; range: DateRange },
) {
  const own = rows.filter((row) => row.currency === currency);
  const lines = own.map(({ day, way, ...sums }): SumLine => ({
    name: `${formatDay(day, range.last)}, ${wayName(way)}`,
    href: `entries?${rangeQuery({ first: day, last: day })}&way=${way}`,
    sums,
    hasFees: tellsFees(way) !== false,
  }));
  const isSilent = lines.some(({ hasFees }) => !hasFees);
  return (
    <section class="card p-0 mt-4 overflow-hidden" aria-labelledby={`payouts-${currency}`}>
      <div class="ch px-4 pt-4 md:px-5 mb-0">
        <h2 id={`payouts-${currency}`}>{`By day and gateway, in ${currency}`}</h2>
      </div>
      <SumTable
        head="Day"
        lines={lines}
        currency={currency}
        total={addUp(own)}
        left="To pay out"
      />
      <p class="mut text-sm px-4 pb-4 md:px-5">
        Gateways pay out by their own timetable, often a day or two later.
        {isSilent && " Where a fee is not told to us, it is not taken off here."}
      </p>
    </section>
  );
}
