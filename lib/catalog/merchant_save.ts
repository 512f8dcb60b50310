import postgres from "postgres";
import type { Sql } from "@/lib/db/mod.ts";
import { type Refusal, refuse } from "@/lib/result.ts";
import { slugOf } from "@/lib/slug.ts";
import type { PictureDraft, VariantDraft } from "./merchant_draft.ts";
import type { ProductInput } from "./merchant_input.ts";
import { type NewPicture, savePictures } from "./merchant_pictures.ts";

export interface ProductSave {
  storeId: string;
  productId: string;
  input: ProductInput;
  pictures: PictureDraft[];
  newPictures: NewPicture[];
  files: FileChange[];
}

/** What becomes of a file, in the words of `private.save_product_files`. */
export interface FileChange {
  id: string;
  position: number;
  is_removed?: boolean;
  name?: string;
  size_bytes?: number;
  path?: string;
}

export type SaveRefusal =
  | "slug_taken"
  | "sku_taken"
  | "barcode_taken"
  | "category_gone"
  | "product_changed"
  | "category_taken"
  | "stock_changed"
  | "stock_promised"
  | "file_missing"
  | "not_yours";

/**
 * Saves a product with its variants, stock and pictures, or nothing of it. Saving the same form
 * twice changes nothing the second time. `productId` is the product's own or, for a new one, what its
 * form minted; answers the id that the product has. `sql` must be a transaction of a user.
 */
export async function saveProduct(
  sql: Sql,
  { storeId, productId, input, pictures, newPictures, files }: ProductSave,
): Promise<string> {
  const { new_category, ...product } = input;
  if (new_category) product.category_id = await keepCategory(sql, storeId, new_category);
  const [saved] = await sql<{ id: string }[]>`
    select public.save_product(${storeId}, ${productId}, ${
    sql.json({ ...product, files } as never)
  }) as id`;
  await savePictures(sql, { storeId, productId: saved!.id, pictures, newPictures });
  return saved!.id;
}

/** What a failed save means to the merchant, with the code that is taken; throws what it does not know. */
export function explainSaveError(error: unknown): Refusal<SaveRefusal, string> {
  if (!(error instanceof postgres.PostgresError)) throw error;
  if (error.code === "23505") {
    const taken = /=\([^,]+, (.*)\) already exists/.exec(error.detail ?? "")?.[1];
    if (error.constraint_name === "products_store_id_slug_key") return refuse("slug_taken");
    if (error.constraint_name === "variants_store_id_sku_key") return refuse("sku_taken", taken);
    if (error.constraint_name === "variants_store_id_barcode_key") {
      return refuse("barcode_taken", taken);
    }
  }
  if (error.constraint_name === "products_as_shown") return refuse("product_changed");
  if (error.constraint_name === "products_digital_has_file") return refuse("file_missing");
  if (error.constraint_name === "categories_collections_slug_key") return refuse("category_taken");
  if (error.code === "AF409") return refuse("stock_changed");
  if (error.code === "23514" && error.table_name === "inventory_levels") {
    return refuse("stock_promised");
  }
  if (error.constraint_name === "products_store_id_category_id_fkey") {
    return refuse("category_gone");
  }
  // A row of another shop: its policies or its keys refuse to take part.
  if (error.code === "42501" || error.code === "23503") return refuse("not_yours");
  throw error;
}

/** Said at the field where files are added. */
export const FILE_MISSING = "Add a file before it shows in the shop, or save it as a draft.";

/** Messages by field name for a refused save. */
export function saveErrors(
  code: SaveRefusal,
  { variants, taken }: { variants: VariantDraft[]; taken?: string },
): Record<string, string> {
  const row = (field: "sku" | "barcode") =>
    `variants.${
      Math.max(0, variants.findIndex((variant) => variant[field].trim() === taken))
    }.${field}`;
  switch (code) {
    case "slug_taken":
      return { slug: "Another product has this address. Change a word of it." };
    case "sku_taken":
      return { [row("sku")]: "Another product has this SKU." };
    case "barcode_taken":
      return { [row("barcode")]: "Another product has this barcode." };
    case "category_gone":
      return { categoryId: "That category is gone. Choose another." };
    case "product_changed":
      return {
        "":
          "Somebody else changed this product while you were here. Nothing of yours is saved yet.",
      };
    case "category_taken":
      return { newCategory: "A collection has the address of that name. Choose another." };
    case "stock_changed":
      return {
        "": "The stock changed while you were here. The numbers below are fresh: check them.",
      };
    case "stock_promised":
      return {
        "": "Open orders hold more than that. Stock cannot go below what they were promised.",
      };
    case "file_missing":
      return { newDownloads: FILE_MISSING };
    case "not_yours":
      return { "": "This product is not one of this shop." };
  }
}

async function keepCategory(sql: Sql, storeId: string, name: string): Promise<string> {
  const slug = slugOf(name, 80) || "category";
  const [made] = await sql<{ id: string }[]>`
    insert into public.categories as c (store_id, slug, name, position)
    values (${storeId}, ${slug}, ${name},
      (select coalesce(max(o.position), 0) + 1 from public.categories as o where o.store_id = ${storeId}))
    on conflict (store_id, slug) do update set name = c.name
    returning c.id`;
  return made!.id;
}
