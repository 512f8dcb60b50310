import type { ProductCard } from "@/lib/catalog/storefront.ts";
import type { Currency } from "@/lib/money.ts";
import type { Media } from "@/lib/stores/mod.ts";
import { Price, PriceBefore } from "./Price.tsx";
import { Pill } from "@/components/Status.tsx";
import { useWords } from "@/components/words.tsx";
import { scarceStock } from "@/lib/catalog/choice.ts";
import { Picture } from "./Picture.tsx";

export interface GoodsProps {
  products: ProductCard[];
  base: string;
  media: Media;
  currency: Currency;
  /** One below the heading that stands above the grid. */
  heading?: "h2" | "h3";
  /** How many pictures are seen without scrolling. */
  eager?: number;
}

/** On phones to the pixel: a little more would make them fetch twice as large a picture. */
const SIZES = "(min-width:1024px) 280px, (min-width:768px) 31vw, calc(50vw - 24px)";

/** Products in a grid: picture, name, price; each one link. */
export function Goods(
  { products, base, media, currency, heading: Heading = "h3", eager = 0 }: GoodsProps,
) {
  const { say } = useWords();
  return (
    <ul class="goods">
      {products.map((product, index) => (
        <li key={product.slug}>
          <Picture
            picture={product.picture}
            media={media}
            sizes={SIZES}
            eager={index < eager}
            decorative
          />
          <Flag product={product} currency={currency} />
          <Heading>
            <a href={`${base}/p/${product.slug}`} dir="auto">{product.title}</a>
          </Heading>
          <p>
            {!product.isOnePrice && <span class="mut">{say("goods.from")}&nbsp;</span>}
            <Price minor={product.priceMinor} currency={currency} />
            {isReduced(product) && (
              <PriceBefore minor={product.compareAtMinor} currency={currency} />
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** At most one: what decides whether to look at it now. */
function Flag({ product, currency }: { product: ProductCard; currency: Currency }) {
  const { say, count, money } = useWords();
  if (product.stock === 0) return <Pill>{say("goods.soldOut")}</Pill>;
  const left = scarceStock(product.stock);
  if (left !== null) return <Pill>{count("goods.onlyLeft", left)}</Pill>;
  if (!isReduced(product)) return null;
  const amount = money(product.compareAtMinor - product.priceMinor, currency);
  return <Pill>{say("goods.save", { amount })}</Pill>;
}

function isReduced(product: ProductCard): product is ProductCard & { compareAtMinor: number } {
  return product.compareAtMinor !== null && product.compareAtMinor > product.priceMinor;
}
