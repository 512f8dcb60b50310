import postgres from "postgres";
import type { Sql } from "@/lib/db/mod.ts";
import type { CollectionKind, CollectionSort } from "@/lib/enums.ts";
import { type Refusal, refuse } from "@/lib/result.ts";
import { frontPlace } from "./front.ts";
import type { CollectionInput, Rule } from "./input.ts";

/** A collection as a line of the merchant's list. */
export interface CollectionLine {
  id: string;
  title: string;
  slug: string;
  kind: CollectionKind;
  isPublished: boolean;
  /** Products on sale; `COUNTED` of them are counted at most. */
  products: number;
}

export interface StoredCollection extends Omit<CollectionLine, "products">, Rule {
  description: string;
  seoTitle: string;
  seoDescription: string;
  sort: CollectionSort;
  /** Meant for the front page of the shop. */
  isOnFront: boolean;
}

/** How far a list counts: beyond, nobody reads the number. */
export const COUNTED = 1000;

/** Collections of a store, newest first, and whether there are more. `after`: the last id before. */
export async function listCollections(
  sql: Sql,
  storeId: string,
  { after, limit = 30 }: { after?: string; limit?: number } = {},
): Promise<{ collections: CollectionLine[]; hasMore: boolean }> {
  const rows = await sql<CollectionLine[]>`
    select c.id, c.title, c.slug, c.kind, c.is_published as "isPublished", (
      select count(*)::int from (
        select from public.collection_products as m
        where m.store_id = c.store_id and m.collection_id = c.id and m.product_status = 'published'
        limit ${COUNTED}
      ) as m
    ) as products
    from public.collections as c
    where c.store_id = ${storeId} and c.deleted_at is null ${
    after ? sql`and c.id < ${after}` : sql``
  }
    order by c.id desc limit ${limit + 1}`;
  return { collections: rows.slice(0, limit), hasMore: rows.length > limit };
}

/** One collection of a store, or null when it has none like it. */
export async function getCollection(
  sql: Sql,
  { storeId, collectionId }: { storeId: string; collectionId: string },
): Promise<StoredCollection | null> {
  const [row] = await sql<StoredCollection[]>`
    select c.id, c.title, c.slug, c.description, c.kind, c.sort, c.match, c.conditions,
      c.seo_title as "seoTitle", c.seo_description as "seoDescription", c.is_published as "isPublished",
      c.front_place is not null as "isOnFront"
    from public.collections as c
    where c.store_id = ${storeId} and c.id = ${collectionId} and c.deleted_at is null`;
  return row ?? null;
}

/** Makes a collection and answers its id. Rejects with what `explainCollectionError` explains. */
export async function createCollection(
  sql: Sql,
  storeId: string,
  { isPublished, isOnFront, conditions, ...input }: CollectionInput,
): Promise<string> {
  const front = frontPlace(sql, { storeId, isOnFront });
  const [made] = await sql<{ id: string }[]>`
    insert into public.collections
      (store_id, title, slug, description, seo_title, seo_description, kind, sort, match, conditions,
        is_published, front_place)
    values (${storeId}, ${input.title}, ${input.slug}, ${input.description}, ${input.seoTitle},
      ${input.seoDescription}, ${input.kind}, ${input.sort}, ${input.match}, ${
    sql.json(conditions as never)
  }, ${isPublished}, ${front})
    returning id`;
  return made!.id;
}

/** Changes a collection; its kind stays. Rejects with what `explainCollectionError` explains. */
export async function updateCollection(
  sql: Sql,
  { storeId, collectionId, input }: {
    storeId: string;
    collectionId: string;
    input: CollectionInput;
  },
): Promise<void> {
  const { isOnFront } = input;
  const front = frontPlace(sql, { storeId, isOnFront, stays: sql`c.front_place` });
  await sql`
    update public.collections as c
    set title = ${input.title}, slug = ${input.slug}, description = ${input.description},
      seo_title = ${input.seoTitle}, seo_description = ${input.seoDescription},
      sort = ${input.sort}, match = ${input.match}, is_published = ${input.isPublished},
      conditions = ${sql.json(input.conditions as never)}, front_place = ${front}
    where c.store_id = ${storeId} and c.id = ${collectionId} and c.deleted_at is null`;
}

/** Throws a collection away; for 30 days `restoreCollection` brings it back. */
export async function deleteCollection(
  sql: Sql,
  { storeId, collectionId }: { storeId: string; collectionId: string },
): Promise<void> {
  await sql`
    update public.collections as c set deleted_at = now()
    where c.store_id = ${storeId} and c.id = ${collectionId} and c.deleted_at is null`;
}

/** Rejects with what `explainCollectionError` explains when its address is taken meanwhile. */
export async function restoreCollection(
  sql: Sql,
  { storeId, collectionId }: { storeId: string; collectionId: string },
): Promise<void> {
  await sql`
    update public.collections as c set deleted_at = null
    where c.store_id = ${storeId} and c.id = ${collectionId} and c.deleted_at is not null`;
}

/** What a failed save means to the merchant; throws what it does not know. */
export function explainCollectionError(error: unknown): Refusal<"slug_taken" | "category_slug"> {
  if (error instanceof postgres.PostgresError && error.code === "23505") {
    if (error.constraint_name === "collections_slug_key") return refuse("slug_taken");
    if (error.constraint_name === "categories_collections_slug_key") {
      return refuse("category_slug");
    }
  }
  throw error;
}

/** Sentences for the refusals of `explainCollectionError`. */
export const COLLECTION_REFUSALS = {
  slug_taken: "Another collection has this address. Change a word of it.",
  category_slug: "A category has this address. Change a word of it.",
};
