import { type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { DateRangePicker } from "@/components/dashboard/DateRange.tsx";
import { InsightsNav } from "@/components/dashboard/InsightsNav.tsx";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import {
  MadeOf,
  Sources,
  TopProducts,
  WaysToPay,
} from "@/components/dashboard/sales/FigureTables.tsx";
import { CustomerChart, OrderChart } from "@/components/dashboard/sales/OrderCharts.tsx";
import { SalesFigures } from "@/components/dashboard/sales/SalesFigures.tsx";
import { SalesFunnel } from "@/components/dashboard/sales/SalesFunnel.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { can } from "@/lib/auth/mod.ts";
import { type DateRange, rangeQuery, readDateRange } from "@/lib/date_range.ts";
import { addUp, getSales, type Sales, type SalesFile, toSpans } from "@/lib/sales/mod.ts";
import { storeOrigin } from "@/lib/stores/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

interface Data {
  store: MyStore;
  range: DateRange;
  sales: Sales;
}

export const handler: Handlers<Data, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore(async (sql, store) => {
      if (!can(store, "analytics.view")) {
        throw new HttpError(403, "Your role does not see figures. Ask the owner.");
      }
      const range = readDateRange(ctx.url.searchParams, store);
      const sales = await getSales(sql, store.id, range);
      return ctx.render({ store, range, sales }, { status: range.refused ? 422 : 200 });
    }),
};

export default function SalesPage({ data, state }: PageProps<Data, DashboardState>) {
  const { store, range, sales } = data;
  return (
    <>
      <PageTitle title="Sales" shop={store.name} />
      <PageHead title="Insights" />
      <InsightsNav slug={store.slug} here="/sales" />
      {sales.hasOrders
        ? (
          <>
            <DateRangePicker range={range} />
            <Figures {...data} />
            <Files range={range} />
          </>
        )
        : (
          <EmptyState
            title="Nothing was ordered yet"
            action={
              <ButtonLink kind="line" href={storeOrigin(state.app.config.publicUrl, store)}>
                See your shop
              </ButtonLink>
            }
          >
            Share your shop's address on WhatsApp. From the first order on, sales show here.
          </EmptyState>
        )}
    </>
  );
}

function Figures({ store, range, sales }: Data) {
  const { currency, slug } = store;
  const [now, before] = [addUp(sales.days), addUp(sales.before)];
  const shared = { range, now, before, spans: toSpans(sales, range) };
  return (
    <div class="two-1">
      <div>
        <SalesFigures {...shared} currency={currency} />
        <OrderChart {...shared} />
        <CustomerChart {...shared} currency={currency} />
        <TopProducts
          products={sales.products}
          base={`/dashboard/${slug}/products`}
          currency={currency}
        />
      </div>
      <div>
        <SalesFunnel sales={sales} />
        <MadeOf sums={now} currency={currency} />
        <WaysToPay ways={sales.ways} currency={currency} />
        <Sources sources={sales.sources} />
      </div>
    </div>
  );
}

const FILES: Record<SalesFile, string> = {
  days: "Day by day",
  products: "Products",
  ways: "Ways to pay",
  sources: "Visits",
  funnel: "From visit to sale",
};

function Files({ range }: { range: DateRange }) {
  return (
    <section class="mt-6" aria-labelledby="files">
      <h2 class="text-base mb-2" id="files">As files</h2>
      <p class="flex flex-wrap gap-3">
        {Object.entries(FILES).map(([table, name]) => (
          <ButtonLink
            key={table}
            kind="line"
            icon="download"
            href={`sales.csv?table=${table}&${rangeQuery(range)}`}
          >
            {name}
          </ButtonLink>
        ))}
      </p>
    </section>
  );
}
