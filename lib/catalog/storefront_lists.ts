import { FRONT_SHELVES } from "@/lib/collections/mod.ts";
import { waysJson } from "@/lib/checkout/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { Way } from "@/lib/enums.ts";
import {
  type Category,
  type DeliveryZone,
  hasGoods,
  type Shell,
  shellColumns,
  type ShopRequest,
  zonesJson,
} from "@/lib/stores/mod.ts";
import { type Asked, translated } from "@/lib/translations/mod.ts";
import {
  cardColumns,
  cardsJson,
  cutPage,
  goodsOfCollection,
  inShelfOrder,
  newestBelow,
  newestFirst,
  olderThan,
  PAGE,
  type ProductCard,
} from "./storefront_cards.ts";

export interface HomePage extends Shell {
  zones: DeliveryZone[];
  /** Where the shop has an account that it offers. */
  ways: Way[];
  productCount: number;
  newest: ProductCard[];
  shelves: (Category & { products: ProductCard[] })[];
}

export interface ListPage extends Shell {
  products: ProductCard[];
  /** The last product here, after which the next page begins; null on the last page. */
  next: string | null;
}

const NEWEST = 8;
/** Shelves in all, unless more collections are put there. */
const SHELVES = 3;
const SHELF = 4;

/** The front page of a shop, or null when there is no such shop. */
export async function readHomePage(
  sql: Sql,
  { slug, cart, language }: ShopRequest,
): Promise<HomePage | null> {
  const newest = sql`
    select ${cardColumns(sql)}
    from public.products as p
    where p.store_id = s.id and p.status = 'published'
    order by ${newestFirst(sql)}
    limit ${NEWEST}`;
  const [page] = await sql<HomePage[]>`
    select ${shellColumns(sql, { cart, language })},
      ${zonesJson(sql, language)} as "zones",
      ${waysJson(sql)} as "ways",
      (
        select count(*) from public.products as p
        where p.store_id = s.id and p.status = 'published'
      ) as "productCount",
      ${cardsJson(sql, newest, { language })} as "newest",
      ${shelvesJson(sql, language)} as "shelves"
    from public.stores as s
    where s.slug = ${slug}`;
  return page ?? null;
}

/**
 * Shelves of the front page: the collections that the merchant put there, then categories, as many as
 * there is room for.
 */
function shelvesJson(sql: Sql, language: Asked) {
  const ofCategory = cardsJson(sql, newestBelow(sql, { id: sql`c.id`, limit: SHELF }), {
    language,
  });
  const ofCollection = cardsJson(sql, goodsOfCollection(sql, { limit: SHELF }), {
    language,
    order: inShelfOrder(sql),
  });
  return sql`(
    with front as (
      select k.id, k.slug, k.title, k.translations, k.sort, k.front_place
      from public.collections as k
      where k.store_id = s.id and k.front_place is not null and k.is_published and k.deleted_at is null
        and exists (
          select from public.collection_products as m
          where m.store_id = s.id and m.collection_id = k.id and m.product_status = 'published'
        )
      order by k.front_place, k.id
      limit ${FRONT_SHELVES}
    )
    select coalesce(json_agg(json_build_object('slug', h.slug, 'name', h.name, 'products', h.products)
      order by h.part, h.place, h.name), '[]')
    from (
      select k.slug, ${
    translated(sql, language, sql`k`, "title")
  } as name, ${ofCollection} as products, 1 as part, k.front_place as place
      from front as k
      union all
      select c.slug, ${translated(sql, language, sql`c`, "name")}, ${ofCategory}, 2, c.position
      from (
        select c.id, c.slug, c.name, c.translations, c.position
        from public.categories as c
        where c.store_id = s.id and c.parent_id is null and ${hasGoods(sql, sql`c.id`)}
        order by c.position, c.name
        limit greatest(0, ${SHELVES} - (select count(*) from front))
      ) as c
    ) as h
  )`;
}

export interface ListRequest extends ShopRequest {
  /** `next` of the page before. */
  after?: string;
}

/** One page of everything, newest first, or null when there is no such shop. */
export async function readListPage(
  sql: Sql,
  { slug, cart, language, after }: ListRequest,
): Promise<ListPage | null> {
  const source = sql`
    select ${cardColumns(sql)}
    from public.products as p
    where p.store_id = s.id and p.status = 'published' ${olderThan(sql, after)}
    order by ${newestFirst(sql)}
    limit ${PAGE + 1}`;
  const [page] = await sql<Omit<ListPage, "next">[]>`
    select ${shellColumns(sql, { cart, language })}, ${
    cardsJson(sql, source, { language })
  } as "products"
    from public.stores as s
    where s.slug = ${slug}`;
  return page ? { ...page, ...cutPage(page.products) } : null;
}
