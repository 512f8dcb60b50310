import { waysJson } from "@/lib/checkout/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { Way } from "@/lib/enums.ts";
import {
  type Category,
  type DeliveryZone,
  type Shell,
  shellColumns,
  type ShopRequest,
  zonesJson,
} from "@/lib/stores/mod.ts";
import { translated, wordsJson } from "@/lib/translations/mod.ts";
import {
  cardColumns,
  cardsJson,
  newestFirst,
  type Picture,
  pictureJson,
  type ProductCard,
} from "./storefront_cards.ts";

/** One buyable form of a product. */
export interface Variant {
  id: string;
  /** One value for each of the product's option names. */
  options: string[];
  priceMinor: number;
  compareAtMinor: number | null;
  /** Path of its own picture; null shows the cover. */
  picture: string | null;
  /** Units left, where 5 means five or more; null never runs out. */
  stock: number | null;
}

export interface Product {
  id: string;
  slug: string;
  title: string;
  description: string;
  /** "" for one made of the title and the shop's name. */
  seoTitle: string;
  seoDescription: string;
  /** Who made it; "" when that is not said. */
  vendor: string;
  /** Of its first variant. */
  sku: string | null;
  optionNames: string[];
  /** What names and values of options are called in the language of the page, where it has its own. */
  words: Record<string, string> | null;
  /** Bought as files: nothing to bring. */
  isDigital: boolean;
  category: Category | null;
  /** Slug of the category of the first level that it is in or under. */
  shelf: string | null;
  pictures: Picture[];
  /** The cover in a few pixels, as a data address; "" when there is none. */
  placeholder: string;
  /** Of all published reviews. */
  ratingCount: number;
  ratingSum: number;
  /** The newest. */
  reviews: Review[];
  /** In the merchant's order; at least one. */
  variants: Variant[];
}

/** What a buyer says, and what the shop answers. */
export interface Review {
  stars: number;
  body: string;
  author: string;
  answer: string;
  /** ISO 8601. */
  at: string;
}

export interface ProductPage extends Shell {
  /** Null when the shop has no such product, or does not show it. */
  product: Product | null;
  /** Address of the product that was here before; null when there is none. */
  movedTo: string | null;
  zones: DeliveryZone[];
  /** Where the shop has an account that it offers. */
  ways: Way[];
  related: ProductCard[];
}

const RELATED = 4;
const REVIEWS = 10;

/** A product's page, or null when there is no such shop. */
export async function readProductPage(
  sql: Sql,
  { slug, product, cart, language }: ShopRequest & { product: string },
): Promise<ProductPage | null> {
  const own = (column: string) => translated(sql, language, sql`this`, column);
  const related = sql`
    select ${cardColumns(sql)}
    from public.products as p
    where p.store_id = s.id and p.category_id = this.category_id and p.status = 'published'
      and p.id <> this.id
    order by ${newestFirst(sql)}
    limit ${RELATED}`;
  const [page] = await sql<ProductPage[]>`
    select ${shellColumns(sql, { cart, language })},
      ${zonesJson(sql, language)} as "zones",
      ${waysJson(sql)} as "ways",
      ${cardsJson(sql, related, { language })} as "related",
      case when variants.list is not null then json_build_object(
        'id', this.id, 'slug', this.slug, 'title', ${own("title")},
        'description', ${own("description")}, 'seoTitle', ${own("seo_title")},
        'seoDescription', ${own("seo_description")}, 'optionNames', this.option_names,
        'words', ${wordsJson(sql, language, sql`this.option_names || variants.values`)},
        'isDigital', this.is_digital,
        'vendor', this.vendor, 'sku', variants.sku,
        'category', (
          select json_build_object('slug', c.slug, 'name', ${
    translated(sql, language, sql`c`, "name")
  })
          from public.categories as c
          where c.store_id = s.id and c.id = this.category_id
        ),
        'shelf', (
          select coalesce(top.slug, above.slug, c.slug)
          from public.categories as c
          left join public.categories as above on above.store_id = s.id and above.id = c.parent_id
          left join public.categories as top on top.store_id = s.id and top.id = above.parent_id
          where c.store_id = s.id and c.id = this.category_id
        ),
        'pictures', (
          select coalesce(json_agg(${pictureJson(sql)} order by i.position, i.id), '[]')
          from public.product_images as i
          where i.store_id = s.id and i.product_id = this.id
        ),
        'placeholder', (
          select i.placeholder
          from public.product_images as i
          where i.store_id = s.id and i.product_id = this.id
          order by i.position, i.id
          limit 1
        ),
        'ratingCount', this.rating_count, 'ratingSum', this.rating_sum,
        'reviews', (
          select coalesce(json_agg(json_build_object(
            'stars', r.stars, 'body', r.body, 'author', r.author_name, 'answer', r.answer, 'at', r.created_at
          ) order by r.id desc), '[]')
          from (
            select r.id, r.stars, r.body, r.author_name, r.answer, r.created_at
            from public.reviews as r
            where r.store_id = s.id and r.product_id = this.id and r.state = 'published'
            order by r.id desc
            limit ${REVIEWS}
          ) as r
        ),
        'variants', variants.list
      ) end as "product",
      (
        select now.slug
        from public.product_redirects as r
        join public.products as now on now.store_id = r.store_id and now.id = r.product_id
        where this.id is null and r.store_id = s.id and r.slug = ${product} and now.status = 'published'
      ) as "movedTo"
    from public.stores as s
    left join public.products as this
      on this.store_id = s.id and this.slug = ${product} and this.status = 'published'
    left join lateral (
      select json_agg(json_build_object(
        'id', v.id, 'options', v.option_values, 'priceMinor', v.price_minor,
        'compareAtMinor', v.compare_at_minor, 'stock', v.stock_hint, 'picture', i.path
      ) order by v.position, v.id) as list,
        (array_agg(v.sku order by v.position, v.id))[1] as sku,
        ${
    language
      ? sql`array(
          select distinct unnest(v.option_values) from public.variants as v
          where v.store_id = s.id and v.product_id = this.id and v.archived_at is null
        )`
      : sql`null::text[]`
  } as values
      from public.variants as v
      left join public.product_images as i on i.store_id = v.store_id and i.id = v.image_id
      where v.store_id = s.id and v.product_id = this.id and v.archived_at is null
    ) as variants on true
    where s.slug = ${slug}`;
  return page ?? null;
}

/**
 * The variant that a form named by its option values; null when the product has none like it, so
 * also when the product is gone. An empty list means the product has one variant without options.
 */
export async function findVariant(
  sql: Sql,
  { slug, product, options }: { slug: string; product: string; options: string[] },
): Promise<Pick<Variant, "id" | "stock" | "priceMinor"> | null> {
  const [variant] = await sql<Pick<Variant, "id" | "stock" | "priceMinor">[]>`
    select v.id, v.stock_hint as "stock", v.price_minor as "priceMinor"
    from public.stores as s
    join public.products as p
      on p.store_id = s.id and p.slug = ${product} and p.status = 'published'
    join public.variants as v
      on v.store_id = s.id and v.product_id = p.id and v.archived_at is null
    where s.slug = ${slug} and v.option_values = ${options}::text[]`;
  return variant ?? null;
}
