import { explainSaveError, saveProduct } from "@/lib/catalog/mod.ts";
import type { Sql } from "@/lib/db/mod.ts";
import { refuse } from "@/lib/result.ts";
import { invalid } from "../operation.ts";
import { read, toResult } from "./product_rows.ts";
import { type ChangedVariant, fitOptions, type Product } from "./product_schema.ts";

type Stored = Product["variants"][number];

/** Of a product, what its caller decides. */
type Fields = Omit<
  Product,
  "id" | "store_id" | "variants" | "images" | "created_at" | "updated_at"
>;

type VariantFields = Omit<Stored, "id" | "on_hand" | "reserved"> & { id?: string };

/** What a new product is where nothing is said. */
export const BLANK: Omit<Fields, "title" | "slug"> = {
  description: "",
  seo_title: "",
  seo_description: "",
  status: "draft",
  publish_at: null,
  category_id: null,
  vendor: "",
  tags: [],
  option_names: [],
  is_digital: false,
};

/** What a new variant is where nothing is said. */
export const BLANK_VARIANT: Omit<VariantFields, "price_minor"> = {
  option_values: [],
  compare_at_minor: null,
  cost_minor: null,
  sku: null,
  barcode: null,
  weight_g: null,
  length_mm: null,
  width_mm: null,
  height_mm: null,
  image_id: null,
  is_stock_tracked: true,
  is_backorder_allowed: false,
  low_stock_level: 3,
};

/** What an input names, without what it leaves out. */
export function given<Input extends object>(input: Input): Input {
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined),
  ) as Input;
}

/** The variants that a change names: those that stay with what is left out, new ones with blanks. */
export function merge({ variants }: Product, changes: ChangedVariant[] = variants) {
  return changes.map((change, i) => {
    const stored = variants.find(({ id }) => id === change.id);
    if (change.id && !stored) {
      throw invalid([{ field: `variants.${i}.id`, message: "The product has no such variant." }]);
    }
    return { ...BLANK_VARIANT, ...stored, ...given(change) };
  });
}

/** Throws Refused when variants do not fit the options. */
export function check(
  product: { option_names: string[]; variants: { option_values: string[] }[] },
): void {
  const errors: { field: string; message: string }[] = [];
  fitOptions(product, {
    addIssue: ({ path, message }) => errors.push({ field: path.join("."), message }),
  });
  if (errors.length > 0) throw invalid(errors);
}

interface Save {
  productId: string;
  product: Fields;
  variants: (VariantFields & { stock_delta: number })[];
  /** Fingerprint of what was read before; null for a new product. */
  shown?: string;
}

/** Saves a product whole and answers it as it is then. */
export async function save(
  sql: Sql,
  storeId: string,
  { productId, product, variants, shown }: Save,
) {
  const input = {
    ...product,
    publish_at: product.status === "scheduled" ? product.publish_at : null,
    shown: shown ?? null,
    variants: variants.map((variant, position) => ({
      ...variant,
      id: variant.id ?? crypto.randomUUID(),
      stock_counted: 0,
      position,
    })),
  };
  try {
    const id = await saveProduct(sql, {
      storeId,
      productId,
      input: input as never,
      pictures: [],
      newPictures: [],
      files: [],
    });
    return toResult(await read({ sql, store: { id: storeId }, id }));
  } catch (error) {
    return refuse(explainSaveError(error).code);
  }
}
