import { type FreshContext, HttpError } from "$fresh/server.ts";
import { z } from "zod";
import { can } from "@/lib/auth/mod.ts";
import { type Category, listCategories } from "@/lib/catalog/merchant.ts";
import {
  blankCollection,
  changeConditions,
  checkCollection,
  checkRule,
  COLLECTION_REFUSALS,
  type CollectionDraft,
  type CollectionInput,
  createCollection,
  explainCollectionError,
  type Fields,
  getCollection,
  type Preview,
  previewRule,
  readDraft,
  type StoredCollection,
  toDraft,
  updateCollection,
} from "@/lib/collections/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import type { CollectionKind } from "@/lib/enums.ts";
import { readForm, seeOther } from "@/lib/http/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { type LanguageProgress, listLanguages } from "@/lib/translations/mod.ts";
import { assertManagesProducts } from "../../products/(_components)/managers_only.ts";

export interface EditPage {
  store: MyStore;
  categories: Category[];
  /** How far it is translated; empty where the shop speaks one language. */
  languages: LanguageProgress[];
  /** Null for a collection that is not saved yet. */
  collection: StoredCollection | null;
  draft: CollectionDraft;
  errors: Record<string, string>;
  /** What the rule finds; null without one, or while it cannot be read. */
  preview: Preview | null;
}

type Context = FreshContext<DashboardState, EditPage>;

/** Runs with the collection that the address names, null on the page of a new one; 404 for others'. */
export function withCollection<Data>(
  { state, params }: FreshContext<DashboardState, Data>,
  run: (sql: Sql, store: MyStore, collection: StoredCollection | null) => Promise<Response>,
): Promise<Response> {
  return state.inStore(async (sql, store) => {
    const { id } = params;
    if (id && !z.uuid().safeParse(id).success) throw new HttpError(404);
    const place = { storeId: store.id, collectionId: id! };
    const collection = id ? await getCollection(sql, place) : null;
    if (id && !collection) throw new HttpError(404);
    return await run(sql, store, collection);
  });
}

/** Shows the form of a collection, or of a new one of the kind that the address asks for. */
export function showCollection(ctx: Context): Promise<Response> {
  return withCollection(ctx, (sql, store, collection) => {
    if (!collection) assertManagesProducts(store);
    const draft = collection
      ? toDraft(collection, store.currency)
      : blankCollection(kindOf(ctx, null));
    return show(ctx, sql, { store, collection, draft, errors: {} });
  });
}

/** Saves the posted form, or shows it again: with messages, or with a condition more or less. */
export async function postCollection(req: Request, ctx: Context): Promise<Response> {
  const form = await readForm(req, z.record(z.string(), z.string().or(z.array(z.string()))));
  let refused: Record<string, string> = {};
  if (form.ok && form.value.intent === "save") {
    const saved = await save(ctx, form.value);
    if (saved instanceof Response) return saved;
    refused = saved;
  }
  const fields: Fields = form.ok ? form.value : form.values;
  return await withCollection(ctx, (sql, store, collection) => {
    assertManagesProducts(store);
    const draft = changeConditions(readDraft(fields, kindOf(ctx, collection)), fields);
    const errors = form.ok ? refused : form.errors;
    const status = !form.ok ? form.status : Object.keys(errors).length > 0 ? 422 : 200;
    return show(ctx, sql, { store, collection, draft, errors }, status);
  });
}

class Refused extends Error {
  constructor(readonly errors: Record<string, string>) {
    super("The collection was not saved");
  }
}

/** Answers where to go once saved, or messages by field name. */
async function save(ctx: Context, fields: Fields): Promise<Response | Record<string, string>> {
  try {
    return await withCollection(ctx, async (sql, store, collection) => {
      assertManagesProducts(store);
      const draft = readDraft(fields, kindOf(ctx, collection));
      const checked = checkCollection(draft, store.currency);
      if (!checked.ok) throw new Refused(checked.details!);
      return await write(sql, { store, collection, input: checked.value });
    });
  } catch (error) {
    if (error instanceof Refused) return error.errors;
    if (error instanceof HttpError) throw error;
    return { slug: COLLECTION_REFUSALS[explainCollectionError(error).code] };
  }
}

async function write(
  sql: Sql,
  { store, collection, input }: Pick<EditPage, "store" | "collection"> & { input: CollectionInput },
): Promise<Response> {
  const base = `/dashboard/${store.slug}/collections`;
  if (collection) {
    await updateCollection(sql, { storeId: store.id, collectionId: collection.id, input });
    return seeOther(`${base}/${collection.id}?saved=1`);
  }
  const id = await createCollection(sql, store.id, input);
  // Next one chooses what goes into it.
  return seeOther(input.kind === "manual" ? `${base}/${id}/products` : `${base}/${id}?saved=1`);
}

async function show(
  ctx: Context,
  sql: Sql,
  page: Omit<EditPage, "categories" | "languages" | "preview">,
  status = 200,
): Promise<Response> {
  const { store, collection, draft } = page;
  const rule = checkRule(draft, store.currency);
  const [categories, languages, preview] = await Promise.all([
    listCategories(sql, store.id),
    collection ? listLanguages(sql, store.id, { kind: "collection", id: collection.id }) : [],
    rule.ok && rule.value.conditions.length > 0 && can(store, "products.view")
      ? previewRule(sql, store.id, rule.value)
      : null,
  ]);
  return await ctx.render({ ...page, categories, languages, preview }, { status });
}

function kindOf(ctx: Context, collection: StoredCollection | null): CollectionKind {
  if (collection) return collection.kind;
  return ctx.url.searchParams.get("kind") === "rule" ? "rule" : "manual";
}
