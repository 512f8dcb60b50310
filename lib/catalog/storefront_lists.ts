import type { Cart } from "@/lib/carts/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import {
  type Category,
  type DeliveryZone,
  type Shell,
  shellColumns,
  zonesJson,
} from "@/lib/stores/mod.ts";
import { cardsJson, newestFirst, type ProductCard } from "./storefront_cards.ts";

export interface HomePage extends Shell {
  zones: DeliveryZone[];
  productCount: number;
  newest: ProductCard[];
  shelves: (Category & { products: ProductCard[] })[];
}

export interface ListPage extends Shell {
  /** Null on the page of all products, and when there is no such category. */
  category: Category | null;
  products: ProductCard[];
  /** The last product here, after which the next page begins; null on the last page. */
  next: string | null;
}

const NEWEST = 8;
const SHELVES = 3;
const SHELF = 4;
const PAGE = 24;

/** The front page of a shop, or null when there is no such shop. */
export async function readHomePage(
  sql: Sql,
  { slug, cart }: { slug: string; cart: Cart },
): Promise<HomePage | null> {
  const newest = sql`
    select p.id, p.store_id, p.slug, p.title, p.published_at
    from public.products as p
    where p.store_id = s.id and p.status = 'published'
    order by ${newestFirst(sql)}
    limit ${NEWEST}`;
  const onShelf = sql`
    select p.id, p.store_id, p.slug, p.title, p.published_at
    from public.products as p
    where p.store_id = s.id and p.category_id = c.id and p.status = 'published'
    order by ${newestFirst(sql)}
    limit ${SHELF}`;
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
          where c.store_id = s.id
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
  /** Slug of a category; absent lists everything. */
  category?: string;
  /** `next` of the page before. */
  after?: string;
}

/** One page of products, newest first, or null when there is no such shop. */
export async function readListPage(
  sql: Sql,
  { slug, cart, category, after }: ListRequest,
): Promise<ListPage | null> {
  const inCategory = category === undefined ? sql`` : sql`and p.category_id = c.id`;
  const afterLast = after === undefined ? sql`` : sql`and (p.published_at, p.id) < (
    select a.published_at, a.id from public.products as a
    where a.store_id = s.id and a.slug = ${after}
  )`;
  const source = sql`
    select p.id, p.store_id, p.slug, p.title, p.published_at
    from public.products as p
    where p.store_id = s.id and p.status = 'published' ${inCategory} ${afterLast}
    order by ${newestFirst(sql)}
    limit ${PAGE + 1}`;
  const [page] = await sql<Omit<ListPage, "next">[]>`
    select ${shellColumns(sql, cart)},
      case when c.id is not null then json_build_object('slug', c.slug, 'name', c.name) end
        as "category",
      ${cardsJson(sql, source)} as "products"
    from public.stores as s
    left join public.categories as c on c.store_id = s.id and c.slug = ${category ?? null}
    where s.slug = ${slug}`;
  if (!page) return null;
  const products = page.products.slice(0, PAGE);
  return { ...page, products, next: page.products.length > PAGE ? products.at(-1)!.slug : null };
}
