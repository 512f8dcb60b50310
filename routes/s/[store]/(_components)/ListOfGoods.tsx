import type { PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Goods } from "@/components/shop/Goods.tsx";
import { SearchField } from "@/components/shop/SearchField.tsx";
import { Seo } from "@/components/shop/Seo.tsx";
import { SortLinks } from "@/components/shop/SortLinks.tsx";
import { type ListPage, searchParams, type SearchRequest } from "@/lib/catalog/storefront.ts";
import { type StorefrontState, storeOrigin } from "@/lib/stores/mod.ts";

/** The page of a category, or of everything: newest first, a page at a time. */
export default function ListOfGoods({ data, state }: PageProps<ListPage, StorefrontState>) {
  const { base, media, app: { config } } = state;
  const { store, category, products, next } = data;
  const name = category?.name ?? "Everything";
  // Sorted and narrowed down, the same goods are a search without words.
  const request: SearchRequest = { query: "", sort: "newest", category: category?.slug };
  const narrow = `${base}/search${searchParams(request)}`;
  const path = category ? `/c/${category.slug}` : "/p";
  return (
    <>
      <Seo
        title={`${name} · ${store.name}`}
        description={`${name} from ${store.name}. ${store.tagline}`}
        url={storeOrigin(config.publicUrl, store.slug) + path}
      />
      <div class="w sect">
        <h1 class="mb-5">{name}</h1>
        <SearchField base={base} />
        <SortLinks path={`${base}/search`} request={request} />
        <p class="mb-5">
          <ButtonLink kind="line" icon="filter" small href={narrow}>Filter</ButtonLink>
        </p>
        {products.length === 0
          ? (
            <EmptyState
              title="Nothing more here"
              action={<ButtonLink href={base + path} kind="line">Start from the newest</ButtonLink>}
            />
          )
          : (
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
            <ButtonLink kind="line" href={`${base}${path}?after=${next}`}>Show more</ButtonLink>
          </p>
        )}
      </div>
    </>
  );
}
