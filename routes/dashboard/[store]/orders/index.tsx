import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { FirstSteps } from "@/components/dashboard/FirstSteps.tsx";
import { OrderTable } from "@/components/dashboard/OrderTable.tsx";
import { PageHead, Pager, PageTitle, Tabs } from "@/components/dashboard/Page.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import {
  listOrders,
  type OrderFilter,
  type OrderLine,
  readOrderFilter,
} from "@/lib/orders/merchant.ts";
import { storeOrigin } from "@/lib/stores/mod.ts";
import { type DashboardState, getSetup, type MyStore, type Setup } from "@/lib/tenants/mod.ts";

interface Page {
  store: MyStore;
  filter: OrderFilter;
  orders: OrderLine[];
  hasMore: boolean;
  setup: Setup;
}

const TABS = [
  { tab: "all", name: "All", empty: "No orders yet" },
  { tab: "to_pay", name: "To pay", empty: "Nobody owes you anything" },
  { tab: "to_pack", name: "To pack", empty: "Everything is packed" },
  { tab: "review", name: "Needs review", empty: "Nothing needs your eyes" },
] as const;

export const handler: Handlers<Page, DashboardState> = {
  GET(_req, ctx) {
    const filter = readOrderFilter(ctx.url.searchParams);
    return ctx.state.inStore(async (sql, store) => {
      const [list, setup] = await Promise.all([
        listOrders(sql, store.id, filter),
        getSetup(sql, store.id),
      ]);
      return ctx.render({ store, filter, setup, ...list });
    });
  },
};

export default function Orders({ data, state }: PageProps<Page, DashboardState>) {
  const { store, filter, orders, hasMore, setup } = data;
  const isFirst = filter.tab === "all" && !filter.before;
  if (isFirst && orders.length === 0) {
    const shopUrl = storeOrigin(state.app.config.publicUrl, store);
    return <FirstSteps store={store} setup={setup} shopUrl={shopUrl} />;
  }
  const counts = { to_pack: store.waiting.toPack, review: store.waiting.needsReview };
  const here = TABS.find(({ tab }) => tab === filter.tab)!;
  return (
    <>
      <PageTitle title="Orders" shop={store.name} />
      <PageHead title="Orders" />
      <Tabs
        label="Order views"
        tabs={TABS.map(({ tab, name }) => ({
          name,
          href: tab === "all" ? "?" : `?tab=${tab}`,
          count: counts[tab as keyof typeof counts],
          isHere: tab === filter.tab,
        }))}
      />
      {orders.length > 0 ? <OrderTable orders={orders} store={store} /> : (
        <EmptyState
          title={filter.before ? "No older orders" : here.empty}
          action={<ButtonLink kind="line" href="?">See all orders</ButtonLink>}
        />
      )}
      {orders.length > 0 && (
        <Pager
          shown={`Newest first, ${orders.length} shown`}
          next={hasMore ? `?tab=${filter.tab}&before=${orders.at(-1)!.number}` : undefined}
          text="Older orders"
        />
      )}
    </>
  );
}
