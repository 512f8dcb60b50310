import type { Sql } from "@/lib/db/mod.ts";

/** Shelves of collections that a front page shows; more would make it too heavy for a slow network. */
export const FRONT_SHELVES = 4;
/** As many can wait for a place among them. */
const LISTED = 50;

/** A collection that is meant for the front page. */
export interface FrontShelf {
  id: string;
  title: string;
  isPublished: boolean;
  /** Has something on sale. */
  hasGoods: boolean;
}

/** Collections for the front page of a store, in their order. */
export async function listFrontShelves(sql: Sql, storeId: string): Promise<FrontShelf[]> {
  return await sql<FrontShelf[]>`
    select c.id, c.title, c.is_published as "isPublished", exists (
      select from public.collection_products as m
      where m.store_id = c.store_id and m.collection_id = c.id and m.product_status = 'published'
    ) as "hasGoods"
    from public.collections as c
    where c.store_id = ${storeId} and c.front_place is not null and c.deleted_at is null
    order by c.front_place, c.id limit ${LISTED}`;
}

/** Gives shelves other places, from 1; whatever has one makes room. */
export async function arrangeFrontShelves(
  sql: Sql,
  storeId: string,
  moved: { id: string; place: number }[],
): Promise<void> {
  await sql`
    update public.collections as c set front_place = o.place
    from (
      select n.id, row_number() over (order by n.wanted + sign(n.wanted - n.stays) / 2.0, n.stays) as place
      from (
        select s.id, s.stays, coalesce(m.place, s.stays) as wanted
        from (
          select c.id, row_number() over (order by c.front_place, c.id) as stays
          from public.collections as c
          where c.store_id = ${storeId} and c.front_place is not null and c.deleted_at is null
        ) as s
        left join jsonb_to_recordset(${sql.json(moved)}) as m (id uuid, place bigint) on m.id = s.id
      ) as n
    ) as o
    where c.store_id = ${storeId} and c.id = o.id and c.front_place <> o.place`;
}

/** The place of a collection that is put on the front page: behind the others, or where it was. */
export function frontPlace(
  sql: Sql,
  { storeId, isOnFront, stays = sql`null::integer` }: {
    storeId: string;
    isOnFront: boolean;
    stays?: ReturnType<Sql>;
  },
) {
  if (!isOnFront) return sql`null`;
  return sql`coalesce(${stays}, (
    select coalesce(max(o.front_place), 0) + 1 from public.collections as o
    where o.store_id = ${storeId} and o.front_place is not null and o.deleted_at is null
  ))`;
}
