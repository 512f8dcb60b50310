import type { Sql } from "@/lib/db/mod.ts";
import { type Category, type Shell, shellColumns, type ShopRequest } from "@/lib/stores/mod.ts";
import { type Asked, translated } from "@/lib/translations/mod.ts";
import type { PriceBand, SearchRequest } from "./search_request.ts";
import { cardColumns, cardsJson, type ProductCard } from "./storefront_cards.ts";

/** How many goods each choice would leave, the others as they are. */
export interface Facets {
  categories: (Category & { count: number })[];
  bands: (PriceBand & { count: number })[];
  available: number;
  /** "Colour: Rust", most first. */
  options: FacetValue[];
  tags: FacetValue[];
  /** What names and values of options and tags are called in the language of the page. */
  words: Record<string, string>;
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

/** What filters are called in the language of the page; null in the shop's first. */
interface Named {
  names: { categories: Record<string, string>; words: Record<string, string> } | null;
}

/** A page of what a shop has of what was asked for, or null when there is no such shop. */
export async function searchProducts(
  sql: Sql,
  { slug, cart, language, request }: ShopRequest & { request: SearchRequest },
): Promise<SearchPage | null> {
  const found = sql`
    select ${cardColumns(sql)}, one.place
    from unnest(f.product_ids) with ordinality as one (id, place)
    join public.products as p on p.store_id = s.id and p.id = one.id and p.status = 'published'`;
  const [page] = await sql<(Omit<SearchPage, "next"> & Named)[]>`
    select ${shellColumns(sql, { cart, language })}, f.total, f.facets, f.meant,
      ${cardsJson(sql, found, { language, order: sql`p.place` })} as "products",
      ${namesJson(sql, language)} as "names"
    from public.stores as s
    cross join lateral public.search_products(s.id, ${sql.json(toInput(request))}) as f
    where s.slug = ${slug}`;
  if (!page) return null;
  const products = page.products.slice(0, PAGE);
  const { names } = page;
  const categories = page.facets.categories.map((one) => ({
    ...one,
    name: names?.categories[one.slug] ?? one.name,
  }));
  const facets = { ...page.facets, categories, words: names?.words ?? {} };
  return {
    ...page,
    facets,
    products,
    next: page.products.length > PAGE ? products.at(-1)!.slug : null,
  };
}

function namesJson(sql: Sql, language: Asked) {
  if (!language) return sql`null::json`;
  return sql`json_build_object('words', coalesce(s.words -> ${language}::text, '{}'), 'categories', (
    select coalesce(json_object_agg(c.slug, ${translated(sql, language, sql`c`, "name")}), '{}')
    from public.categories as c where c.store_id = s.id
  ))`;
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
