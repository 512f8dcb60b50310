import type { Sql } from "@/lib/db/mod.ts";
import { type Shell, shellColumns, type ShopRequest } from "@/lib/stores/mod.ts";
import { translated } from "@/lib/translations/mod.ts";

export interface ShopPageData extends Shell {
  /** Null when the shop has no such page, or does not show it. */
  page: { slug: string; title: string; body: string; updatedAt: string } | null;
  /** Address of the page that was here before; null when there is none. */
  movedTo: string | null;
}

/** One of a shop's own pages, or null when there is no such shop. */
export async function readShopPage(
  sql: Sql,
  { slug, cart, language, page }: ShopRequest & { page: string },
): Promise<ShopPageData | null> {
  const [row] = await sql<ShopPageData[]>`
    select ${shellColumns(sql, { cart, language })},
      case when p.id is not null then json_build_object(
        'slug', p.slug, 'title', ${translated(sql, language, sql`p`, "title")},
        'body', ${translated(sql, language, sql`p`, "body")}, 'updatedAt', p.updated_at
      ) end as "page",
      (
        select now.slug
        from public.page_redirects as r
        join public.store_pages as now on now.store_id = r.store_id and now.id = r.page_id
        where p.id is null and r.store_id = s.id and r.slug = ${page} and r.is_published
      ) as "movedTo"
    from public.stores as s
    left join public.store_pages as p on p.store_id = s.id and p.slug = ${page} and p.is_published
    where s.slug = ${slug}`;
  return row ?? null;
}
