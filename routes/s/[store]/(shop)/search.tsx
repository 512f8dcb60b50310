import { Head } from "$fresh/runtime.ts";
import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Filters } from "@/components/shop/Filters.tsx";
import { Goods } from "@/components/shop/Goods.tsx";
import { SearchField } from "@/components/shop/SearchField.tsx";
import { SortLinks } from "@/components/shop/SortLinks.tsx";
import { useWords } from "@/components/words.tsx";
import {
  readSearch,
  type SearchPage,
  searchParams,
  searchProducts,
  type SearchRequest,
} from "@/lib/catalog/storefront.ts";
import type { Words } from "@/lib/i18n/mod.ts";
import type { StorefrontState } from "@/lib/stores/mod.ts";

interface Data {
  request: SearchRequest;
  page: SearchPage;
}

export const handler: Handlers<Data, StorefrontState> = {
  async GET(_req, ctx) {
    const { slug, cart, language, app } = ctx.state;
    const request = readSearch(ctx.url.searchParams);
    const page = await searchProducts(app.db.public, { slug, cart, language, request });
    ctx.state.shell = page ?? undefined;
    return page ? ctx.render({ request, page }) : ctx.renderNotFound();
  },
};

export default function Search({ data, state }: PageProps<Data, StorefrontState>) {
  const { base, media } = state;
  const { request, page } = data;
  const { store, products, total, next } = page;
  const path = `${base}/search`;
  const words = useWords();
  const { say } = words;
  return (
    <>
      <Head>
        <title>{`${request.query || say("frame.search")} · ${store.name}`}</title>
        <meta name="robots" content="noindex" />
      </Head>
      <div class="w sect">
        <h1 class="mb-4">
          {request.query ? say("goods.quoted", { query: request.query }) : say("frame.search")}
        </h1>
        <SearchField base={base} query={request.query} />
        <p class="mut mt-4" role="status">{summary(data, words)}</p>
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
              {say("goods.showMore")}
            </ButtonLink>
          </p>
        )}
      </div>
    </>
  );
}

function summary({ request, page: { total, meant } }: Data, words: Words): string {
  const count = words.count("goods.products", total);
  const instead = meant?.join(" ") ?? "";
  if (total === 0 || !instead || instead === request.query.toLowerCase()) return count;
  return words.say("goods.meant", { query: request.query, meant: instead, products: count });
}

function Nothing({ base, request }: { base: string; request: SearchRequest }) {
  const { query } = request;
  const { say } = useWords();
  const isNarrowed = searchParams({ ...request, sort: "relevance" }) !== searchParams({ query });
  return (
    <EmptyState
      title={say("goods.nothingFound")}
      action={isNarrowed
        ? (
          <ButtonLink kind="line" href={`${base}/search${searchParams({ query })}`}>
            {say("goods.withoutFilters")}
          </ButtonLink>
        )
        : <ButtonLink kind="line" href={`${base}/p`}>{say("goods.seeEverything")}</ButtonLink>}
    >
      {isNarrowed ? say("goods.noneTogether") : say("goods.otherWord")}
    </EmptyState>
  );
}
