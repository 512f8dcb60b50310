import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { CatalogNav } from "@/components/dashboard/CatalogNav.tsx";
import { InventoryNav } from "@/components/dashboard/InventoryNav.tsx";
import { PageHead, Pager, PageTitle } from "@/components/dashboard/Page.tsx";
import { SearchBar } from "@/components/dashboard/SearchBar.tsx";
import { StockTable } from "@/components/dashboard/StockTable.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Toast } from "@/components/Status.tsx";
import { can } from "@/lib/auth/mod.ts";
import {
  listLocations,
  listStock,
  type Place,
  readStockFilter,
  type StockFilter,
  type StockLine,
  stockQuery,
} from "@/lib/inventory/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

interface Page {
  store: MyStore;
  filter: StockFilter;
  places: Place[];
  lines: StockLine[];
  hasMore: boolean;
}

export const handler: Handlers<Page, DashboardState> = {
  GET(_req, ctx) {
    const filter = readStockFilter(ctx.url.searchParams);
    return ctx.state.inStore(async (sql, store) => {
      const [places, list] = await Promise.all([
        listLocations(sql, store.id),
        listStock(sql, store.id, filter),
      ]);
      return ctx.render({ store, filter, places, ...list });
    });
  },
};

export default function Inventory({ data, state, url }: PageProps<Page, DashboardState>) {
  const { store, filter, places, lines, hasMore } = data;
  const base = `/dashboard/${store.slug}`;
  return (
    <>
      <PageTitle title="Stock" shop={store.name} />
      <PageHead title="Stock" />
      <CatalogNav store={store} here="inventory" />
      <InventoryNav store={store} here={filter.view} search={filter.search} />
      <SearchBar
        label="Search stock"
        placeholder="Name, SKU or barcode"
        search={filter.search}
        kept={{ view: filter.view === "all" ? undefined : filter.view }}
      />
      {lines.length > 0
        ? (
          <>
            <StockTable
              lines={lines}
              places={places}
              base={`${base}/inventory`}
              csrf={can(store, "products.manage") ? state.csrf : undefined}
              query={stockQuery(filter)}
            />
            <Pager
              shown={`Newest first, ${lines.length} shown`}
              next={hasMore ? stockQuery({ ...filter, after: lines.at(-1)!.id }) : undefined}
              text="Older products"
            />
          </>
        )
        : <Nothing filter={filter} />}
      {url.searchParams.has("changed") && <Toast>The stock is changed</Toast>}
    </>
  );
}

function Nothing({ filter: { view, search, after } }: { filter: StockFilter }) {
  if (view === "all" && !search && !after) {
    return <EmptyState title="No products yet">What you sell is counted here.</EmptyState>;
  }
  const all = <ButtonLink kind="line" href="?">See all stock</ButtonLink>;
  if (search || after) {
    return <EmptyState title="Nothing here" action={all}>Nothing like it is in stock.</EmptyState>;
  }
  return (
    <EmptyState title="All well stocked" action={all}>
      {view === "low" ? "Nothing on sale runs low." : "Nothing on sale is sold out."}
    </EmptyState>
  );
}
