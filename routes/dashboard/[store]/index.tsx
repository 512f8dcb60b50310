import type { Handlers, PageProps } from "$fresh/server.ts";
import { DoNext } from "@/components/dashboard/DoNext.tsx";
import { FirstSteps } from "@/components/dashboard/FirstSteps.tsx";
import { LatestOrders } from "@/components/dashboard/LatestOrders.tsx";
import { PageHead, PageTitle } from "@/components/dashboard/Page.tsx";
import { SalesCard } from "@/components/dashboard/SalesCard.tsx";
import { LiveOrders } from "@/islands/LiveOrders.tsx";
import { can } from "@/lib/auth/mod.ts";
import { getHome, type Home, todayName } from "@/lib/home/mod.ts";
import { getLiveStart, type LiveStart } from "@/lib/live/mod.ts";
import { listOrders, type OrderLine } from "@/lib/orders/merchant.ts";
import { storeOrigin } from "@/lib/stores/mod.ts";
import { type DashboardState, getSetup, type MyStore, type Setup } from "@/lib/tenants/mod.ts";

interface Data {
  store: MyStore;
  home: Home;
  setup: Setup;
  orders: OrderLine[];
  live: LiveStart;
}

const NEWEST = { tab: "all", sort: "newest" } as const;

export const handler: Handlers<Data, DashboardState> = {
  GET: (_req, ctx) =>
    ctx.state.inStore(async (sql, store) => {
      const [home, setup, { orders }, live] = await Promise.all([
        getHome(sql, store),
        getSetup(sql, store.id),
        listOrders(sql, store, NEWEST, 6),
        getLiveStart(sql, store.id),
      ]);
      return await ctx.render({ store, home, setup, orders, live });
    }),
};

export default function HomePage({ data, state }: PageProps<Data, DashboardState>) {
  const { store, home, setup, orders } = data;
  const live = (
    <LiveOrders
      url={`/dashboard/${store.slug}/live`}
      prefix={store.orderPrefix}
      {...data.live}
    />
  );
  if (orders.length === 0) {
    const shopUrl = storeOrigin(state.app.config.publicUrl, store);
    return (
      <>
        <div id="live">
          <FirstSteps store={store} setup={setup} shopUrl={shopUrl} />
        </div>
        {live}
      </>
    );
  }
  return (
    <>
      <PageTitle title="Home" shop={store.name} />
      <PageHead above={todayName(store.timeZone)} title={`Habari, ${store.name}`}>{live}</PageHead>
      <div class="two-1" id="live">
        <div>
          {can(store, "analytics.view") && <SalesCard home={home} currency={store.currency} />}
          <LatestOrders orders={orders} store={store} />
        </div>
        <div class="order-first md:order-none">
          <DoNext store={store} home={home} setup={setup} />
        </div>
      </div>
    </>
  );
}
