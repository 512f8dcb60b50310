import { z } from "zod";
import { PRODUCT_STATUSES } from "@/lib/enums.ts";
import { id, minor, moment, price, text } from "../kinds.ts";

const Variant = z.strictObject({
  id,
  option_values: z.array(z.string()),
  sku: z.string().nullable(),
  barcode: z.string().nullable(),
  price_minor: minor,
  compare_at_minor: minor.nullable(),
  cost_minor: minor.nullable().describe("What the store pays for it; null where none is noted."),
  weight_g: z.int().nullable(),
  length_mm: z.int().nullable(),
  width_mm: z.int().nullable(),
  height_mm: z.int().nullable(),
  image_id: id.nullable(),
  is_stock_tracked: z.boolean(),
  is_backorder_allowed: z.boolean(),
  low_stock_level: z.int(),
  on_hand: z.int().describe("Where the website sells from."),
  reserved: z.int().describe("Of those on hand, promised to orders."),
});

const Image = z.strictObject({
  id,
  path: z.string().describe("Folder in the bucket `media`: `{path}/{width}.webp`."),
  widths: z.array(z.int()),
  alt: z.string(),
});

export const Product = z.strictObject({
  id,
  store_id: id,
  title: z.string(),
  slug: z.string(),
  description: z.string(),
  seo_title: z.string(),
  seo_description: z.string(),
  status: z.enum(PRODUCT_STATUSES),
  publish_at: moment.nullable(),
  category_id: id.nullable(),
  vendor: z.string(),
  tags: z.array(z.string()),
  option_names: z.array(z.string()),
  is_digital: z.boolean(),
  variants: z.array(Variant),
  images: z.array(Image),
  created_at: moment,
  updated_at: moment,
}).meta({ id: "Product" });
export type Product = z.output<typeof Product>;

const size = z.int().min(1).max(99_999).nullable().optional();

const variantFields = {
  option_values: z.array(text(40, 1)).max(3).default([]),
  price_minor: price,
  compare_at_minor: price.nullable().optional(),
  cost_minor: price.nullable().optional(),
  sku: text(64, 1).nullable().optional(),
  barcode: text(64, 1).nullable().optional(),
  weight_g: z.int().min(0).max(999_999).nullable().optional(),
  length_mm: size,
  width_mm: size,
  height_mm: size,
  is_stock_tracked: z.boolean().optional(),
  is_backorder_allowed: z.boolean().optional(),
  low_stock_level: z.int().min(0).max(99_999).optional(),
};

const NewVariant = z.strictObject({
  ...variantFields,
  on_hand: z.int().min(0).max(999_999).default(0),
});

const ChangedVariant = z.strictObject({
  ...variantFields,
  id: id.optional().describe("Of a variant that stays, and keeps what is left out."),
});
export type ChangedVariant = z.output<typeof ChangedVariant>;

const slug = z.string().max(120).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

const productFields = {
  title: text(120, 1),
  slug: slug.optional().describe("Made of the title unless given."),
  description: text(5000).optional(),
  seo_title: text(60).optional(),
  seo_description: text(160).optional(),
  status: z.enum(["draft", "published", "archived"]).optional(),
  category_id: id.nullable().optional(),
  vendor: text(80).optional(),
  tags: z.array(text(40, 1)).max(50).optional(),
  option_names: z.array(text(40, 1)).max(3).optional(),
};

export const NewProduct = z.strictObject({
  ...productFields,
  variants: z.array(NewVariant).min(1).max(100),
}).superRefine(fitOptions).meta({ id: "NewProduct" });
export type NewProduct = z.output<typeof NewProduct>;

export const ProductChange = z.strictObject({
  ...productFields,
  title: text(120, 1).optional(),
  variants: z.array(ChangedVariant).min(1).max(100).optional()
    .describe("All of them: a variant that is left out is sold no more."),
}).meta({ id: "ProductChange" });
export type ProductChange = z.output<typeof ProductChange>;

/** Every variant has a value of every option, and no two have the same ones. */
export function fitOptions(
  { option_names = [], variants = [] }: {
    option_names?: string[];
    variants?: { option_values: string[] }[];
  },
  ctx: { addIssue(issue: { code: "custom"; path: (string | number)[]; message: string }): void },
): void {
  const seen = new Set<string>();
  variants.forEach(({ option_values }, i) => {
    const path = ["variants", i, "option_values"];
    const key = JSON.stringify(option_values.map((value) => value.toLowerCase()));
    if (option_values.length !== option_names.length) {
      ctx.addIssue({ code: "custom", path, message: "Give one value for each option." });
    } else if (seen.has(key)) {
      ctx.addIssue({ code: "custom", path, message: "Another variant has these values." });
    }
    seen.add(key);
  });
}
