import type { Sql } from "@/lib/db/mod.ts";
import type { Currency } from "@/lib/money.ts";
import { type Asked, translated, wordsJson } from "@/lib/translations/mod.ts";
import { PART, type ShopAddress } from "./read.ts";

export interface SitemapProduct extends ShopAddress {
  id: string;
  product: string;
  changedAt: Date;
  pictures: { path: string; widths: number[] }[];
}

/** How many products are in memory at a time. */
const BATCH = 500;

/** The products of one part, from the first on, read by key as they are taken. */
export async function* readSitemapProducts(
  sql: Sql,
  slug: string,
  first: string,
): AsyncGenerator<SitemapProduct> {
  const read = (from: string, isNext: boolean, limit: number) =>
    sql<SitemapProduct[]>`
      select s.slug, ${
      domain(sql)
    } as domain, p.id, p.slug as product, p.updated_at as "changedAt", (
        select coalesce(json_agg(json_build_object('path', i.path, 'widths', i.widths)
          order by i.position, i.id), '[]')
        from public.product_images as i where i.store_id = s.id and i.product_id = p.id
      ) as pictures
      from public.stores as s
      join public.products as p on p.store_id = s.id and p.status = 'published'
        and p.id ${isNext ? sql`>` : sql`>=`} ${from}
      where s.slug = ${slug}
      order by p.id limit ${limit}`;
  yield* byKey(read, first, PART);
}

export interface FeedItem extends ShopAddress {
  id: string;
  shop: string;
  currency: Currency;
  taxRateBp: number;
  isTaxIncluded: boolean;
  product: string;
  title: string;
  description: string;
  vendor: string;
  category: string | null;
  optionNames: string[];
  /** What values of options are called in the language of the feed, where it has its own. */
  words: Record<string, string> | null;
  pictures: { path: string; widths: number[] }[];
  variants: FeedVariant[];
}

export interface FeedVariant {
  id: string;
  options: string[];
  sku: string | null;
  barcode: string | null;
  priceMinor: number;
  compareAtMinor: number | null;
  /** Units left, where 5 means five or more; null never runs out. */
  stock: number | null;
}

/** Every product on sale with what a feed says of it, read by key as it is taken. */
export async function* readFeedItems(
  sql: Sql,
  slug: string,
  language: Asked,
): AsyncGenerator<FeedItem> {
  const own = (column: string) => translated(sql, language, sql`p`, column);
  const values = sql`array(
    select distinct unnest(v.option_values) from public.variants as v
    where v.store_id = s.id and v.product_id = p.id and v.archived_at is null
  )`;
  const read = (from: string, isNext: boolean, limit: number) =>
    sql<FeedItem[]>`
      select s.slug, ${domain(sql)} as domain, p.id, s.name as shop, s.currency,
        s.tax_rate_bp as "taxRateBp", s.is_tax_included as "isTaxIncluded", p.slug as product,
        ${own("title")} as title, ${own("description")} as description, p.vendor,
        p.option_names as "optionNames", ${wordsJson(sql, language, values)} as words, (
          select ${translated(sql, language, sql`c`, "name")} from public.categories as c
          where c.store_id = s.id and c.id = p.category_id
        ) as category, (
          select coalesce(json_agg(json_build_object('path', i.path, 'widths', i.widths)
            order by i.position, i.id), '[]')
          from public.product_images as i where i.store_id = s.id and i.product_id = p.id
        ) as pictures, (
          select coalesce(json_agg(json_build_object('id', v.id, 'options', v.option_values,
            'sku', v.sku, 'barcode', v.barcode, 'priceMinor', v.price_minor,
            'compareAtMinor', v.compare_at_minor, 'stock', v.stock_hint) order by v.position, v.id), '[]')
          from public.variants as v
          where v.store_id = s.id and v.product_id = p.id and v.archived_at is null
        ) as variants
      from public.stores as s
      join public.products as p on p.store_id = s.id and p.status = 'published'
        and p.id ${isNext ? sql`>` : sql`>=`} ${from}
      where s.slug = ${slug}
      order by p.id limit ${limit}`;
  yield* byKey(read, "00000000-0000-0000-0000-000000000000", Infinity);
}

async function* byKey<Row extends { id: string }>(
  read: (from: string, isNext: boolean, limit: number) => PromiseLike<Row[]>,
  first: string,
  most: number,
): AsyncGenerator<Row> {
  let from = first;
  let left = most;
  for (let isNext = false; left > 0; isNext = true) {
    const limit = Math.min(BATCH, left);
    const rows = await read(from, isNext, limit);
    yield* rows;
    if (rows.length < limit) return;
    from = rows.at(-1)!.id;
    left -= rows.length;
  }
}

function domain(sql: Sql) {
  return sql`(
    select d.host from public.store_domains as d
    where d.store_id = s.id and d.verified_at is not null
  )`;
}
