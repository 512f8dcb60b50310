import { type FreshContext, HttpError } from "$fresh/server.ts";
import { v7 as newId, validate as isUuid } from "uuid";
import {
  blankProduct,
  type Category,
  checkProduct,
  type Difference,
  differences,
  explainSaveError,
  fileChanges,
  getProduct,
  layOutVariants,
  listCategories,
  MAX_PICTURES,
  type ProductDraft,
  readDraft,
  saveErrors,
  saveProduct,
  splitValues,
  type StoredProduct,
  toDraft,
  withFreshStock,
} from "@/lib/catalog/merchant.ts";
import { readMultipart, seeOther } from "@/lib/http/mod.ts";
import {
  type CheckedPicture,
  checkPicture,
  pictureProblem,
  removeOriginals,
  storeOriginal,
} from "@/lib/images/mod.ts";
import type { DashboardState, MyStore } from "@/lib/tenants/mod.ts";
import { type LanguageProgress, listLanguages } from "@/lib/translations/mod.ts";
import { assertManagesProducts } from "./managers_only.ts";
import { checkFiles, type SentFiles, storeFiles } from "./product_files.ts";

export interface EditPage {
  store: MyStore;
  categories: Category[];
  /** How far the product is translated; empty where the shop speaks one language. */
  languages: LanguageProgress[];
  /** Null for a product that is not saved yet. */
  product: StoredProduct | null;
  draft: ProductDraft;
  errors: Record<string, string>;
  /** What somebody else has written meanwhile, where it is not what was typed here. */
  theirs?: Difference[];
}

type Context = FreshContext<DashboardState, EditPage>;

const FORM_LIMIT_BYTES = 48 * 1024 * 1024;

/** Shows the form of a product, or of a new one. */
export async function showProduct(ctx: Context): Promise<Response> {
  const page = await load(ctx);
  const { store, product } = page;
  const draft = product ? toDraft(product, store) : blankProduct(newId);
  return ctx.render({ ...page, draft, errors: {} });
}

/**
 * Saves the posted form, or shows it again with messages. "options" only lays out the variants,
 * "preview" only shows what came of the words.
 */
export async function postProduct(req: Request, ctx: Context): Promise<Response> {
  const form = await readMultipart(req, { limitBytes: FORM_LIMIT_BYTES });
  if (!form.ok) throw new HttpError(form.status, form.message);
  const { fields, files, errors: brokenText } = form.value;
  const page = await load(ctx);
  assertManagesProducts(page.store);

  const draft = settle(readDraft(fields), page.product);
  if (["options", "preview"].includes(fields.get("intent") ?? "")) {
    return ctx.render({ ...page, draft, errors: {} });
  }
  const { pictures, problem } = await checkPictures(files.get("files") ?? [], draft);
  const downloads = checkFiles(files, draft, page.product);
  const checked = checkProduct(draft, page.store);
  const errors = {
    ...(checked.ok ? {} : checked.details),
    ...brokenText,
    ...(problem ? { files: problem } : {}),
    ...downloads.errors,
  };
  if (!checked.ok || Object.keys(errors).length > 0) {
    return ctx.render({ ...page, draft, errors }, { status: 422 });
  }
  return await save(ctx, { page, draft, pictures, sent: downloads.files, input: checked.value });
}

interface Save {
  page: Omit<EditPage, "draft" | "errors">;
  draft: ProductDraft;
  pictures: CheckedPicture[];
  sent: SentFiles;
  input: Parameters<typeof saveProduct>[1]["input"];
}

