import { isInStock } from "@/lib/catalog/choice.ts";
import type { Product } from "@/lib/catalog/storefront.ts";
import { mediaUrl } from "@/lib/images/urls.ts";
import { exponentOf } from "@/lib/money.ts";
import { plainText } from "@/lib/rich_text.ts";
import { seoWords } from "@/lib/seo_words.ts";
import type { Store } from "@/lib/stores/mod.ts";

interface Around {
  store: Store;
  address: string;
  media: string;
}

/** Title, description, picture and schema.org Product for search engines and chat previews. */
export function productData(product: Product, { store, address, media }: Around) {
  const cover = product.pictures.find((picture) => picture.widths.length > 0);
  const image = cover && mediaUrl(media, cover.path, cover.widths.at(-1)!);
  const { title, description } = seoWords({
    ...product,
    name: product.title,
    shop: store.name,
    plain: plainText(product.description),
  });
  const scale = 10 ** exponentOf(store.currency);
  return {
    title,
    description,
    image,
    data: {
      "@context": "https://schema.org",
      "@type": "Product",
      name: product.title,
      description,
      image,
      url: address,
      ...(product.ratingCount > 0 && ratingData(product)),
      offers: product.variants.map((variant) => ({
        "@type": "Offer",
        name: variant.options.join(", ") || undefined,
        price: variant.priceMinor / scale,
        priceCurrency: store.currency,
        availability: `https://schema.org/${isInStock(variant) ? "InStock" : "OutOfStock"}`,
      })),
    },
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
