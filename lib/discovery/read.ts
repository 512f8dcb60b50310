import type { Sql } from "@/lib/db/mod.ts";
import { hasGoods } from "@/lib/stores/mod.ts";

/** What the addresses of a shop are made of. */
export interface ShopAddress {
  slug: string;
  domain: string | null;
}

export interface SitemapIndex extends ShopAddress {
  /** The first product of each part, and when something in it changed last. */
  parts: { first: string; changedAt: string }[];
}

/** Addresses in one file; the limit of the protocol is ten times as many. */
export const PART = 5_000;

const address = (sql: Sql) =>
  sql`s.slug, (
    select d.host from public.store_domains as d
    where d.store_id = s.id and d.verified_at is not null
  ) as domain`;

/** Into which parts a shop's products fall, or null when there is no such shop. */
export async function readSitemapIndex(sql: Sql, slug: string): Promise<SitemapIndex | null> {
  const [index] = await sql<SitemapIndex[]>`
    select ${address(sql)}, (
      select coalesce(json_agg(json_build_object('first', part.first, 'changedAt', part.changed_at)
        order by part.first), '[]')
      from (
        select (array_agg(p.id order by p.id))[1] as first, max(p.updated_at) as changed_at
        from (
          select p.id, p.updated_at, (row_number() over (order by p.id) - 1) / ${PART}::int as part
          from public.products as p where p.store_id = s.id and p.status = 'published'
        ) as p
        group by p.part
      ) as part
    ) as parts
    from public.stores as s where s.slug = ${slug}`;
  return index ?? null;
}

export interface SitemapPages extends ShopAddress {
  shelves: { slug: string }[];
  pages: { slug: string; changedAt: string }[];
}

/** What of a shop can be found besides its products, or null when there is no such shop. */
export async function readSitemapPages(sql: Sql, slug: string): Promise<SitemapPages | null> {
  const [pages] = await sql<SitemapPages[]>`
    select ${address(sql)}, (
      select coalesce(json_agg(json_build_object('slug', shelf.slug)), '[]')
      from (
        select c.slug from public.categories as c
        where c.store_id = s.id and ${hasGoods(sql, sql`c.id`)}
        union all
        select k.slug from public.collections as k
        where k.store_id = s.id and k.is_published and k.deleted_at is null and exists (
          select from public.collection_products as m
          where m.store_id = s.id and m.collection_id = k.id and m.product_status = 'published'
        )
        limit ${PART - 200}
      ) as shelf
    ) as shelves, (
      select coalesce(json_agg(json_build_object('slug', p.slug, 'changedAt', p.updated_at)), '[]')
      from public.store_pages as p where p.store_id = s.id and p.is_published
    ) as pages
    from public.stores as s where s.slug = ${slug}`;
  return pages ?? null;
}
