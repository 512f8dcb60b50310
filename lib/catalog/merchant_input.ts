import { z } from "zod";
import { momentOf } from "@/lib/clock.ts";
import { PRODUCT_STATUSES } from "@/lib/enums.ts";
import type { Currency } from "@/lib/money.ts";
import { priceField } from "@/lib/price_field.ts";
import { ok, refuse, type Result } from "@/lib/result.ts";
import { seoDescriptionField, seoTitleField } from "@/lib/seo_fields.ts";
import {
  MAX_VARIANTS,
  type ProductDraft,
  productSlug,
  type VariantDraft,
} from "./merchant_draft.ts";
import { code, optionalAmount, side, tagList, upTo } from "./merchant_fields.ts";
import { countVariants, splitValues } from "./merchant_variants.ts";

/** A checked product, in the words of `public.save_product`. */
export interface ProductInput {
  title: string;
  slug: string;
  description: string;
  seo_title: string;
  seo_description: string;
  status: typeof PRODUCT_STATUSES[number];
  publish_at: string | null;
  vendor: string;
  tags: string[];
  /** Of what the form was shown with; null for a new product. */
  shown: string | null;
  category_id: string | null;
  /** A category to make first, by name; the product goes there. */
  new_category: string | null;
  option_names: string[];
  variants: VariantInput[];
  is_digital: boolean;
  /** Null: without end. */
  download_limit: number | null;
  /** Null: for ever. */
  download_days: number | null;
}

export interface VariantInput {
  id: string;
  option_values: string[];
  price_minor: number;
  compare_at_minor: number | null;
  cost_minor: number | null;
  stock_delta: number;
  stock_counted: number;
  sku: string | null;
  barcode: string | null;
  weight_g: number | null;
  length_mm: number | null;
  width_mm: number | null;
  height_mm: number | null;
  image_id: string | null;
  is_stock_tracked: boolean;
  is_backorder_allowed: boolean;
  low_stock_level: number;
  position: number;
}

/** What happens when nothing is left: the choices of the form, and what they mean in the schema. */
export const WHEN_OUT = {
  stop: { is_stock_tracked: true, is_backorder_allowed: false },
  sell: { is_stock_tracked: true, is_backorder_allowed: true },
  uncounted: { is_stock_tracked: false, is_backorder_allowed: false },
} as const;

/** The shop whose money and clock a form is written in. */
export interface Around {
  currency: Currency;
  timeZone: string;
  now?: Date;
}

/**
 * Checks a product as typed, whose variants are laid out. Refuses with messages by field name, such
 * as `variants.0.price`.
 */
export function checkProduct(
  draft: ProductDraft,
  { currency, timeZone, now = new Date() }: Around,
): Result<ProductInput, "invalid", Record<string, string>> {
  const errors = { ...checkOptions(draft), ...checkCodes(draft.variants) };
  draft.pictures.forEach(({ alt }, i) => {
    if (alt.length > 300) errors[`pictures.${i}.alt`] = "Keep it under 300 letters.";
  });
  const note = (error: z.ZodError, group = "") => {
    for (const { path, message } of error.issues) errors[group + path.join(".")] ??= message;
  };

  const product = productSchema({ timeZone, now }).safeParse(draft);
  if (!product.success) note(product.error);
  const schema = variantSchema(currency);
  const variants: VariantInput[] = [];
  draft.variants.forEach((typed, position) => {
    if (typed.isOff) return;
    const variant = schema.safeParse(draft.isDigital ? uncountedIfEmpty(typed) : typed);
    if (variant.success) variants.push({ ...variant.data, position });
    else note(variant.error, `variants.${position}.`);
  });
  if (draft.variants.every(({ isOff }) => isOff)) {
    errors["variants.0.off"] = "Sell one variant at least.";
  }
  if (!product.success || Object.keys(errors).length > 0) return refuse("invalid", errors);

  const optionNames = draft.options.filter(({ values }) => splitValues(values).length > 0)
    .map(({ name }) => name.trim());
  return ok({ ...product.data, option_names: optionNames, variants });
}

