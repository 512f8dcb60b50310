import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { FirstSteps } from "@/components/dashboard/FirstSteps.tsx";
import { OrderTabs } from "@/components/dashboard/OrderTabs.tsx";
import { OrderTable } from "@/components/dashboard/OrderTable.tsx";
import { PageHead, Pager, PageTitle } from "@/components/dashboard/Page.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import {
  listOrders,
  type OrderFilter,
  type OrderLine,
  type OrderTab,
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

const EMPTY: Record<OrderTab, string> = {
  all: "No orders yet",
  to_pay: "Nobody owes you anything",
  to_pack: "Everything is packed",
  review: "Nothing needs your eyes",
};

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
  return (
    <>
      <PageTitle title="Orders" shop={store.name} />
      <PageHead title="Orders" />
      <OrderTabs store={store} here={filter.tab} />
      {orders.length > 0 ? <OrderTable orders={orders} store={store} /> : (
        <EmptyState
          title={filter.before ? "No older orders" : EMPTY[filter.tab]}
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
