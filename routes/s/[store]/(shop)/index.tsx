import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { Goods } from "@/components/shop/Goods.tsx";
import { Promises } from "@/components/shop/Promises.tsx";
import { Picture } from "@/components/shop/Picture.tsx";
import { Shelf } from "@/components/shop/Shelf.tsx";
import { previewOf, Seo } from "@/components/shop/Seo.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { productsKey, storeKey } from "@/lib/cache/mod.ts";
import { type HomePage, readHomePage } from "@/lib/catalog/storefront.ts";
import { type StorefrontState, storeOrigin } from "@/lib/stores/mod.ts";
import { shopData } from "../(_components)/shop_data.ts";

export const handler: Handlers<HomePage, StorefrontState> = {
  async GET(_req, ctx) {
    const page = await readHomePage(ctx.state.app.db.public, ctx.state);
    if (!page) return ctx.renderNotFound();
    ctx.state.shell = page;
    ctx.state.shows = [storeKey(page.store.id), productsKey(page.store.id)];
    return ctx.render(page);
  },
};

export default function Home({ data, state }: PageProps<HomePage, StorefrontState>) {
  const { base, media, app: { config } } = state;
  const { store, zones, newest, shelves, productCount, categories } = data;
  const grid = { base, media, currency: store.currency };
  const url = `${storeOrigin(config.publicUrl, store)}/`;
  const cover = newest[0]?.picture ?? null;
  const first = categories[0];
  return (
    <>
      <Seo
        title={store.tagline ? `${store.name}: ${store.tagline}` : store.name}
        description={`${store.tagline || store.name}. Order with your phone number, pay by M-Pesa.`}
        url={url}
        site={store.name}
        image={previewOf(cover, { media: media.base, alt: store.name })}
        data={[shopData(store, url)]}
      />
      <section class="hero">
        <div>
          <h1>{store.tagline || store.name}</h1>
          <p class="mut">Order with your phone number. Pay by M-Pesa.</p>
          <ButtonLink href={first ? `${base}/c/${first.slug}` : `${base}/p`}>
            {first ? `Shop ${first.name.toLowerCase()}` : "See everything"}
          </ButtonLink>
        </div>
        <Picture
          picture={cover}
          media={media}
          sizes="(min-width:768px) 58vw, 100vw"
          eager
          decorative
        />
      </section>
      <Promises store={store} zones={zones} />
      {newest.length === 0
        ? <EmptyState title="Nothing on the shelves yet">Look in again soon.</EmptyState>
        : (
          <Shelf title="New" more={{ href: `${base}/p`, text: `All ${productCount}` }}>
            <Goods products={newest} {...grid} />
          </Shelf>
        )}
      {shelves.map(({ slug, name, products }) => (
        products.length > 0 && (
          <Shelf key={slug} title={name} more={{ href: `${base}/c/${slug}`, text: "See all" }}>
            <Goods products={products} {...grid} />
          </Shelf>
        )
      ))}
    </>
  );
}
