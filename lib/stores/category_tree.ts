import type postgres from "postgres";
import type { Sql } from "@/lib/db/mod.ts";

type Fragment = postgres.PendingQuery<postgres.Row[]>;

/** Ids of a category and everything under it, for a statement over `public.stores as s`. */
export function categoryAndBelow(sql: Sql, id: Fragment): Fragment {
  return sql`
    with recursive below as (
      select ${id} as id
      union all
      select child.id from below
      join public.categories as child on child.store_id = s.id and child.parent_id = below.id
    )
    select below.id from below`;
}

/** True when something is on sale in a category or under it: one look at an index for each of them. */
export function hasGoods(sql: Sql, id: Fragment): Fragment {
  return sql`exists (
    select from (${categoryAndBelow(sql, id)}) as t
    cross join lateral (
      select from public.products as p
      where p.store_id = s.id and p.category_id = t.id and p.status = 'published' limit 1
    ) as p
  )`;
}
