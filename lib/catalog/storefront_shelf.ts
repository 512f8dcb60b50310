import type { Sql } from "@/lib/db/mod.ts";
import { type Category, hasGoods, shellColumns } from "@/lib/stores/mod.ts";
import { type Asked, translated } from "@/lib/translations/mod.ts";
import {
  cardsJson,
  cutPage,
  goodsOfCollection,
  inShelfOrder,
  newestBelow,
  olderThan,
  PAGE,
} from "./storefront_cards.ts";
import type { ListPage, ListRequest } from "./storefront_lists.ts";

/** What a page under /c/ is about. */
export interface ShelfHead extends Category {
  kind: "category" | "collection";
  description: string;
  /** "" for one made of the name and the shop's. */
  seoTitle: string;
  seoDescription: string;
  /** The categories above, from the first level down. */
  path: Category[];
  /** Categories right below that have something in or under them. */
  children: Category[];
}

export interface ShelfPage extends ListPage {
  /** Null when the shop has neither a category nor a collection like it. */
  shelf: ShelfHead | null;
}

/**
 * One page of a category with everything under it, or of a collection; null when there is no such
 * shop. One statement finds out which of them the address names: of what it is not, nothing is read.
 */
export async function readShelfPage(
  sql: Sql,
  { slug, cart, language, shelf, after }: ListRequest & { shelf: string },
): Promise<ShelfPage | null> {
  const cards = cardsJson(sql, goods(sql, after), { language, order: inShelfOrder(sql) });
  const ofCategory = (column: string) => translated(sql, language, sql`c`, column);
  const ofCollection = (column: string) => translated(sql, language, sql`k`, column);
  const [page] = await sql<Omit<ShelfPage, "next">[]>`
    select ${shellColumns(sql, { cart, language })},
      case when c.id is not null then json_build_object(
        'kind', 'category', 'slug', c.slug, 'name', ${ofCategory("name")}, 'description', '',
        'seoTitle', ${ofCategory("seo_title")}, 'seoDescription', ${ofCategory("seo_description")},
        'path', ${pathJson(sql, language)}, 'children', ${childrenJson(sql, language)}
      ) when k.id is not null then json_build_object(
        'kind', 'collection', 'slug', k.slug, 'name', ${ofCollection("title")},
        'description', ${ofCollection("description")},
        'seoTitle', ${ofCollection("seo_title")}, 'seoDescription', ${
    ofCollection("seo_description")
  },
        'path', json_build_array(), 'children', json_build_array()
      ) end as "shelf",
      ${cards} as "products"
    from public.stores as s
    left join public.categories as c on c.store_id = s.id and c.slug = ${shelf}
    left join public.collections as k on k.store_id = s.id and k.slug = ${shelf}
      and k.is_published and k.deleted_at is null and c.id is null
    where s.slug = ${slug}`;
  return page ? { ...page, ...cutPage(page.products) } : null;
}

function goods(sql: Sql, after: string | undefined) {
  const below = newestBelow(sql, {
    id: sql`c.id`,
    limit: PAGE + 1,
    where: olderThan(sql, after),
  });
  const last = sql`
    from public.collection_products as a
    join public.products as p on p.store_id = a.store_id and p.id = a.product_id
    where a.store_id = s.id and a.collection_id = k.id and p.slug = ${after ?? null}`;
  const older = after === undefined
    ? sql``
    : sql`and (m.published_at, m.product_id) < (select a.published_at, a.product_id ${last})`;
  const further = after === undefined
    ? sql``
    : sql`and (m.position, m.product_id) > (select a.position, a.product_id ${last})`;
  return sql`
    (select p.*, 0 as place, null::uuid as tie from (${below}) as p)
    union all
    ${goodsOfCollection(sql, { limit: PAGE + 1, older, further })}`;
}

/** The way down to the category `c`, as JSON. */
function pathJson(sql: Sql, language: Asked) {
  return sql`(
    with recursive above as (
      select u.slug, ${translated(sql, language, sql`u`, "name")} as name, u.parent_id, 1 as height
      from public.categories as u where u.store_id = s.id and u.id = c.parent_id
      union all
      select u.slug, ${translated(sql, language, sql`u`, "name")}, u.parent_id, above.height + 1
      from above join public.categories as u on u.store_id = s.id and u.id = above.parent_id
    )
    select coalesce(json_agg(
      json_build_object('slug', above.slug, 'name', above.name) order by above.height desc
    ), '[]') from above
  )`;
}

function childrenJson(sql: Sql, language: Asked) {
  return sql`(
    select coalesce(json_agg(
      json_build_object('slug', u.slug, 'name', ${
    translated(sql, language, sql`u`, "name")
  }) order by u.position, u.name
    ), '[]')
    from public.categories as u
    where u.store_id = s.id and u.parent_id = c.id and ${hasGoods(sql, sql`u.id`)}
  )`;
}
