import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { Goods } from "@/components/shop/Goods.tsx";
import { Promises } from "@/components/shop/Promises.tsx";
import { Picture } from "@/components/shop/Picture.tsx";
import { Shelf } from "@/components/shop/Shelf.tsx";
import { previewOf, Seo } from "@/components/shop/Seo.tsx";
import { Suggestion } from "@/components/shop/Suggestion.tsx";
import { hrefIn } from "@/components/shop/Languages.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { useWords } from "@/components/words.tsx";
import { productsKey, storeKey } from "@/lib/cache/mod.ts";
import { type HomePage, readHomePage } from "@/lib/catalog/storefront.ts";
import { type Language, preferredOf } from "@/lib/i18n/mod.ts";
import { addressOf, languageOf, type StorefrontState } from "@/lib/stores/mod.ts";
import { payFact } from "../(_components)/pay_fact.ts";
import { shopData } from "../(_components)/shop_data.ts";

interface Data extends HomePage {
  /** What the browser reads and the shop speaks, where this page is in another language. */
  suggested?: Language;
}

export const handler: Handlers<Data, StorefrontState> = {
  async GET(req, ctx) {
    const page = await readHomePage(ctx.state.app.db.public, ctx.state);
    if (!page) return ctx.renderNotFound();
    ctx.state.shell = page;
    ctx.state.shows = [storeKey(page.store.id), productsKey(page.store.id)];
    return ctx.render({ ...page, suggested: suggestedTo(req, ctx.state) }, {
      headers: { vary: "accept-language, sec-fetch-site" },
    });
  },
};

/** For a first look only: who comes from a page of the shop has seen its languages. */
function suggestedTo(req: Request, state: StorefrontState): Language | undefined {
  if (req.headers.get("sec-fetch-site") === "same-origin") return undefined;
  const preferred = preferredOf(state.reads, state.shell!.store.languages);
  return preferred === languageOf(state) ? undefined : preferred;
}

export default function Home({ data, state }: PageProps<Data, StorefrontState>) {
  const { base, media } = state;
  const words = useWords();
  const { say, language } = words;
  const { store, zones, newest, shelves, productCount, categories, suggested } = data;
  const grid = { base, media, currency: store.currency };
  const address = addressOf(state, "");
  const pay = payFact(data, words);
  const ordering = pay?.sentence ?? say("goods.orderByPhone");
  const cover = newest[0]?.picture ?? null;
  const first = categories[0];
  return (
    <>
      <Seo
        title={store.tagline ? `${store.name}: ${store.tagline}` : store.name}
        description={`${store.tagline || store.name}. ${ordering}`}
        {...address}
        site={store.name}
        image={previewOf(cover, { media: media.base, alt: store.name })}
        data={[shopData(store, address.url)]}
      />
      {suggested && (
        <Suggestion
          language={suggested}
          href={hrefIn(suggested, { languages: store.languages, root: state.root, path: "" })}
        />
      )}
      <section class="hero">
        <div>
          <h1>
            <span dir="auto">{store.tagline || store.name}</span>
          </h1>
          <p class="mut">{ordering}</p>
          <ButtonLink href={first ? `${base}/c/${first.slug}` : `${base}/p`}>
            {first
              ? say("goods.shopShelf", { shelf: first.name.toLocaleLowerCase(language) })
              : say("goods.seeEverything")}
          </ButtonLink>
        </div>
        <Picture
          picture={cover}
          media={media}
          // Less than it is on phones: the next larger picture weighs twice as much and looks the same.
          sizes="(min-width:768px) 58vw, 88vw"
          eager
          decorative
        />
      </section>
      <Promises store={store} zones={zones} pay={pay} />
      {newest.length === 0
        ? <EmptyState title={say("goods.emptyShop")}>{say("goods.emptyShopMore")}</EmptyState>
        : (
          <Shelf
            title={say("goods.new")}
            more={{ href: `${base}/p`, text: say("goods.allCount", { count: productCount }) }}
          >
            <Goods products={newest} {...grid} />
          </Shelf>
        )}
      {shelves.map(({ slug, name, products }) => (
        products.length > 0 && (
          <Shelf
            key={slug}
            title={name}
            more={{ href: `${base}/c/${slug}`, text: say("goods.seeAll") }}
          >
            <Goods products={products} {...grid} />
          </Shelf>
        )
      ))}
    </>
  );
}
