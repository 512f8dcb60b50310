import postgres from "postgres";
import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { type Refusal, refuse } from "@/lib/result.ts";
import { seoDescriptionField, seoTitleField } from "@/lib/seo_fields.ts";
import { slugOf } from "@/lib/slug.ts";

/** A category in the tree of its store. */
export interface Category {
  id: string;
  name: string;
  slug: string;
  seoTitle: string;
  seoDescription: string;
  /** The names from the first level down: "Kitchen / Cups". */
  path: string;
  parentId: string | null;
  /** 0 for the first level, at most 2. */
  depth: number;
  /** Among its siblings, counted from 1. */
  place: number;
  siblings: number;
  /** Products right in it that are not archived. */
  products: number;
}

/** How deep categories go. The database refuses a fourth level. */
export const MAX_DEPTH = 2;

/** Every category of a store, each followed by those under it, in the merchant's order. */
export async function listCategories(sql: Sql, storeId: string): Promise<Category[]> {
  return await sql<Category[]>`
    with recursive placed as (
      select c.id, c.parent_id, c.name, c.slug, c.seo_title, c.seo_description,
        row_number() over siblings as place, count(*) over (partition by c.parent_id) as siblings
      from public.categories as c
      where c.store_id = ${storeId}
      window siblings as (partition by c.parent_id order by c.position, c.name, c.id)
    ), tree as (
      select p.*, p.name as path, 0 as depth, array[p.place] as places
      from placed as p where p.parent_id is null
      union all
      select p.*, t.path || ' / ' || p.name, t.depth + 1, t.places || p.place
      from tree as t join placed as p on p.parent_id = t.id
    )
    select t.id, t.name, t.slug, t.seo_title as "seoTitle",
      t.seo_description as "seoDescription", t.path, t.parent_id as "parentId", t.depth, t.place::int,
      t.siblings::int, (
        select count(*)::int from public.products as p
        where p.store_id = ${storeId} and p.category_id = t.id and p.status <> 'archived'
      ) as products
    from tree as t
    order by t.places`;
}

/** The form of a new category, and of one that exists. An empty address is made of the name. */
export const CategoryForm = z.object({
  name: z.string().trim().min(1, "Give the category a name.")
    .max(60, "Keep the name under 60 letters."),
  slug: z.string().trim().toLowerCase().max(80, "Use at most 80 letters.")
    .regex(/^([a-z0-9]+(-[a-z0-9]+)*)?$/, "Use letters a to z, digits, and a dash between words.")
    .default(""),
  seoTitle: seoTitleField.default(""),
  seoDescription: seoDescriptionField.default(""),
  parentId: z.literal("").transform(() => null).or(z.uuid("Choose a category.")).default(null),
}).transform((input) => ({ ...input, slug: input.slug || slugOf(input.name, 80) || "category" }));
export type CategoryInput = z.output<typeof CategoryForm>;

/** Makes a category behind its siblings. Rejects with what `explainCategoryError` explains. */
export async function createCategory(
  sql: Sql,
  storeId: string,
  { name, slug, parentId }: CategoryInput,
): Promise<void> {
  await sql`
    insert into public.categories (store_id, name, slug, parent_id, position)
    select ${storeId}, ${name}, ${slug}, ${parentId}, coalesce(max(c.position), 0) + 1
    from public.categories as c
    where c.store_id = ${storeId} and c.parent_id is not distinct from ${parentId}`;
}

/** Renames and moves a category with all under it. Rejects with what `explainCategoryError` explains. */
export async function updateCategory(
  sql: Sql,
  { storeId, categoryId, input }: {
    storeId: string;
    categoryId: string;
    input: CategoryInput;
  },
): Promise<void> {
  await sql`
    update public.categories as c set name = ${input.name}, slug = ${input.slug},
      parent_id = ${input.parentId}, seo_title = ${input.seoTitle}, seo_description = ${input.seoDescription}
    where c.store_id = ${storeId} and c.id = ${categoryId}`;
}

/** Its products stay, in no category; those under it move to the first level. */
export async function deleteCategory(
  sql: Sql,
  { storeId, categoryId }: { storeId: string; categoryId: string },
): Promise<void> {
  await sql`
    delete from public.categories as c where c.store_id = ${storeId} and c.id = ${categoryId}`;
}

/** Gives categories other places among their siblings, from 1; whatever has one makes room. */
export async function arrangeCategories(
  sql: Sql,
  storeId: string,
  moved: { id: string; place: number }[],
): Promise<void> {
  await sql`
    update public.categories as c set position = o.position
    from (
      select n.id, row_number() over (
        partition by n.parent_id order by n.wanted + sign(n.wanted - n.stays) / 2.0, n.stays
      ) as position
      from (
        select s.id, s.parent_id, s.stays, coalesce(m.place, s.stays) as wanted
        from (
          select c.id, c.parent_id,
            row_number() over (partition by c.parent_id order by c.position, c.name, c.id) as stays
          from public.categories as c where c.store_id = ${storeId}
        ) as s
        left join jsonb_to_recordset(${sql.json(moved)}) as m (id uuid, place bigint) on m.id = s.id
      ) as n
    ) as o
    where c.store_id = ${storeId} and c.id = o.id and c.position <> o.position`;
}

/** Messages by field name for a change that was refused; throws what it does not know. */
export function explainCategoryError(
  error: unknown,
): Refusal<"slug_taken" | "too_deep" | "parent_gone", Record<string, string>> {
  const { code, constraint_name: name } = error instanceof postgres.PostgresError
    ? error
    : { code: "", constraint_name: "" };
  if (code === "23505" && name === "categories_store_id_slug_key") {
    return refuse("slug_taken", {
      slug: "Another category has this address. Change a word of it.",
    });
  }
  if (code === "23505" && name === "categories_collections_slug_key") {
    return refuse("slug_taken", { slug: "A collection has this address. Change a word of it." });
  }
  if (code === "AF422" || (code === "23514" && name?.startsWith("categories"))) {
    return refuse("too_deep", {
      parentId: "Categories go three levels deep, and none is under itself. Choose another.",
    });
  }
  if (code === "23503") {
    return refuse("parent_gone", { parentId: "That category is gone. Choose another." });
  }
  throw error;
}
