import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { Goods } from "@/components/shop/Goods.tsx";
import { Choices } from "@/components/shop/Choices.tsx";
import { Picture } from "@/components/shop/Picture.tsx";
import { deliveryTitle, Fact } from "@/components/shop/Promises.tsx";
import { Reviews } from "@/components/shop/Reviews.tsx";
import { Seo } from "@/components/shop/Seo.tsx";
import { Shelf } from "@/components/shop/Shelf.tsx";
import { whatsApp } from "@/components/shop/whats_app.ts";
import { BuyForm } from "@/islands/Shop.tsx";
import { productKey, productsKey, storeKey } from "@/lib/cache/mod.ts";
import { startingOptions } from "@/lib/catalog/choice.ts";
import { type Product, type ProductPage, readProductPage } from "@/lib/catalog/storefront.ts";
import { richHtml } from "@/lib/rich_text.ts";
import { type Media, type StorefrontState, storeOrigin } from "@/lib/stores/mod.ts";
import { productData } from "../../(_components)/product_data.ts";

type Found = ProductPage & { product: Product };

export const handler: Handlers<Found, StorefrontState> = {
  async GET(req, ctx) {
    const { slug, cart, app } = ctx.state;
    const page = await readProductPage(app.db.public, { slug, cart, product: ctx.params.product! });
    ctx.state.shell = page ?? undefined;
    ctx.state.shelf = page?.product?.shelf ?? undefined;
    if (page?.movedTo) return movedForGood(`${ctx.state.base}/p/${page.movedTo}`, new URL(req.url));
    if (!page?.product) return ctx.renderNotFound();
    const { store, product } = page;
    ctx.state.shows = [storeKey(store.id), productsKey(store.id), productKey(product.id)];
    return ctx.render({ ...page, product });
  },
};

/** Search engines and shared links learn the new address; the query goes along. */
function movedForGood(path: string, { search }: URL): Response {
  return new Response(null, { status: 301, headers: { location: path + search } });
}

/** What `POST cart/items` answers in the address when it could not add. */
const PROBLEMS = new Map(Object.entries({
  out_of_stock: "That one is sold out. Choose another.",
  quantity: "Choose how many, from 1 to 999.",
  gone: "That one is not offered any more. Choose another.",
  cart_full: "Your cart is full. Buy what is in it first.",
}));

export default function ProductDetails(
  { data, state, url }: PageProps<Found, StorefrontState>,
) {
  const { base, media, app: { config } } = state;
  const { store, product, zones, related } = data;
  const origin = storeOrigin(config.publicUrl, store);
  const address = `${origin}/p/${product.slug}`;
  const asked = product.optionNames.map((_, index) => url.searchParams.get(`o${index}`) ?? "");
  const chosen = startingOptions(product.variants, asked);
  const chat = store.whatsappPhone ?? store.contactPhone;
  const seo = productData(product, { store, zones, origin, media: media.base });
  return (
    <>
      <Seo {...seo} />
      <div class="w">
        <nav class="crumb" aria-label="Breadcrumb">
          {product.category
            ? <a href={`${base}/c/${product.category.slug}`}>{product.category.name}</a>
            : <a href={`${base}/p`}>All</a>}
          {` / ${product.title}`}
        </nav>
        <div class="pd">
          <Gallery
            pictures={inOrder(product, chosen)}
            placeholder={product.placeholder}
            media={media}
          />
          <div class="lg:sticky lg:top-6">
            <h1>{product.title}</h1>
            <BuyForm
              base={base}
              product={product.slug}
              variants={product.variants}
              chosen={chosen}
              currency={store.currency}
              problem={PROBLEMS.get(url.searchParams.get("problem") ?? "")}
            >
              <Choices product={product} chosen={chosen} currency={store.currency} />
            </BuyForm>
            {chat && (
              <ButtonLink
                kind="line"
                icon="chat"
                full
                href={whatsApp(chat, `${product.title}\n${address}`)}
              >
                Ask on WhatsApp
              </ButtonLink>
            )}
            <ul class="facts">
              {product.isDigital && (
                <Fact icon="download" title="Files to download">
                  On your order’s page, as soon as it is paid. Nothing is delivered.
                </Fact>
              )}
              {!product.isDigital && zones[0] && (
                <Fact icon="truck" title={deliveryTitle(zones[0], store.currency)}>
                  {zones[0].promise}
                </Fact>
              )}
              {!product.isDigital && store.isPickupOffered && store.address && (
                <Fact icon="store" title="Pick it up, free">
                  {[store.address, store.pickupNote].filter(Boolean).join(". ")}
                </Fact>
              )}
              <Fact icon="money" title="Pay by M-Pesa">
                A prompt comes to your phone. No account, no email.
              </Fact>
            </ul>
            {product.description && (
              <section class="pt-5">
                <h2 class="text-lg mb-2">About it</h2>
                {/* Markdown without HTML in it: see lib/rich_text.ts. */}
                <div
                  class="rich mut"
                  // deno-lint-ignore react-no-danger
                  dangerouslySetInnerHTML={{ __html: richHtml(product.description) }}
                />
              </section>
            )}
          </div>
        </div>
      </div>
      {product.ratingCount > 0 && <Reviews product={product} timeZone={store.timeZone} />}
      {related.length > 0 && (
        <Shelf title="More like it">
          <Goods products={related} base={base} media={media} currency={store.currency} />
        </Shelf>
      )}
    </>
  );
}

/** The picture of the chosen variant goes first. */
function inOrder({ variants, pictures }: Product, chosen: string[]): Product["pictures"] {
  const variant = variants.find(({ options }) => options.every((one, i) => one === chosen[i]));
  return pictures.toSorted((a, b) =>
    Number(b.path === variant?.picture) - Number(a.path === variant?.picture)
  );
}

interface GalleryProps extends Pick<Product, "pictures" | "placeholder"> {
  media: Media;
}

function Gallery({ pictures: own, placeholder, media }: GalleryProps) {
  const pictures = own.length > 0 ? own : [null];
  return (
    <ul
      class="gal"
      tabIndex={pictures.length > 1 ? 0 : undefined}
      aria-label={pictures.length > 1 ? "Pictures, scroll sideways" : undefined}
    >
      {pictures.map((picture, index) => (
        <li key={index}>
          {index === 0 && placeholder && <img class="blur" src={placeholder} alt="" />}
          <Picture
            picture={picture}
            media={media}
            sizes={index === 0 ? "(min-width:900px) 660px, 88vw" : "(min-width:900px) 320px, 88vw"}
            eager={index === 0}
          />
        </li>
      ))}
    </ul>
  );
}