function productSchema({ timeZone, now }: Required<Omit<Around, "currency">>) {
  return z.object({
    title: z.string().trim().min(1, "Give the product a name.")
      .max(120, "Keep the name under 120 letters."),
    description: z.string().trim().max(5000, "Keep the description under 5,000 letters."),
    seoTitle: seoTitleField,
    seoDescription: seoDescriptionField,
    status: z.enum(PRODUCT_STATUSES, "Choose where it shows."),
    publishAt: z.string().trim(),
    categoryId: z.literal("").transform(() => null).or(z.uuid("Choose a category.")),
    newCategory: z.string().trim().max(60, "Keep the category under 60 letters."),
    vendor: z.string().trim().max(80, "Keep it under 80 letters."),
    tags: tagList,
    slug: z.string().trim().toLowerCase().max(120, "Use at most 120 letters.")
      .regex(
        /^([a-z0-9]+(-[a-z0-9]+)*)?$/,
        "Use letters a to z, digits, and a dash between words.",
      ),
    shown: z.string(),
    isDigital: z.boolean(),
    downloadLimit: upTo(1000),
    downloadDays: upTo(3650),
  }).transform(
    ({ publishAt, categoryId, newCategory, slug, shown, ...product }, ctx) => {
      const at = product.status === "scheduled" ? momentOf(publishAt, timeZone) : null;
      if (product.status === "scheduled" && !(at && at > now)) {
        const message = "Choose a day and a time that are still to come.";
        ctx.issues.push({ code: "custom", path: ["publishAt"], message, input: publishAt });
        return z.NEVER;
      }
      const { isDigital, downloadLimit, downloadDays, seoTitle, seoDescription, ...rest } = product;
      return {
        ...rest,
        is_digital: isDigital,
        download_limit: downloadLimit,
        download_days: downloadDays,
        publish_at: at && at.toISOString(),
        slug: slug || productSlug(product.title),
        seo_title: seoTitle,
        seo_description: seoDescription,
        category_id: newCategory ? null : categoryId,
        new_category: newCategory || null,
        shown: shown || null,
      };
    },
  );
}

/** Files do not run out, unless somebody says how many there are. */
function uncountedIfEmpty(variant: VariantDraft): VariantDraft {
  return variant.stock.trim() === "" ? { ...variant, whenOut: "uncounted" } : variant;
}

function variantSchema(currency: Currency) {
  const [price, optionalPrice] = [priceField(currency), optionalAmount(currency)];
  return z.object({
    id: z.uuid(),
    values: z.array(z.string()),
    price,
    compareAt: optionalPrice,
    cost: optionalPrice,
    stock: z.string().trim(),
    shown: z.int(),
    counted: z.int(),
    sku: code(64),
    barcode: code(64),
    weight: z.string().trim().regex(/^\d{0,6}$/, "Write whole grams, such as 350."),
    length: side,
    width: side,
    height: side,
    imageId: z.literal("").transform(() => null).or(z.uuid("Choose a picture.")),
    whenOut: z.enum(["stop", "sell", "uncounted"]),
    lowStockLevel: z.string().trim().regex(/^\d{0,5}$/, "Write a whole number, such as 3."),
  }).refine(({ stock, shown }) => /^\d{0,6}$/.test(stock) || stock === String(shown), {
    path: ["stock"],
    message: "Write a whole number.",
  }).refine(({ price, compareAt }) => compareAt === null || compareAt > price, {
    path: ["compareAt"],
    message: "The price before must be higher than the price.",
  }).transform((typed) => ({
    id: typed.id,
    option_values: typed.values,
    price_minor: typed.price,
    compare_at_minor: typed.compareAt,
    cost_minor: typed.cost,
    stock_delta: typed.stock === "" ? 0 : Number(typed.stock) - typed.shown,
    stock_counted: typed.counted,
    sku: typed.sku,
    barcode: typed.barcode,
    weight_g: typed.weight === "" ? null : Number(typed.weight),
    length_mm: typed.length,
    width_mm: typed.width,
    height_mm: typed.height,
    image_id: typed.imageId,
    ...WHEN_OUT[typed.whenOut],
    low_stock_level: Number(typed.lowStockLevel),
  }));
}

function checkOptions({ options }: ProductDraft): Record<string, string> {
  const errors: Record<string, string> = {};
  const names = options.map(({ name }) => name.trim().toLowerCase());
  options.forEach(({ name, values }, i) => {
    const split = splitValues(values);
    if (split.length > 0 && !names[i]) errors[`options.${i}.name`] = "Name it: Size, for example.";
    if (split.length === 0 && names[i]) {
      errors[`options.${i}.values`] = "Write its values: Small, Medium, Large.";
    }
    if (name.trim().length > 40) errors[`options.${i}.name`] = "Keep it under 40 letters.";
    if (split.some((value) => value.length > 40)) {
      errors[`options.${i}.values`] = "Keep each value under 40 letters.";
    }
    if (names[i] && names.indexOf(names[i]) !== i) {
      errors[`options.${i}.name`] = "Two options have this name.";
    }
  });
  const count = countVariants(options);
  if (count > MAX_VARIANTS) {
    errors["options.0.values"] =
      `That makes ${count} variants; ${MAX_VARIANTS} is the most. Leave some values out.`;
  }
  return errors;
}

/** SKUs and barcodes that two variants of the same form share. */
function checkCodes(variants: VariantDraft[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const code of ["sku", "barcode"] as const) {
    const seen = new Set<string>();
    variants.forEach((variant, i) => {
      const text = variant[code].trim();
      if (!text || variant.isOff) return;
      if (seen.has(text)) errors[`variants.${i}.${code}`] = "Another variant has this code.";
      seen.add(text);
    });
  }
  return errors;
}
