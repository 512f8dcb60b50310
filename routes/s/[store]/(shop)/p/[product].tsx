import type { Handlers, PageProps } from "$fresh/server.ts";
import { ButtonLink } from "@/components/Button.tsx";
import { Goods } from "@/components/shop/Goods.tsx";
import { Choices } from "@/components/shop/Choices.tsx";
import { Picture } from "@/components/shop/Picture.tsx";
import { deliveryTitle, Fact } from "@/components/shop/Promises.tsx";
import { Reviews } from "@/components/shop/Reviews.tsx";
import { Seo } from "@/components/shop/Seo.tsx";
import { Shelf } from "@/components/shop/Shelf.tsx";
import { whatsApp } from "@/components/whats_app.ts";
import { priceStyle, useWords } from "@/components/words.tsx";
import { BuyForm } from "@/islands/BuyForm.tsx";
import { productKey, productsKey, storeKey } from "@/lib/cache/mod.ts";
import { scarceStock, startingOptions } from "@/lib/catalog/choice.ts";
import { type Product, type ProductPage, readProductPage } from "@/lib/catalog/storefront.ts";
import type { TextKey, Words } from "@/lib/i18n/mod.ts";
import { richHtml } from "@/lib/rich_text.ts";
import { addressOf, type Media, type StorefrontState } from "@/lib/stores/mod.ts";
import { visitedOf } from "../../(_components)/note_visit.ts";
import { payFact } from "../../(_components)/pay_fact.ts";
import { productData } from "../../(_components)/product_data.ts";

type Found = ProductPage & { product: Product };

export const handler: Handlers<Found, StorefrontState> = {
  async GET(req, ctx) {
    const { slug, cart, language, app } = ctx.state;
    const page = await readProductPage(app.db.public, {
      slug,
      cart,
      language,
      product: ctx.params.product!,
    });
    ctx.state.shell = page ?? undefined;
    ctx.state.shelf = page?.product?.shelf ?? undefined;
    if (page?.movedTo) return movedForGood(`${ctx.state.base}/p/${page.movedTo}`, new URL(req.url));
    if (!page?.product) return ctx.renderNotFound();
    const { store, product } = page;
    ctx.state.shows = [storeKey(store.id), productsKey(store.id), productKey(product.id)];
    ctx.state.visited = { ...visitedOf(ctx.state)!, productId: product.id };
    return ctx.render({ ...page, product });
  },
};

/** Search engines and shared links learn the new address; the query goes along. */
function movedForGood(path: string, { search }: URL): Response {
  return new Response(null, { status: 301, headers: { location: path + search } });
}

/** What `POST cart/items` answers in the address when it could not add. */
const PROBLEMS = new Map<string, TextKey & `${"cart" | "goods"}.${string}`>([
  ["out_of_stock", "goods.chooseAnother"],
  ["quantity", "cart.howMany"],
  ["gone", "goods.notOffered"],
  ["cart_full", "cart.full"],
]);

export default function ProductDetails(
  { data, state, url }: PageProps<Found, StorefrontState>,
) {
  const { base, media } = state;
  const { store, product, zones, related } = data;
  const words = useWords();
  const { say } = words;
  const address = addressOf(state, `/p/${product.slug}`);
  const asked = product.optionNames.map((_, index) => url.searchParams.get(`o${index}`) ?? "");
  const chosen = startingOptions(product.variants, asked);
  const chat = store.whatsappPhone ?? store.contactPhone;
  const addressIn = (path: string) => addressOf(state, path).url;
  const seo = productData(product, { store, zones, addressIn, media: media.base, words });
  const pay = payFact(data, words);
  const problem = PROBLEMS.get(url.searchParams.get("problem") ?? "");
  return (
    <>
      <Seo {...seo} {...address} />
      <div class="w">
        <nav class="crumb" aria-label={say("goods.breadcrumb")}>
          {product.category
            ? <a href={`${base}/c/${product.category.slug}`}>{product.category.name}</a>
            : <a href={`${base}/p`}>{say("frame.all")}</a>}
          {" / "}
          <span dir="auto">{product.title}</span>
        </nav>
        <div class="pd">
          <Gallery
            pictures={inOrder(product, chosen)}
            placeholder={product.placeholder}
            media={media}
          />
          <div class="lg:sticky lg:top-6">
            <h1>
              <span dir="auto">{product.title}</span>
            </h1>
            <BuyForm
              base={base}
              product={product.slug}
              variants={product.variants}
              said={product.words ?? undefined}
              chosen={chosen}
              currency={store.currency}
              problem={problem && words.raw(problem)}
              words={buyWords(words)}
              left={scarceTexts(product, words)}
              price={priceStyle(words)}
            >
              <Choices product={product} chosen={chosen} currency={store.currency} />
            </BuyForm>
            {chat && (
              <ButtonLink
                kind="line"
                icon="chat"
                full
                href={whatsApp(chat, `${product.title}\n${address.url}`)}
              >
                {say("goods.ask")}
              </ButtonLink>
            )}
            <ul class="facts">
              {product.isDigital && (
                <Fact icon="download" title={say("goods.download")}>
                  {say("goods.downloadMore")}
                </Fact>
              )}
              {!product.isDigital && zones[0] && (
                <Fact icon="truck" title={deliveryTitle(zones[0], store.currency, words)}>
                  {zones[0].promise}
                </Fact>
              )}
              {!product.isDigital && store.isPickupOffered && store.address && (
                <Fact icon="store" title={say("goods.pickUpFree")}>
                  {[store.address, store.pickupNote].filter(Boolean).join(". ")}
                </Fact>
              )}
              {pay && (
                <Fact icon="money" title={pay.title}>
                  {`${pay.detail} ${say("goods.noAccount")}`}
                </Fact>
              )}
            </ul>
            {product.description && (
              <section class="pt-5">
                <h2 class="text-lg mb-2">{say("goods.about")}</h2>
                {/* Markdown without HTML in it: see lib/rich_text.ts. */}
                <div
                  class="rich mut"
                  dir="auto"
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
        <Shelf title={say("goods.similar")}>
          <Goods products={related} base={base} media={media} currency={store.currency} />
        </Shelf>
      )}
    </>
  );
}

/** All that the form of a product says once scripts run. */
function buyWords(words: Words) {
  return words.pick(
    "goods.addToCart",
    "goods.soldOut",
    "goods.added",
    "goods.thatSoldOut",
    "goods.noMore",
    "frame.viewCart",
  );
}

/** "Only 3 left" for the numbers that some variant of the product is down to. */
function scarceTexts({ variants }: Product, words: Words): Record<number, string> {
  const left = variants.map(({ stock }) => scarceStock(stock)).filter((stock) => stock !== null);
  return Object.fromEntries(left.map((stock) => [stock, words.count("goods.onlyLeft", stock)]));
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
  const { say } = useWords();
  return (
    <ul
      class="gal"
      tabIndex={pictures.length > 1 ? 0 : undefined}
      aria-label={pictures.length > 1 ? say("goods.pictures") : undefined}
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
