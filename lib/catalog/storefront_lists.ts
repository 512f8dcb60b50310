import type { Cart } from "@/lib/carts/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import {
  type Category,
  type DeliveryZone,
  type Shell,
  shellColumns,
  zonesJson,
} from "@/lib/stores/mod.ts";
import {
  cardColumns,
  cardsJson,
  cutPage,
  newestBelow,
  newestFirst,
  olderThan,
  PAGE,
  type ProductCard,
} from "./storefront_cards.ts";

export interface HomePage extends Shell {
  zones: DeliveryZone[];
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
const SHELVES = 3;
const SHELF = 4;

/** The front page of a shop, or null when there is no such shop. */
export async function readHomePage(
  sql: Sql,
  { slug, cart }: { slug: string; cart: Cart },
): Promise<HomePage | null> {
  const newest = sql`
    select ${cardColumns(sql)}
    from public.products as p
    where p.store_id = s.id and p.status = 'published'
    order by ${newestFirst(sql)}
    limit ${NEWEST}`;
  const onShelf = newestBelow(sql, { id: sql`c.id`, limit: SHELF });
  const [page] = await sql<HomePage[]>`
    select ${shellColumns(sql, cart)},
      ${zonesJson(sql)} as "zones",
      (
        select count(*) from public.products as p
        where p.store_id = s.id and p.status = 'published'
      ) as "productCount",
      ${cardsJson(sql, newest)} as "newest",
      (
        select coalesce(json_agg(json_build_object(
          'slug', c.slug, 'name', c.name, 'products', ${cardsJson(sql, onShelf)}
        ) order by c.position, c.name), '[]')
        from (
          select c.id, c.slug, c.name, c.position
          from public.categories as c
          where c.store_id = s.id and c.parent_id is null
          order by c.position, c.name
          limit ${SHELVES}
        ) as c
      ) as "shelves"
    from public.stores as s
    where s.slug = ${slug}`;
  return page ?? null;
}

export interface ListRequest {
  slug: string;
  cart: Cart;
  /** `next` of the page before. */
  after?: string;
}

/** One page of everything, newest first, or null when there is no such shop. */
export async function readListPage(
  sql: Sql,
  { slug, cart, after }: ListRequest,
): Promise<ListPage | null> {
  const source = sql`
    select ${cardColumns(sql)}
    from public.products as p
    where p.store_id = s.id and p.status = 'published' ${olderThan(sql, after)}
    order by ${newestFirst(sql)}
    limit ${PAGE + 1}`;
  const [page] = await sql<Omit<ListPage, "next">[]>`
    select ${shellColumns(sql, cart)}, ${cardsJson(sql, source)} as "products"
    from public.stores as s
    where s.slug = ${slug}`;
  return page ? { ...page, ...cutPage(page.products) } : null;
}
