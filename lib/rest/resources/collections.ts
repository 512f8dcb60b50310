import { z } from "zod";
import {
  type CollectionInput,
  collectionSlug,
  createCollection,
  deleteCollection,
  explainCollectionError,
  putItems,
  updateCollection,
} from "@/lib/collections/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { ok, refuse } from "@/lib/result.ts";
import { inStore } from "../in_store.ts";
import { invalid, notFound, type Operation } from "../operation.ts";
import { page, pageOf } from "../shape.ts";
import {
  Collection,
  CollectionChange,
  type Condition,
  NewCollection,
} from "./collection_schema.ts";

const tag = "Collections";

const REFUSALS = {
  slug_taken: { status: 409, title: "Another collection of the store has this slug." },
  category_slug: { status: 409, title: "A category of the store has this slug." },
  product_gone: { status: 422, title: "The store has not all of these products." },
};

interface Place {
  sql: Sql;
  store: { id: string };
  id: string;
}

function columns(sql: Sql) {
  return sql`c.id, c.store_id, c.title, c.slug, c.description, c.seo_title, c.seo_description, c.kind,
    c.sort, c.match, c.conditions, c.is_published, c.front_place is not null as is_on_front,
    c.created_at, c.updated_at`;
}

/** One collection, or null where it is thrown away. */
async function read({ sql, store, id }: Place): Promise<Collection | null> {
  const [row] = await sql<Collection[]>`
    select ${columns(sql)} from public.collections as c
    where c.store_id = ${store.id} and c.id = ${id} and c.deleted_at is null`;
  return row ?? null;
}

type Fields = Omit<Collection, "id" | "store_id" | "created_at" | "updated_at">;

/** What a new collection is where nothing is said. */
const BLANK: Omit<Fields, "title" | "slug" | "kind" | "sort"> = {
  description: "",
  seo_title: "",
  seo_description: "",
  match: "all",
  conditions: [],
  is_published: false,
  is_on_front: false,
};

/** As the lib takes it. Throws Refused for a rule without conditions, and for goods that a rule chooses. */
function toInput(fields: Fields, productIds: string[] | undefined): CollectionInput {
  const isRule = fields.kind === "rule";
  const wrong = isRule && fields.conditions.length === 0
    ? { field: "conditions", message: "A rule needs a condition." }
    : isRule && productIds
    ? { field: "product_ids", message: "The rule says what is in it." }
    : !isRule && fields.conditions.length > 0
    ? { field: "conditions", message: "A manual collection has none." }
    : isRule && fields.sort !== "newest"
    ? { field: "sort", message: "What a rule finds comes newest first." }
    : null;
  if (wrong) throw invalid([wrong]);
  return {
    title: fields.title,
    slug: fields.slug,
    description: fields.description,
    seoTitle: fields.seo_title,
    seoDescription: fields.seo_description,
    kind: fields.kind,
    sort: fields.sort,
    match: fields.match,
    conditions: (fields.conditions as Condition[]).map(({ field, value }) => ({
      field,
      // Tags are kept in lower case.
      value: field === "tag" ? value.toLowerCase() : value,
    })),
    isPublished: fields.is_published,
    isOnFront: fields.is_on_front,
  };
}

/** Saves in one of the two ways, puts the goods in, and answers the collection as it is then. */
async function save(
  { sql, store }: Omit<Place, "id">,
  productIds: string[] | undefined,
  write: () => Promise<string>,
) {
  try {
    const id = await write();
    const isWhole = !productIds ||
      await putItems(sql, { storeId: store.id, collectionId: id }, productIds);
    return isWhole ? ok(await read({ sql, store, id })) : refuse("product_gone");
  } catch (error) {
    return refuse(explainCollectionError(error).code);
  }
}

export const collections: Operation[] = [
  inStore({
    id: "list_collections",
    tag,
    summary: "Collections of a store, newest first",
    description: "What is in one is found with `list_products` and its `collection_id`.",
    method: "GET",
    path: "/collections",
    permission: "products.view",
    query: z.object(page),
    item: Collection,
    isList: true,
    async run({ sql, store, query: { limit, after } }) {
      const rows = await sql<Collection[]>`
        select ${columns(sql)} from public.collections as c
        where c.store_id = ${store.id} and c.deleted_at is null
          ${after ? sql`and c.id < ${after}` : sql``}
        order by c.id desc limit ${limit + 1}`;
      return ok(pageOf(rows, limit));
    },
  }),
  inStore({
    id: "get_collection",
    tag,
    summary: "One collection",
    method: "GET",
    path: "/collections/{id}",
    permission: "products.view",
    row: "collections",
    item: Collection,
    async run(call) {
      const collection = await read(call);
      return collection ? ok(collection) : refuse("not_found");
    },
  }),
  inStore({
    id: "create_collection",
    tag,
    summary: "Make a collection",
    method: "POST",
    path: "/collections",
    permission: "products.manage",
    body: NewCollection,
    item: Collection,
    status: 201,
    key: "optional",
    refusals: REFUSALS,
    example: {
      body: {
        title: "Under 2,000",
        kind: "rule",
        conditions: [{ field: "price_to", value: "200000" }],
        is_published: true,
      },
    },
    async run({ sql, store, body }) {
      const { product_ids, slug, sort, ...fields } = body;
      const input = toInput({
        ...BLANK,
        ...fields,
        slug: slug ?? collectionSlug(body.title),
        sort: sort ?? (body.kind === "rule" ? "newest" : "manual"),
      }, product_ids);
      return await save({ sql, store }, product_ids, () => createCollection(sql, store.id, input));
    },
  }),
  inStore({
    id: "update_collection",
    tag,
    summary: "Change a collection",
    description: "What is left out stays, and so does its kind.",
    method: "PATCH",
    path: "/collections/{id}",
    permission: "products.manage",
    row: "collections",
    body: CollectionChange,
    item: Collection,
    read,
    refusals: REFUSALS,
    async run({ sql, store, id, body }) {
      const current = await read({ sql, store, id });
      if (!current) throw notFound();
      const { product_ids, ...fields } = body;
      const input = toInput({ ...current, ...fields }, product_ids);
      return await save({ sql, store }, product_ids, async () => {
        await updateCollection(sql, { storeId: store.id, collectionId: id, input });
        return id;
      });
    },
  }),
  inStore({
    id: "delete_collection",
    tag,
    summary: "Throw a collection away",
    description: "Its products stay. In the dashboard it can be had back for 30 days.",
    method: "DELETE",
    path: "/collections/{id}",
    permission: "products.manage",
    row: "collections",
    read,
    async run({ sql, store, id }) {
      await deleteCollection(sql, { storeId: store.id, collectionId: id });
      return ok(null);
    },
  }),
];
