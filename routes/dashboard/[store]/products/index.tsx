import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { CatalogNav } from "@/components/dashboard/CatalogNav.tsx";
import { PageHead, Pager, PageTitle, Tabs } from "@/components/dashboard/Page.tsx";
import { ProductTable, STATUS_NAMES } from "@/components/dashboard/ProductTable.tsx";
import { SearchBar } from "@/components/dashboard/SearchBar.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { can } from "@/lib/auth/mod.ts";
import {
  listProducts,
  type ProductFilter,
  type ProductLine,
  productQuery,
  readProductFilter,
} from "@/lib/catalog/merchant.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";

interface Page {
  store: MyStore;
  filter: ProductFilter;
  products: ProductLine[];
  hasMore: boolean;
}

export const handler: Handlers<Page, DashboardState> = {
  GET(_req, ctx) {
    const filter = readProductFilter(ctx.url.searchParams);
    return ctx.state.inStore(async (sql, store) =>
      ctx.render({ store, filter, ...await listProducts(sql, store.id, filter) })
    );
  },
};

export default function Products({ data, state }: PageProps<Page, DashboardState>) {
  const { store, filter, products, hasMore } = data;
  const base = `/dashboard/${store.slug}/products`;
  const canManage = can(store, "products.manage");
  const isNarrowed = filter.status || filter.search || filter.after;
  return (
    <>
      <PageTitle title="Products" shop={store.name} />
      <PageHead title="Products">
        {canManage && <ButtonLink icon="plus" href={`${base}/new`}>Add a product</ButtonLink>}
      </PageHead>
      <CatalogNav store={store} here="products" />
      <Tabs label="Product views" tabs={tabs(filter)} />
      <SearchBar
        label="Search products"
        placeholder="Name, SKU or barcode"
        search={filter.search}
        kept={{ status: filter.status }}
      />
      <p class="flex flex-wrap gap-2 mb-4">
        {canManage && products.length > 0 && (
          <ButtonLink kind="line" small href={`${base}/bulk${productQuery(filter)}`}>
            Edit prices
          </ButtonLink>
        )}
        {canManage && <ButtonLink kind="line" small href={`${base}/import`}>Import</ButtonLink>}
        <ButtonLink
          kind="line"
          small
          href={`/dashboard/${store.slug}/settings/data/products.csv`}
        >
          Export
        </ButtonLink>
      </p>
      {products.length > 0
        ? (
          <>
            <ProductTable
              products={products}
              currency={store.currency}
              base={base}
              media={state.app.config.supabaseUrl}
            />
            <Pager
              shown={`Newest first, ${products.length} shown`}
              next={hasMore ? productQuery({ ...filter, after: products.at(-1)!.id }) : undefined}
              text="Older products"
            />
          </>
        )
        : (
          <EmptyState
            title={isNarrowed ? "Nothing here" : "No products yet"}
            action={isNarrowed
              ? <ButtonLink kind="line" href="?">See all products</ButtonLink>
              : canManage && <ButtonLink href={`${base}/new`}>Add a product</ButtonLink>}
          >
            {isNarrowed
              ? "No product is called that, or is in this state."
              : "One picture and a price is enough."}
          </EmptyState>
        )}
    </>
  );
}

function tabs({ status: here, search }: ProductFilter) {
  const all = { name: "All", href: productQuery({ search }), isHere: !here };
  return [
    all,
    ...(["published", "draft", "archived"] as const).map((status) => ({
      name: STATUS_NAMES[status],
      href: productQuery({ status, search }),
      isHere: here === status,
    })),
  ];
}
