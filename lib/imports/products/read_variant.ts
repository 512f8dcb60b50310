import { z } from "zod";
import type { Currency } from "@/lib/money.ts";
import { priceField } from "@/lib/price_field.ts";
import { type ImportRun, type Problems, readField, readYes } from "../item.ts";
import type { TableRow } from "../read_table.ts";

/** What a row says of a variant; what it does not speak of is missing. */
export interface VariantChange {
  sku?: string | null;
  barcode?: string | null;
  price_minor?: number;
  compare_at_minor?: number | null;
  cost_minor?: number | null;
  weight_g?: number | null;
  is_stock_tracked?: boolean;
  is_backorder_allowed?: boolean;
  /** How many there are. */
  stock?: number;
}

const FIELDS = [
  ...["sku", "barcode", "price", "compare_at", "cost", "grams", "quantity", "policy"],
] as const;

const VARIANT_SIGNS = [
  ...FIELDS,
  ...["tracker", "option1_value", "option2_value", "option3_value"],
];

/** True for a row that speaks of a variant; others bring pictures alone. */
export function isVariantRow(run: ImportRun, row: TableRow): boolean {
  return VARIANT_SIGNS.some((field) => readField(run, row, field));
}

/** Reads the cells of a variant and says at which what is wrong. */
export function readVariant(run: ImportRun, row: TableRow, problems: Problems): VariantChange {
  const given = FIELDS.flatMap((field) => {
    const text = readField(run, row, field);
    return text ? [[field, text]] : [];
  });
  const read = schemaOf(run.currency).safeParse(Object.fromEntries(given));
  if (!read.success) {
    for (const { path, message } of read.error.issues) {
      problems.add(row, String(path[0] ?? "price"), message);
    }
    return {};
  }
  const isKnown = (field: string) => readField(run, row, field) !== undefined;
  const { price, compare_at, quantity, policy, ...rest } = read.data;
  return {
    ...(isKnown("sku") && { sku: rest.sku ?? null }),
    ...(isKnown("barcode") && { barcode: rest.barcode ?? null }),
    ...(price !== undefined && { price_minor: price }),
    ...(isKnown("compare_at") && { compare_at_minor: compare_at || null }),
    ...(isKnown("cost") && { cost_minor: rest.cost ?? null }),
    ...(isKnown("grams") && { weight_g: rest.grams ?? null }),
    ...(isKnown("tracker") && { is_stock_tracked: readField(run, row, "tracker") !== "" }),
    ...(isKnown("policy") && { is_backorder_allowed: policy ?? false }),
    ...(quantity !== undefined && { stock: quantity }),
  };
}

function schemaOf(currency: Currency) {
  const price = priceField(currency);
  const code = z.string().max(64, "Use at most 64 letters.");
  const whole = (pattern: RegExp, message: string) =>
    z.string().regex(pattern, message).transform(Number);
  return z.object({
    sku: code,
    barcode: code,
    price,
    compare_at: price,
    cost: price,
    grams: whole(/^\d{1,6}(\.0+)?$/, "Write whole grams, such as 350."),
    quantity: whole(/^-?\d{1,6}$/, "Write a whole number."),
    policy: z.string().transform((text, ctx) => {
      const isAllowed = { continue: true, deny: false }[text.toLowerCase()] ?? readYes(text);
      if (isAllowed !== null) return isAllowed;
      ctx.issues.push({ code: "custom", message: "Write continue or deny.", input: text });
      return z.NEVER;
    }),
  }).partial();
}
