import type postgres from "postgres";
import type { Sql } from "@/lib/db/mod.ts";
import { categoryAndBelow } from "@/lib/stores/mod.ts";
import { type Asked, translated } from "@/lib/translations/mod.ts";

/** A picture and the widths it exists in; none while the picture job has not run. */
export interface Picture {
  path: string;
  alt: string;
  width: number;
  height: number;
  widths: number[];
  /** Each width is there as AVIF too. */
  hasAvif: boolean;
  /** Percent from left and top of what must stay in sight. */
  focus: [number, number];
  /** What each width weighs at most, in bytes; empty where nobody has weighed it. */
  bytes: number[];
}

/** A product in a list. */
export interface ProductCard {
  slug: string;
  title: string;
  /** Of the cheapest variant. */
  priceMinor: number;
  /** False when other variants cost more: the price is then "from". */
  isOnePrice: boolean;
  compareAtMinor: number | null;
  /** Units left over all variants; 5 and more are not told apart. Null never runs out. */
  stock: number | null;
  picture: Picture | null;
}

export type Fragment = postgres.PendingQuery<postgres.Row[]>;

/** Order of every list: newest first, the id where two were published at once. */
export function newestFirst(sql: Sql): Fragment {
  return sql`p.published_at desc, p.id desc`;
}

/** Products on one page of a list; one more is read, to know whether there are more. */
export const PAGE = 24;

/** What a page shows of the products read for it, and the last of them when there are more. */
export function cutPage(read: ProductCard[]): { products: ProductCard[]; next: string | null } {
  const products = read.slice(0, PAGE);
  return { products, next: read.length > PAGE ? products.at(-1)!.slug : null };
}

/** Condition for `public.products as p`: behind the product of this slug, newest first. */
export function olderThan(sql: Sql, after: string | undefined): Fragment {
  if (after === undefined) return sql``;
  return sql`and (p.published_at, p.id) < (
    select a.published_at, a.id from public.products as a
    where a.store_id = s.id and a.slug = ${after}
  )`;
}

/** Columns of `public.products as p` that make a card. */
export function cardColumns(sql: Sql): Fragment {
  return sql`p.id, p.store_id, p.slug, p.title, p.translations, p.published_at`;
}

/** Products on sale in a category and under it, newest first: the first of each, merged. */
export function newestBelow(
  sql: Sql,
  { id, limit, where = sql`` }: { id: Fragment; limit: number; where?: Fragment },
): Fragment {
  return sql`
    select p.* from (${categoryAndBelow(sql, id)}) as t
    cross join lateral (
      select ${cardColumns(sql)}
      from public.products as p
      where p.store_id = s.id and p.category_id = t.id and p.status = 'published' ${where}
      order by ${newestFirst(sql)}
      limit ${limit}
    ) as p
    order by ${newestFirst(sql)}
    limit ${limit}`;
}

/**
 * Products on sale in the collection `k`, which has id and sort: newest first, or in its own order.
 * `older` and `further` narrow rows of `public.collection_products as m` in either of them.
 */
export function goodsOfCollection(
  sql: Sql,
  { limit, older = sql``, further = sql`` }: {
    limit: number;
    older?: Fragment;
    further?: Fragment;
  },
): Fragment {
  return sql`
    select ${cardColumns(sql)}, 0 as place, null::uuid as tie
    from (
      select m.store_id, m.product_id from public.collection_products as m
      where m.store_id = s.id and m.collection_id = k.id and k.sort = 'newest'
        and m.product_status = 'published' ${older}
      order by m.published_at desc, m.product_id desc
      limit ${limit}
    ) as m
    join public.products as p on p.store_id = m.store_id and p.id = m.product_id
    union all
    select ${cardColumns(sql)}, m.position, m.product_id
    from (
      select m.store_id, m.product_id, m.position from public.collection_products as m
      where m.store_id = s.id and m.collection_id = k.id and k.sort = 'manual'
        and m.product_status = 'published' ${further}
      order by m.position, m.product_id
      limit ${limit}
    ) as m
    join public.products as p on p.store_id = m.store_id and p.id = m.product_id`;
}

/** Order of goods of which some come from a collection. */
export function inShelfOrder(sql: Sql): Fragment {
  return sql`p.place, p.tie, ${newestFirst(sql)}`;
}

/** JSON of a row of `public.product_images as i`. */
export function pictureJson(sql: Sql): Fragment {
  return sql`json_build_object(
    'path', i.path, 'alt', i.alt, 'width', i.width, 'height', i.height, 'widths', i.widths,
    'hasAvif', i.has_avif, 'focus', json_build_array(i.focal_x, i.focal_y),
    'bytes', i.webp_bytes
  )`;
}

/**
 * JSON list of `ProductCard` for the rows of `source`: what `cardColumns` names, and whatever else
 * `order` does.
 */
export function cardsJson(
  sql: Sql,
  source: Fragment,
  { language, order = newestFirst(sql) }: { language: Asked; order?: Fragment },
): Fragment {
  return sql`(
    select coalesce(json_agg(json_build_object(
      'slug', p.slug, 'title', ${
    translated(sql, language, sql`p`, "title")
  }, 'priceMinor', v.price_minor,
      'isOnePrice', v.is_one_price, 'compareAtMinor', v.compare_at_minor, 'stock', v.stock,
      'picture', i.picture
    ) order by ${order}), '[]')
    from (${source}) as p
    cross join lateral (
      select min(v.price_minor) as price_minor,
        min(v.price_minor) = max(v.price_minor) as is_one_price,
        (array_agg(v.compare_at_minor order by v.price_minor, v.position))[1] as compare_at_minor,
        case when bool_and(v.stock_hint is not null) then least(sum(v.stock_hint), 5) end as stock
      from public.variants as v
      where v.store_id = p.store_id and v.product_id = p.id and v.archived_at is null
    ) as v
    left join lateral (
      select ${pictureJson(sql)} as picture
      from public.product_images as i
      where i.store_id = p.store_id and i.product_id = p.id
      order by i.position, i.id
      limit 1
    ) as i on true
    where v.price_minor is not null
  )`;
}
