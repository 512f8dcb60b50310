import type { Sql } from "@/lib/db/mod.ts";
import type { ProductStatus } from "@/lib/enums.ts";
import type { Rule } from "./input.ts";

/** A product as a line of a collection. */
export interface CollectionItem {
  id: string;
  title: string;
  status: ProductStatus;
  cover: { path: string; widths: number[] } | null;
}

/** A product at its place in a manual collection, counted from 1. */
export interface PlacedItem extends CollectionItem {
  place: number;
}

interface Place {
  storeId: string;
  collectionId: string;
}

/** Columns of `CollectionItem` for `public.products as p`. */
function itemColumns(sql: Sql) {
  return sql`p.id, p.title, p.status, (
    select jsonb_build_object('path', i.path, 'widths', i.widths)
    from public.product_images as i
    where i.store_id = p.store_id and i.product_id = p.id order by i.position, i.id limit 1
  ) as cover`;
}

/** Products of a manual collection in their order, and whether there are more. */
export async function listItems(
  sql: Sql,
  { storeId, collectionId }: Place,
  { after, limit = 50 }: { after?: string; limit?: number } = {},
): Promise<{ items: PlacedItem[]; hasMore: boolean }> {
  const afterLast = after
    ? sql`and (m.position, m.product_id) > (
      select a.position, a.product_id from public.collection_products as a
      where a.store_id = ${storeId} and a.collection_id = ${collectionId} and a.product_id = ${after}
    )`
    : sql``;
  const items = await sql<PlacedItem[]>`
    select ${itemColumns(sql)}, m.position + 1 as place
    from public.collection_products as m
    join public.products as p on p.store_id = m.store_id and p.id = m.product_id
    where m.store_id = ${storeId} and m.collection_id = ${collectionId} ${afterLast}
    order by m.position, m.product_id limit ${limit + 1}`;
  return { items: items.slice(0, limit), hasMore: items.length > limit };
}

/** Products by part of their title that a collection does not have yet, newest first. */
export async function findMissingItems(
  sql: Sql,
  { storeId, collectionId }: Place,
  { search, limit = 20 }: { search: string; limit?: number },
): Promise<CollectionItem[]> {
  const pattern = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  return await sql<CollectionItem[]>`
    select ${itemColumns(sql)}
    from public.products as p
    where p.store_id = ${storeId} and p.status <> 'archived' and p.title ilike ${pattern}
      and not exists (
        select from public.collection_products as m
        where m.store_id = p.store_id and m.collection_id = ${collectionId} and m.product_id = p.id
      )
    order by p.id desc limit ${limit}`;
}

/** Puts products behind those that a manual collection has. */
export async function addItems(
  sql: Sql,
  { storeId, collectionId }: Place,
  productIds: string[],
): Promise<void> {
  await sql`
    insert into public.collection_products (store_id, collection_id, product_id, position)
    select ${storeId}, ${collectionId}, p.id, p.place + (
      select coalesce(max(m.position), -1) from public.collection_products as m
      where m.store_id = ${storeId} and m.collection_id = ${collectionId}
    )
    from unnest(${productIds}::uuid[]) with ordinality as p (id, place)
    on conflict do nothing`;
}

/** Makes these all that a manual collection has, in this order; false, and nothing, when one is not the store's. */
export async function putItems(
  sql: Sql,
  { storeId, collectionId }: Place,
  productIds: string[],
): Promise<boolean> {
  const ids = [...new Set(productIds)];
  const known = await sql`
    select from public.products as p
    where p.store_id = ${storeId} and p.id = any (${ids}::uuid[]) and p.status <> 'archived'`;
  if (known.length < ids.length) return false;
  await sql`
    delete from public.collection_products as m
    where m.store_id = ${storeId} and m.collection_id = ${collectionId}
      and m.product_id <> all (${ids}::uuid[])`;
  await addItems(sql, { storeId, collectionId }, ids);
  await sql`
    update public.collection_products as m set position = o.place - 1
    from unnest(${ids}::uuid[]) with ordinality as o (id, place)
    where m.store_id = ${storeId} and m.collection_id = ${collectionId}
      and m.product_id = o.id and m.position <> o.place - 1`;
  return true;
}

export interface Arrangement {
  removed: string[];
  /** Products that go to another place, counted from 1; whatever has it makes room. */
  moved: { id: string; place: number }[];
}

/** Takes products out of a manual collection and gives the others their places, without gaps. */
export async function arrangeItems(
  sql: Sql,
  { storeId, collectionId }: Place,
  { removed, moved }: Arrangement,
): Promise<void> {
  await sql`
    delete from public.collection_products as m
    where m.store_id = ${storeId} and m.collection_id = ${collectionId}
      and m.product_id = any (${removed}::uuid[])`;
  await sql`
    update public.collection_products as m set position = o.position
    from (
      select n.product_id,
        row_number() over (order by n.wanted + sign(n.wanted - n.stays) / 2.0, n.stays) - 1 as position
      from (
        select n.product_id, n.stays, coalesce(w.place, n.stays) as wanted
        from (
          select m.product_id, row_number() over (order by m.position, m.product_id) as stays
          from public.collection_products as m
          where m.store_id = ${storeId} and m.collection_id = ${collectionId}
        ) as n
        left join jsonb_to_recordset(${sql.json(moved)}) as w (id uuid, place bigint)
          on w.id = n.product_id
      ) as n
    ) as o
    where m.store_id = ${storeId} and m.collection_id = ${collectionId}
      and m.product_id = o.product_id and m.position <> o.position`;
}

/** How many products meet a rule, and the newest of them. */
export interface Preview {
  count: number;
  items: CollectionItem[];
}

/** What a rule would find now, saved or not. */
export async function previewRule(sql: Sql, storeId: string, rule: Rule): Promise<Preview> {
  const [row] = await sql<{ found: { count: number; product_ids: string[] } }[]>`
    select public.preview_collection(${storeId}, ${sql.json(rule as never)}) as found`;
  const { count, product_ids } = row!.found;
  const items = await sql<CollectionItem[]>`
    select ${itemColumns(sql)} from public.products as p
    where p.store_id = ${storeId} and p.id = any (${product_ids}::uuid[]) order by p.id desc`;
  return { count, items: [...items] };
}
