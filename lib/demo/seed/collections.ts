import type { Sql } from "@/lib/db/mod.ts";
import type { DemoCollection } from "../catalog.ts";

/** Puts together what the shop shows beside its categories, each in the order of its list. */
export async function insertCollections(
  sql: Sql,
  { storeId, collections }: { storeId: string; collections: readonly DemoCollection[] },
): Promise<void> {
  for (const { slug, title, description, frontPlace, products } of collections) {
    const [made] = await sql<{ id: string }[]>`
      insert into public.collections
        (store_id, slug, title, description, kind, sort, is_published, front_place)
      values (${storeId}, ${slug}, ${title}, ${description}, 'manual', 'manual', true,
        ${frontPlace ?? null})
      returning id`;
    await sql`
      insert into public.collection_products (store_id, collection_id, product_id, position)
      select ${storeId}, ${made!.id}, p.id, l.place - 1
      from unnest(${[...products]}::text[]) with ordinality as l (slug, place)
      join public.products as p on p.store_id = ${storeId} and p.slug = l.slug`;
  }
}
