import { type Handlers, HttpError, type PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { ManyBar, ManyResult } from "@/components/dashboard/ManyOrders.tsx";
import { OrderFilters } from "@/components/dashboard/OrderFilters.tsx";
import { OrderTable } from "@/components/dashboard/OrderTable.tsx";
import { OrderTabs } from "@/components/dashboard/OrderTabs.tsx";
import { OrderViews } from "@/components/dashboard/OrderViews.tsx";
import { PageHead, Pager, PageTitle } from "@/components/dashboard/Page.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Form } from "@/components/Form.tsx";
import { Note } from "@/components/Status.tsx";
import { LiveOrders } from "@/islands/LiveOrders.tsx";
import { OrderKeys } from "@/islands/OrderKeys.tsx";
import { can } from "@/lib/auth/mod.ts";
import { getLiveStart, type LiveStart } from "@/lib/live/mod.ts";
import {
  listOrders,
  listOrderViews,
  ORDER_SORTS,
  type OrderFilter,
  type OrderLine,
  type OrderSort,
  type OrderTab,
  type OrderView,
  readOrderFilter,
  readOutcome,
  writeOrderFilter,
} from "@/lib/orders/merchant.ts";
import { listAreas } from "@/lib/stores/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

interface Page {
  store: MyStore;
  filter: OrderFilter;
  orders: OrderLine[];
  hasMore: boolean;
  views: OrderView[];
  areas: string[];
  live: LiveStart;
}

const EMPTY: Record<OrderTab, string> = {
  all: "No orders yet",
  to_pay: "Nobody owes you anything",
  to_pack: "Everything is packed",
  on_way: "Nothing is on the way",
  review: "Nothing needs your eyes",
};

const SORTS: Record<OrderSort, string> = {
  newest: "Newest first",
  oldest: "Oldest first",
  largest: "Largest first",
};

export const handler: Handlers<Page, DashboardState> = {
  GET(_req, ctx) {
    const { state, url } = ctx;
    const filter = readOrderFilter(url.searchParams);
    return state.inStore(async (sql, store) => {
      if (!can(store, "orders.view")) {
        throw new HttpError(403, "Your role does not see orders. Ask the owner.");
      }
      const [list, views, areas, live] = await Promise.all([
        listOrders(sql, store, filter),
        listOrderViews(sql, { storeId: store.id, userId: state.session.userId }),
        listAreas(sql, store.id),
        getLiveStart(sql, store.id),
      ]);
      return await ctx.render({ store, filter, views, areas, live, ...list });
    });
  },
};

export default function Orders({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, filter, orders, views, areas } = data;
  const { after: _, ...shown } = filter;
  const query = writeOrderFilter(shown);
  return (
    <>
      <PageTitle title="Orders" shop={store.name} />
      <PageHead title="Orders">
        <LiveOrders
          url={`/dashboard/${store.slug}/live`}
          prefix={store.orderPrefix}
          {...data.live}
        />
        <OrderKeys />
        {can(store, "orders.manage") && (
          <ButtonLink kind="line" icon="plus" href={`/dashboard/${store.slug}/orders/new`}>
            New order
          </ButtonLink>
        )}
      </PageHead>
      <OrderTabs store={store} here={filter.tab} />
      <ManyResult outcome={readOutcome(url.searchParams, store.orderPrefix)} />
      {url.searchParams.has("none") && (
        <Note tone="warn" role="status" class="mb-4">Choose one or more orders first.</Note>
      )}
      <OrderFilters filter={filter} currency={store.currency} areas={areas} />
      <OrderViews
        views={views}
        query={query === `tab=${filter.tab}` ? "" : query}
        base={`/dashboard/${store.slug}/orders`}
        csrf={state.csrf}
        said={url.searchParams.get("view")}
        canManage={can(store, "settings.manage")}
      />
      <div id="live">
        {orders.length > 0
          ? <List data={data} csrf={state.csrf} query={query} />
          : <Nothing filter={filter} base={`/dashboard/${store.slug}`} />}
      </div>
    </>
  );
}

function List({ data, csrf, query }: { data: Page; csrf: string; query: string }) {
  const { store, filter, orders, hasMore } = data;
  const { after: _, ...shown } = filter;
  const more = writeOrderFilter({ ...shown, after: orders.at(-1)!.number });
  return (
    <>
      <Form csrf={csrf} action={`/dashboard/${store.slug}/orders/bulk`}>
        <input type="hidden" name="back" value={query} />
        <OrderTable orders={orders} store={store} />
        <ManyBar canManage={can(store, "orders.manage")} />
      </Form>
      <Pager
        shown={`${SORTS[filter.sort]}, ${orders.length} shown`}
        next={hasMore ? `?${more}` : undefined}
        text={filter.sort === "newest" ? "Older orders" : "More orders"}
      />
      <nav class="seg mt-4" aria-label="Order of the list">
        {ORDER_SORTS.map((sort) => (
          <a
            key={sort}
            href={`?${writeOrderFilter({ ...shown, sort })}`}
            aria-current={sort === filter.sort ? "true" : undefined}
          >
            {SORTS[sort]}
          </a>
        ))}
      </nav>
    </>
  );
}

function Nothing({ filter, base }: { filter: OrderFilter; base: string }) {
  const { tab, sort: _sort, after, ...rest } = filter;
  const isNarrowed = Object.values(rest).some((value) => value !== undefined);
  if (tab === "all" && !after && !isNarrowed) {
    return (
      <EmptyState title={EMPTY.all} action={<ButtonLink kind="line" href={base}>Home</ButtonLink>}>
        They show here by themselves. See on the first page what your shop still needs.
      </EmptyState>
    );
  }
  const title = after ? "No older orders" : isNarrowed ? "No order fits" : EMPTY[tab];
  return (
    <EmptyState title={title} action={<ButtonLink kind="line" href="?">See all orders</ButtonLink>}>
      {isNarrowed && "Look for less of a name, or take a filter away."}
    </EmptyState>
  );
}
