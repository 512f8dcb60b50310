import type { Currency } from "@/lib/money.ts";
import { formatMinor } from "@/lib/money.ts";
import { Pill } from "@/components/Status.tsx";
import type { ProductLine } from "@/lib/catalog/merchant.ts";
import type { ProductStatus } from "@/lib/enums.ts";
import { mediaUrl } from "@/lib/images/urls.ts";

export const STATUS_NAMES: Record<ProductStatus, string> = {
  published: "On sale",
  draft: "Draft",
  scheduled: "Scheduled",
  archived: "Archived",
};

export interface ProductTableProps {
  products: ProductLine[];
  currency: Currency;
  /** "/dashboard/{slug}/products" */
  base: string;
  media: string;
}

/** Products as a table, which becomes cards on a phone. */
export function ProductTable({ products, currency, base, media }: ProductTableProps) {
  return (
    <div class="card p-0 overflow-hidden">
      <table role="table" class="tbl goods-t">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">Product</th>
            <th role="columnheader" class="wide">Category</th>
            <th role="columnheader">Status</th>
            <th role="columnheader" class="r">In stock</th>
            <th role="columnheader" class="r">Price</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {products.map((product) => (
            <tr role="row" key={product.id}>
              <td role="cell" class="what">
                <span>
                  <Cover cover={product.cover} media={media} />
                  <a class="rl font-medium" href={`${base}/${product.id}`}>{product.title}</a>
                </span>
              </td>
              <td role="cell" class="wide mut">{product.category}</td>
              <td role="cell" class="st">
                <StatusPill status={product.status} />
              </td>
              <td role="cell" class="stock r">
                <Stock product={product} />
              </td>
              <td role="cell" class="amt r">
                <PriceRange product={product} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function StatusPill({ status }: { status: ProductStatus }) {
  const isOnSale = status === "published";
  return (
    <Pill tone={isOnSale ? "ok" : "plain"} icon={isOnSale ? "check" : "edit"}>
      {STATUS_NAMES[status]}
    </Pill>
  );
}

function Cover({ cover, media }: { cover: ProductLine["cover"]; media: string }) {
  const [smallest] = cover?.widths ?? [];
  if (!cover || !smallest) return <span class="thumb" />;
  return (
    <img
      class="thumb"
      src={mediaUrl(media, cover.path, smallest)}
      alt=""
      width="52"
      height="52"
      loading="lazy"
    />
  );
}

function Stock({ product: { available, low, variants } }: { product: ProductLine }) {
  if (available === null) return <span class="mut">Not counted</span>;
  if (available <= 0) return <Pill tone="danger" icon="alert">Sold out</Pill>;
  return (
    <>
      {available}
      {/* The head of the column says it where there is room for columns. */}
      <span class="md:hidden">&nbsp;in stock</span>
      {low > 0 && (
        <span class="text-warn text-sm block">
          {variants === 1 ? "Running low" : `${low} of ${variants} running low`}
        </span>
      )}
    </>
  );
}

function PriceRange(
  { product: { minPriceMinor, maxPriceMinor }, currency }: {
    product: ProductLine;
    currency: Currency;
  },
) {
  if (minPriceMinor === null || maxPriceMinor === null) return null;
  return (
    <span class="price">
      <small>{currency}</small>
      {formatMinor(minPriceMinor, currency)}
      {maxPriceMinor > minPriceMinor && ` to ${formatMinor(maxPriceMinor, currency)}`}
    </span>
  );
}
