import { localTime } from "@/lib/clock.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { ProductStatus } from "@/lib/enums.ts";
import { type Currency, formatMinor } from "@/lib/money.ts";
import type { ProductDraft, VariantDraft } from "./merchant_draft.ts";
import { WHEN_OUT } from "./merchant_input.ts";
import { joinValues } from "./merchant_variants.ts";

/** A product as it is stored, for its form. */
export interface StoredProduct {
  id: string;
  title: string;
  slug: string;
  description: string;
  seoTitle: string;
  seoDescription: string;
  status: ProductStatus;
  /** ISO 8601; null unless it is scheduled. */
  publishAt: string | null;
  categoryId: string | null;
  vendor: string;
  tags: string[];
  /** Of all that its form shows but stock. */
  fingerprint: string;
  optionNames: string[];
  variants: StoredVariant[];
  pictures: StoredPicture[];
  isDigital: boolean;
  downloadLimit: number | null;
  downloadDays: number | null;
  files: StoredFile[];
}

export interface StoredVariant {
  id: string;
  optionValues: string[];
  priceMinor: number;
  compareAtMinor: number | null;
  costMinor: number | null;
  /** Where the website sells, as all of these. */
  onHand: number;
  reserved: number;
  /** On hand as people counted it in, sales and transfers aside. */
  counted: number;
  sku: string | null;
  barcode: string | null;
  weightG: number | null;
  lengthMm: number | null;
  widthMm: number | null;
  heightMm: number | null;
  imageId: string | null;
  isStockTracked: boolean;
  isBackorderAllowed: boolean;
  lowStockLevel: number;
}

export interface StoredPicture {
  id: string;
  path: string;
  widths: number[];
  alt: string;
  focus: [number, number];
}

/** A file that buyers download. */
export interface StoredFile {
  id: string;
  name: string;
  sizeBytes: number;
  /** Buyers from now on do not get it; those of before do. */
  isRemoved: boolean;
}

/** One product of a store with all that its form shows, or null. */
export async function getProduct(
  sql: Sql,
  { storeId, productId }: { storeId: string; productId: string },
): Promise<StoredProduct | null> {
  if (!/^[0-9a-f-]{36}$/.test(productId)) return null;
  const [row] = await sql<{ product: StoredProduct }[]>`
    select jsonb_build_object(
      'id', p.id, 'title', p.title, 'slug', p.slug, 'description', p.description,
      'seoTitle', p.seo_title, 'seoDescription', p.seo_description, 'status', p.status, 'publishAt', p.publish_at,
      'categoryId', p.category_id, 'vendor', p.vendor, 'tags', p.tags,
      'fingerprint', public.product_fingerprint(p.store_id, p.id),
      'optionNames', p.option_names,
      'isDigital', p.is_digital, 'downloadLimit', p.download_limit, 'downloadDays', p.download_days,
      'files', (
        select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'sizeBytes', f.size_bytes,
          'isRemoved', f.removed_at is not null) order by f.removed_at nulls first, f.position, f.id), '[]')
        from public.product_files as f where f.store_id = p.store_id and f.product_id = p.id
      ),
      'pictures', (
        select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'path', i.path, 'widths', i.widths,
          'alt', i.alt, 'focus', jsonb_build_array(i.focal_x, i.focal_y)) order by i.position, i.id), '[]')
        from public.product_images as i where i.store_id = p.store_id and i.product_id = p.id
      ),
      'variants', (
        select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'optionValues', v.option_values,
          'priceMinor', v.price_minor, 'compareAtMinor', v.compare_at_minor, 'costMinor', c.cost_minor,
          'onHand', coalesce(l.on_hand, 0), 'reserved', coalesce(l.reserved, 0), 'counted', m.counted,
          'sku', v.sku, 'barcode', v.barcode, 'weightG', v.weight_g,
          'lengthMm', v.length_mm, 'widthMm', v.width_mm, 'heightMm', v.height_mm, 'imageId', v.image_id,
          'isStockTracked', v.is_stock_tracked, 'isBackorderAllowed', v.is_backorder_allowed,
          'lowStockLevel', v.low_stock_level) order by v.position, v.id), '[]')
        from public.variants as v
        left join public.variant_costs as c on c.store_id = v.store_id and c.variant_id = v.id
        left join public.inventory_levels as l on l.variant_id = v.id and l.location_id = d.id
        cross join lateral (
          select coalesce(sum(m.on_hand_delta), 0)::int as counted
          from public.inventory_movements as m
          where m.store_id = v.store_id and m.variant_id = v.id and m.location_id = d.id
            and m.kind in ('received', 'adjusted')
        ) as m
        where v.store_id = p.store_id and v.product_id = p.id and v.archived_at is null
      )
    ) as product
    from public.products as p
    join public.locations as d on d.store_id = p.store_id and d.is_default
    where p.store_id = ${storeId} and p.id = ${productId}`;
  return row?.product ?? null;
}

