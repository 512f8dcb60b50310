import type { Cart } from "@/lib/carts/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { type Category, type Shell, shellColumns } from "@/lib/stores/mod.ts";
import type { PriceBand, SearchRequest } from "./search_request.ts";
import { cardsJson, type ProductCard } from "./storefront_cards.ts";

/** How many goods each choice would leave, the others as they are. */
export interface Facets {
  categories: (Category & { count: number })[];
  bands: (PriceBand & { count: number })[];
  available: number;
  /** "Colour: Rust", most first. */
  options: FacetValue[];
  tags: FacetValue[];
}

export interface FacetValue {
  value: string;
  count: number;
}

export interface SearchPage extends Shell {
  products: ProductCard[];
  /** Over all pages. */
  total: number;
  facets: Facets;
  /** What was looked for instead when nothing is called as typed: the nearest words of the shop. */
  meant: string[] | null;
  /** The last product here, after which the next page begins; null on the last page. */
  next: string | null;
}

const PAGE = 24;

/** A page of what a shop has of what was asked for, or null when there is no such shop. */
export async function searchProducts(
  sql: Sql,
  { slug, cart, request }: { slug: string; cart: Cart; request: SearchRequest },
): Promise<SearchPage | null> {
  const found = sql`
    select p.id, p.store_id, p.slug, p.title, p.published_at, one.place
    from unnest(f.product_ids) with ordinality as one (id, place)
    join public.products as p on p.store_id = s.id and p.id = one.id and p.status = 'published'`;
  const [page] = await sql<Omit<SearchPage, "next">[]>`
    select ${shellColumns(sql, cart)}, f.total, f.facets, f.meant,
      ${cardsJson(sql, found, sql`p.place`)} as "products"
    from public.stores as s
    cross join lateral public.search_products(s.id, ${sql.json(toInput(request))}) as f
    where s.slug = ${slug}`;
  if (!page) return null;
  const products = page.products.slice(0, PAGE);
  return { ...page, products, next: page.products.length > PAGE ? products.at(-1)!.slug : null };
}

function toInput({ price, isAvailable, ...request }: SearchRequest) {
  return {
    ...request,
    price_from: price?.from ?? null,
    price_below: price?.below ?? null,
    is_available: isAvailable ?? false,
    max_rows: PAGE,
  };
}
