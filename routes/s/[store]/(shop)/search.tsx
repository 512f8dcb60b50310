import { Head } from "$fresh/runtime.ts";
import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Filters } from "@/components/shop/Filters.tsx";
import { Goods } from "@/components/shop/Goods.tsx";
import { SearchField } from "@/components/shop/SearchField.tsx";
import { SortLinks } from "@/components/shop/SortLinks.tsx";
import {
  readSearch,
  type SearchPage,
  searchParams,
  searchProducts,
  type SearchRequest,
} from "@/lib/catalog/storefront.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

interface Data {
  request: SearchRequest;
  page: SearchPage;
}

export const handler: Handlers<Data, StorefrontState> = {
  async GET(_req, ctx) {
    const { slug, cart, app } = ctx.state;
    const request = readSearch(ctx.url.searchParams);
    const page = await searchProducts(app.db.public, { slug, cart, request });
    ctx.state.shell = page ?? undefined;
    return page ? ctx.render({ request, page }) : ctx.renderNotFound();
  },
};

export default function Search({ data, state }: PageProps<Data, StorefrontState>) {
  const { base, media } = state;
  const { request, page } = data;
  const { store, products, total, next } = page;
  const path = `${base}/search`;
  return (
    <>
      <Head>
        <title>{`${request.query || "Search"} · ${store.name}`}</title>
        <meta name="robots" content="noindex" />
      </Head>
      <div class="w sect">
        <h1 class="mb-4">{request.query ? `“${request.query}”` : "Search"}</h1>
        <SearchField base={base} query={request.query} />
        <p class="mut mt-4" role="status">{summary(data)}</p>
        <Filters action={path} request={request} facets={page.facets} currency={store.currency} />
        {total > 1 && <SortLinks path={path} request={request} />}
        {products.length === 0 ? <Nothing base={base} request={request} /> : (
          <Goods
            products={products}
            base={base}
            media={media}
            currency={store.currency}
            heading="h2"
            eager={4}
          />
        )}
        {next && (
          <p class="mt-9 text-center">
            <ButtonLink kind="line" href={path + searchParams({ ...request, after: next })}>
              Show more
            </ButtonLink>
          </p>
        )}
      </div>
    </>
  );
}

function summary({ request, page: { total, meant } }: Data): string {
  const count = total === 1 ? "1 product" : `${total} products`;
  const instead = meant?.join(" ") ?? "";
  if (total === 0 || !instead || instead === request.query.toLowerCase()) return count;
  return `Nothing here is called “${request.query}”. For “${instead}”: ${count}.`;
}

function Nothing({ base, request }: { base: string; request: SearchRequest }) {
  const { query } = request;
  const isNarrowed = searchParams({ ...request, sort: "relevance" }) !== searchParams({ query });
  return (
    <EmptyState
      title="Nothing found"
      action={isNarrowed
        ? (
          <ButtonLink kind="line" href={`${base}/search${searchParams({ query })}`}>
            Search without filters
          </ButtonLink>
        )
        : <ButtonLink kind="line" href={`${base}/p`}>See everything</ButtonLink>}
    >
      {isNarrowed
        ? "No product has all of that together."
        : "Try another word for it, or fewer words."}
    </EmptyState>
  );
}