/** The form of a stored product. */
export function toDraft(
  product: StoredProduct,
  { currency, timeZone }: { currency: Currency; timeZone: string },
): ProductDraft {
  return {
    id: product.id,
    title: product.title,
    description: product.description,
    status: product.status,
    publishAt: product.publishAt === null ? "" : localTime(product.publishAt, timeZone),
    categoryId: product.categoryId ?? "",
    newCategory: "",
    vendor: product.vendor,
    tags: product.tags.join(", "),
    shown: product.fingerprint,
    slug: product.slug,
    seoTitle: product.seoTitle,
    seoDescription: product.seoDescription,
    options: product.optionNames.map((name, i) => {
      const was = [
        ...new Set(product.variants.flatMap(({ optionValues }) => optionValues[i] ?? [])),
      ];
      return { name, values: joinValues(was), was };
    }),
    variants: product.variants.map((variant) => toVariantDraft(variant, currency)),
    pictures: product.pictures.map(({ id, alt, focus }, i) => ({
      id,
      alt,
      focus: focus.join(" "),
      position: String(i + 1),
      isRemoved: false,
    })),
    isDigital: product.isDigital,
    downloadLimit: String(product.downloadLimit ?? ""),
    downloadDays: String(product.downloadDays ?? ""),
    files: product.files.map(({ id, isRemoved }, i) => ({
      id,
      position: String(i + 1),
      isRemoved,
    })),
  };
}

/** Draft variants with the stock as it is at this moment in place of what was typed. */
export function withFreshStock(
  variants: VariantDraft[],
  stored: StoredVariant[],
): VariantDraft[] {
  const fresh = new Map(stored.map((variant) => [variant.id, variant]));
  return variants.map((variant) => {
    const found = fresh.get(variant.id);
    return found ? { ...variant, ...stockOf(found) } : variant;
  });
}

function toVariantDraft(variant: StoredVariant, currency: Currency): VariantDraft {
  const money = (minor: number | null) => minor === null ? "" : formatMinor(minor, currency);
  return {
    id: variant.id,
    values: variant.optionValues,
    price: money(variant.priceMinor),
    compareAt: money(variant.compareAtMinor),
    cost: money(variant.costMinor),
    ...stockOf(variant),
    sku: variant.sku ?? "",
    barcode: variant.barcode ?? "",
    weight: variant.weightG === null ? "" : String(variant.weightG),
    length: inCentimetres(variant.lengthMm),
    width: inCentimetres(variant.widthMm),
    height: inCentimetres(variant.heightMm),
    imageId: variant.imageId ?? "",
    whenOut: whenOutOf(variant),
    lowStockLevel: String(variant.lowStockLevel),
    isOff: false,
  };
}

const inCentimetres = (mm: number | null) => mm === null ? "" : String(mm / 10);

function stockOf({ onHand, counted }: StoredVariant) {
  return { stock: String(onHand), shown: onHand, counted };
}

function whenOutOf({ isStockTracked, isBackorderAllowed }: StoredVariant): keyof typeof WHEN_OUT {
  if (!isStockTracked) return "uncounted";
  return isBackorderAllowed ? "sell" : "stop";
}
