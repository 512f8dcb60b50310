import type { Handlers, PageProps } from "$fresh/server.ts";
import { ArrivalTable } from "@/components/dashboard/ArrivalTable.tsx";
import { MoneyNav } from "@/components/dashboard/MoneyNav.tsx";
import { PageHead, Pager, PageTitle, Tabs } from "@/components/dashboard/Page.tsx";
import { ReadLists } from "@/components/dashboard/ReadLists.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Toast } from "@/components/Status.tsx";
import {
  type Arrival,
  ARRIVAL_TABS,
  type ArrivalTab,
  listArrivals,
} from "@/lib/orders/merchant.ts";
import { listReadings, type Reading } from "@/lib/payments/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { forViewers } from "./(_components)/for_viewers.ts";

interface Page {
  store: MyStore;
  tab: ArrivalTab;
  arrivals: Arrival[];
  next: string | null;
  readings: Reading[];
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const handler: Handlers<Page, DashboardState> = {
  GET(_req, ctx) {
    const asked = ctx.url.searchParams;
    const tab = ARRIVAL_TABS.find((name) => name === asked.get("tab")) ?? "open";
    const after = UUID.test(asked.get("after") ?? "") ? asked.get("after")! : undefined;
    return forViewers(ctx, async (sql, store) => {
      const [list, readings] = await Promise.all([
        listArrivals(sql, store.id, { tab, after }),
        listReadings(sql, store.id),
      ]);
      return ctx.render({ store, tab, ...list, readings });
    });
  },
};

export default function Arrivals({ data, url }: PageProps<Page>) {
  const { store, tab, arrivals, next, readings } = data;
  return (
    <>
      <PageTitle title="Money to place" shop={store.name} />
      <PageHead
        title="Money to place"
        below={
          <p class="mut text-sm">
            Money that came to your accounts without saying which order it is for.
          </p>
        }
      />
      <MoneyNav store={store} here="arrivals" />
      <Tabs
        label="Money views"
        tabs={[
          { name: "Waiting", href: "?", isHere: tab === "open" },
          { name: "Settled", href: "?tab=settled", isHere: tab === "settled" },
        ]}
      />
      {arrivals.length > 0 ? <ArrivalTable arrivals={arrivals} store={store} /> : (
        <EmptyState
          title={tab === "open" ? "All money has its order" : "Nothing was settled yet"}
        >
          {tab === "open"
            ? "When somebody pays your till with a reference that fits no order, the money waits here."
            : "What you place on an order, give back or deal with otherwise is listed here."}
        </EmptyState>
      )}
      {next && (
        <Pager
          shown={`Newest first, ${arrivals.length} shown`}
          next={`?${tab === "open" ? "" : "tab=settled&"}after=${next}`}
          text="Older money"
        />
      )}
      <ReadLists readings={readings} store={store} />
      {url.searchParams.has("returned") && <Toast>Noted.</Toast>}
    </>
  );
}