async function save(ctx: Context, { page, draft, pictures, sent, input }: Save): Promise<Response> {
  const { app, session, client } = ctx.state;
  const { store } = page;
  const storage = { ...app.config, accessToken: session.accessToken };
  // Originals first: a row that names one must find it. An original without a row harms nobody.
  const newPictures = [];
  for (const picture of pictures) {
    const place = { storeId: store.id, productId: draft.id, storage };
    newPictures.push(await storeOriginal(picture, place));
  }
  const form = `${draft.id} ${draft.shown}`;
  const stored = await storeFiles(sent, { ...storage, storeId: store.id, form });
  const files = fileChanges(draft.files, stored);
  let productId: string;
  try {
    const change = { storeId: store.id, productId: draft.id, input, newPictures, files };
    productId = await app.db.asUser(
      session.claims,
      (sql) => saveProduct(sql, { ...change, pictures: draft.pictures }),
      client,
    );
  } catch (error) {
    const { code, details: taken } = explainSaveError(error);
    if (code === "not_yours") throw new HttpError(404, undefined, { cause: error });
    const fresh = await load(ctx);
    if (code === "product_changed" && fresh.product) {
      return showConflict(ctx, { ...fresh, product: fresh.product }, draft);
    }
    const inStock = fresh.product?.variants ?? [];
    const isStale = code === "stock_changed" || code === "stock_promised";
    const variants = isStale ? withFreshStock(draft.variants, inStock) : draft.variants;
    const errors = saveErrors(code, { variants, taken });
    return ctx.render({ ...fresh, draft: { ...draft, variants }, errors }, { status: 422 });
  }
  const gone = new Set(draft.pictures.filter(({ isRemoved }) => isRemoved).map(({ id }) => id));
  const paths = page.product?.pictures.filter(({ id }) => gone.has(id)).map(({ path }) => path);
  await removeOriginals(paths ?? [], storage).catch((error) =>
    app.log.warn({ err: error }, "Originals of removed pictures stay in Storage")
  );
  return seeOther(`/dashboard/${store.slug}/products/${productId}?saved=1`);
}

/** What was typed, beside what is stored by now. Saving it once more is to have seen that. */
function showConflict(
  ctx: Context,
  fresh: Omit<EditPage, "draft" | "errors"> & { product: StoredProduct },
  typed: ProductDraft,
): Promise<Response> | Response {
  const stored = toDraft(fresh.product, fresh.store);
  const draft = { ...typed, shown: stored.shown };
  const theirs = differences(stored, typed);
  const errors = saveErrors("product_changed", { variants: typed.variants });
  return ctx.render({ ...fresh, draft, theirs, errors }, { status: 409 });
}

/** Answers 404 for a product that this shop does not have. */
async function load(ctx: Context): Promise<Omit<EditPage, "draft" | "errors">> {
  const productId = ctx.params.id;
  return await ctx.state.inStore(async (sql, store) => {
    const [categories, product, languages] = await Promise.all([
      listCategories(sql, store.id),
      productId ? getProduct(sql, { storeId: store.id, productId }) : null,
      productId ? listLanguages(sql, store.id, { kind: "product", id: productId }) : [],
    ]);
    if (productId && !product) throw new HttpError(404);
    return { store, categories, product, languages };
  });
}

/** Lays the variants out for the options as typed, and forgets options left empty. */
function settle(draft: ProductDraft, product: StoredProduct | null): ProductDraft {
  const variants = layOutVariants(draft.options, draft.variants, newId);
  const options = draft.options.filter(({ name, values }) => name.trim() || values.trim());
  return {
    ...draft,
    id: product?.id ?? (isUuid(draft.id) ? draft.id : newId()),
    variants,
    options: variants === draft.variants
      ? options
      : options.map((option) => ({ ...option, was: splitValues(option.values) })),
  };
}

async function checkPictures(
  files: File[],
  draft: ProductDraft,
): Promise<{ pictures: CheckedPicture[]; problem?: string }> {
  const kept = draft.pictures.filter(({ isRemoved }) => !isRemoved).length;
  if (kept + files.length > MAX_PICTURES) {
    return { pictures: [], problem: `${MAX_PICTURES} pictures are the most.` };
  }
  const pictures = [];
  for (const file of files) {
    const checked = await checkPicture(file);
    if (!checked.ok) return { pictures: [], problem: pictureProblem(checked.code, file.name) };
    pictures.push(checked.value);
  }
  return { pictures };
}
