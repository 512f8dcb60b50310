import type { PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Goods } from "@/components/shop/Goods.tsx";
import { SearchField } from "@/components/shop/SearchField.tsx";
import { previewOf, Seo } from "@/components/shop/Seo.tsx";
import { SortLinks } from "@/components/shop/SortLinks.tsx";
import { useWords } from "@/components/words.tsx";
import {
  type ListPage,
  searchParams,
  type SearchRequest,
  type ShelfHead,
} from "@/lib/catalog/storefront.ts";
import { seoWords } from "@/lib/seo_words.ts";
import { addressOf, type StorefrontState } from "@/lib/stores/mod.ts";
import { breadcrumbData } from "./shop_data.ts";

type Page = ListPage & { shelf?: ShelfHead | null };

/** The page of a category or collection, or of everything: a page of products at a time. */
export default function ListOfGoods({ data, state }: PageProps<Page, StorefrontState>) {
  const { base, media } = state;
  const { say } = useWords();
  const { store, shelf, products, next } = data;
  const name = shelf?.name ?? say("goods.everything");
  const listed = `${say("goods.listOf", { name, store: store.name })} ${store.tagline}`;
  const seo = seoWords({
    name,
    shop: store.name,
    seoTitle: shelf?.seoTitle ?? "",
    seoDescription: shelf?.seoDescription ?? "",
    plain: shelf?.description || listed.trim(),
  });
  const path = shelf ? `/c/${shelf.slug}` : "/p";
  return (
    <>
      <Seo
        {...seo}
        {...addressOf(state, path)}
        site={store.name}
        image={previewOf(products[0]?.picture ?? null, { media: media.base, alt: name })}
        data={shelf
          ? [breadcrumbData([...shelf.path, shelf].map(({ name, slug }) => ({
            name,
            url: addressOf(state, `/c/${slug}`).url,
          })))]
          : undefined}
      />
      <div class="w sect">
        {shelf && <Head shelf={shelf} base={base} />}
        {!shelf && <h1 class="mb-5">{name}</h1>}
        {shelf?.kind !== "collection" && <Narrow base={base} category={shelf?.slug} />}
        {products.length === 0
          ? (
            <EmptyState
              title={say("goods.nothingMore")}
              action={
                <ButtonLink href={base + path} kind="line">{say("goods.startOver")}</ButtonLink>
              }
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
            <ButtonLink kind="line" href={`${base}${path}?after=${next}`}>
              {say("goods.showMore")}
            </ButtonLink>
          </p>
        )}
      </div>
    </>
  );
}

/** Sorted and narrowed down, the same goods are a search without words. */
function Narrow({ base, category }: { base: string; category?: string }) {
  const request: SearchRequest = { query: "", sort: "newest", category };
  const { say } = useWords();
  return (
    <>
      <SearchField base={base} />
      <SortLinks path={`${base}/search`} request={request} />
      <p class="mb-5">
        <ButtonLink
          kind="line"
          icon="filter"
          small
          href={`${base}/search${searchParams(request)}`}
        >
          {say("goods.filter")}
        </ButtonLink>
      </p>
    </>
  );
}

/** The way here, the name, and the ways further down. */
function Head({ shelf, base }: { shelf: ShelfHead; base: string }) {
  const { name, description, path, children } = shelf;
  const { say } = useWords();
  return (
    <>
      {path.length > 0 && (
        <nav class="crumb" aria-label={say("goods.breadcrumb")}>
          {path.map((above) => (
            <span key={above.slug}>
              <a href={`${base}/c/${above.slug}`}>{above.name}</a>
              {" / "}
            </span>
          ))}
          {name}
        </nav>
      )}
      <h1 class="mb-5">{name}</h1>
      {description && (
        <p class="mut max-w-[60ch] mb-5 whitespace-pre-line" dir="auto">{description}</p>
      )}
      {children.length > 0 && (
        <nav class="flex flex-wrap gap-2 mb-5" aria-label={say("goods.inShelf", { name })}>
          {children.map((child) => (
            <ButtonLink key={child.slug} kind="line" small href={`${base}/c/${child.slug}`}>
              {child.name}
            </ButtonLink>
          ))}
        </nav>
      )}
    </>
  );
}
