import { previewOf } from "@/components/shop/Seo.tsx";
import { isInStock, optionWord } from "@/lib/catalog/choice.ts";
import type { Product } from "@/lib/catalog/storefront.ts";
import { mediaUrl } from "@/lib/images/urls.ts";
import type { Words } from "@/lib/i18n/mod.ts";
import { exponentOf } from "@/lib/money.ts";
import { plainText } from "@/lib/rich_text.ts";
import { seoWords } from "@/lib/seo_words.ts";
import type { DeliveryZone, Store } from "@/lib/stores/mod.ts";
import { breadcrumbData } from "./shop_data.ts";

interface Around {
  store: Store;
  zones: DeliveryZone[];
  /** The address of a path of the shop, in the language of the page. */
  addressIn: (path: string) => string;
  media: string;
  words: Words;
}

/** Title, description, picture and schema.org data for search engines and chat previews. */
export function productData(product: Product, around: Around) {
  const { store, addressIn, media, words } = around;
  const url = addressIn(`/p/${product.slug}`);
  const pictures = product.pictures.filter((picture) => picture.widths.length > 0);
  const { title, description } = seoWords({
    ...product,
    name: product.title,
    shop: store.name,
    plain: plainText(product.description) ||
      words.say("goods.listOf", { name: product.title, store: store.name }),
  });
  const { category } = product;
  return {
    title,
    description,
    site: store.name,
    type: "product" as const,
    image: previewOf(pictures[0] ?? null, { media, alt: product.title }),
    data: [
      {
        "@context": "https://schema.org",
        "@type": "Product",
        name: product.title,
        description,
        image: pictures.map(({ path, widths }) => mediaUrl(media, path, widths.at(-1)!)),
        url,
        sku: product.sku ?? undefined,
        brand: { "@type": "Brand", name: product.vendor || store.name },
        ...(product.ratingCount > 0 && ratingData(product)),
        offers: offersData(product, url, around),
      },
      breadcrumbData([
        category
          ? { name: category.name, url: addressIn(`/c/${category.slug}`) }
          : { name: words.say("goods.everything"), url: addressIn("/p") },
        { name: product.title, url },
      ]),
    ],
  };
}

function offersData(
  { variants, isDigital, words }: Product,
  url: string,
  { store, zones }: Around,
) {
  const { currency, isTaxIncluded, taxRateBp } = store;
  const scale = 10 ** exponentOf(currency);
  const shippingDetails = isDigital ? undefined : shippingData(store, zones);
  return variants.map((variant) => ({
    "@type": "Offer",
    name: variant.options.map((one) => optionWord(words, one)).join(", ") || undefined,
    url,
    price: variant.priceMinor / scale,
    priceCurrency: currency,
    priceSpecification: isTaxIncluded || taxRateBp === 0 ? undefined : {
      "@type": "UnitPriceSpecification",
      price: variant.priceMinor / scale,
      priceCurrency: currency,
      valueAddedTaxIncluded: false,
    },
    availability: `https://schema.org/${isInStock(variant) ? "InStock" : "OutOfStock"}`,
    itemCondition: "https://schema.org/NewCondition",
    shippingDetails,
  }));
}

/** What delivery costs where it is cheapest. */
function shippingData({ country, currency }: Store, zones: DeliveryZone[]) {
  if (zones.length === 0) return undefined;
  const lowest = Math.min(...zones.map(({ feeMinor }) => feeMinor));
  return {
    "@type": "OfferShippingDetails",
    shippingRate: {
      "@type": "MonetaryAmount",
      value: lowest / 10 ** exponentOf(currency),
      currency,
    },
    shippingDestination: { "@type": "DefinedRegion", addressCountry: country },
  };
}

function ratingData({ ratingCount, ratingSum, reviews }: Product) {
  return {
    aggregateRating: {
      "@type": "AggregateRating",
      ratingValue: Number((ratingSum / ratingCount).toFixed(2)),
      reviewCount: ratingCount,
    },
    review: reviews.slice(0, 3).map(({ stars, body, author, at }) => ({
      "@type": "Review",
      author: { "@type": "Person", name: author },
      datePublished: at.slice(0, 10),
      reviewBody: body || undefined,
      reviewRating: { "@type": "Rating", ratingValue: stars },
    })),
  };
}
