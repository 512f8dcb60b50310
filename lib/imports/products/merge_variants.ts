import { v7 as newId } from "uuid";
import { type ImportRun, type Problems, readField } from "../item.ts";
import type { TableRow } from "../read_table.ts";
import { isVariantRow, readVariant, type VariantChange } from "./read_variant.ts";
import type { Stored, StoredVariant } from "./stored.ts";

/** A variant as it is to be, in the words of `save_product`. */
export type VariantWrite = Omit<StoredVariant, "on_hand"> & {
  /** How many there are to be on hand; missing: as many as there are. */
  stock?: number;
};

export interface Variants {
  option_names: string[];
  variants: VariantWrite[];
  /** Rows of variants by id, for messages. */
  rows: Map<string, TableRow>;
}

const MAX_VARIANTS = 100;
const PLACES = [1, 2, 3] as const;

/**
 * The variants that a product has once its rows are written: those that are there, changed where a row
 * speaks of them, and new ones after them. None is taken away.
 */
export function mergeVariants(
  run: ImportRun,
  rows: TableRow[],
  { stored, problems }: { stored?: Stored; problems: Problems },
): Variants {
  const named = readOptionNames(run, rows[0]!);
  const option_names = named ?? stored?.product.option_names ?? [];
  const variants = new Map<string, VariantWrite>(
    stored?.variants.map(({ on_hand: _, ...variant }) => [variant.id, variant]),
  );
  const touched = new Map<string, TableRow>();
  for (const row of rows) {
    // The first row of a new product is a variant, whatever it lacks.
    if (!isVariantRow(run, row) && (stored || row !== rows[0])) continue;
    const values = named ? readValues(run, row, { names: named, problems }) : undefined;
    const change = readVariant(run, row, problems);
    const found = match([...variants.values()], { values, sku: change.sku });
    if (found && touched.has(found.id)) {
      problems.add(
        row,
        named?.length ? "option1_value" : null,
        `Row ${touched.get(found.id)!.line} is the same variant.`,
      );
      continue;
    }
    const variant = withChange(found ?? blank(nextPosition(variants)), change, values);
    if (!found && variant.option_values.length < option_names.length) {
      problems.add(row, "sku", `The product has no such variant. Say its ${option_names[0]}.`);
    } else if (!found && !readField(run, row, "price")) {
      problems.add(row, "price", "Write a price.");
    }
    variants.set(variant.id, variant);
    touched.set(variant.id, row);
  }
  const merged = { option_names, variants: [...variants.values()], rows: touched };
  checkTogether(rows[0]!, merged, problems);
  return merged;
}

/** Undefined when the file does not speak of options; empty for a product of one form. */
function readOptionNames(run: ImportRun, first: TableRow): string[] | undefined {
  if (readField(run, first, "option1_value") === undefined) return undefined;
  const names = PLACES.map((n) => readField(run, first, `option${n}_name`) ?? "");
  const values = PLACES.map((n) => readField(run, first, `option${n}_value`) ?? "");
  if (values[0]!.toLowerCase() === "default title" && !values[1]) return [];
  return PLACES.flatMap((_, i) => values[i] ? [names[i] || DEFAULT_NAMES[i]!] : []);
}

/** For files that have values and no names. */
const DEFAULT_NAMES = ["Option", "Second option", "Third option"];

function readValues(
  run: ImportRun,
  row: TableRow,
  { names, problems }: { names: string[]; problems: Problems },
): string[] {
  const values = names.map((_, i) =>
    (readField(run, row, `option${i + 1}_value`) ?? "").replace(/\s+/g, " ")
  );
  values.forEach((value, i) => {
    if (!value) problems.add(row, `option${i + 1}_value`, `Write its ${names[i]}.`);
    if (value.length > 40) problems.add(row, `option${i + 1}_value`, "Keep it under 40 letters.");
  });
  return values;
}

/** The variant that a row speaks of: by its options, else by its SKU, else the only one. */
function match(
  variants: VariantWrite[],
  { values, sku }: { values?: string[]; sku?: string | null },
): VariantWrite | undefined {
  const place = (all: string[]) => JSON.stringify(all.map((value) => value.toLowerCase()));
  const bySku = sku ? variants.find((variant) => variant.sku === sku) : undefined;
  if (values === undefined) {
    return bySku ?? onlyOne(variants);
  }
  return variants.find(({ option_values }) => place(option_values) === place(values)) ?? bySku;
}

function onlyOne<T>(list: T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}

function withChange(
  variant: VariantWrite,
  change: VariantChange,
  values: string[] | undefined,
): VariantWrite {
  const next = { ...variant, ...change, ...(values && { option_values: values }) };
  if (!next.is_stock_tracked) {
    next.is_backorder_allowed = false;
    delete next.stock;
  }
  // Shopify writes the price there as well, or nothing's worth, for one that is not reduced.
  if (next.compare_at_minor === next.price_minor) next.compare_at_minor = null;
  return next;
}

function nextPosition(variants: Map<string, VariantWrite>): number {
  return Math.max(-1, ...[...variants.values()].map(({ position }) => position)) + 1;
}

function blank(position: number): VariantWrite {
  return {
    id: newId(),
    option_values: [],
    sku: null,
    barcode: null,
    price_minor: 0,
    compare_at_minor: null,
    cost_minor: null,
    weight_g: null,
    is_stock_tracked: true,
    is_backorder_allowed: false,
    low_stock_level: 3,
    position,
  };
}

/** What is wrong between the variants of one product. */
function checkTogether(
  first: TableRow,
  { option_names, variants, rows }: Variants,
  problems: Problems,
): void {
  if (variants.length > MAX_VARIANTS) {
    problems.add(first, null, `${MAX_VARIANTS} variants are the most that a product can have.`);
  }
  if (new Set(option_names.map((name) => name.toLowerCase())).size < option_names.length) {
    problems.add(first, "option1_name", "Two options have the same name.");
  }
  if (option_names.some((name) => name.length > 40)) {
    problems.add(first, "option1_name", "Keep the names of options under 40 letters.");
  }
  const others = variants.filter(({ id, option_values }) =>
    !rows.has(id) && option_values.length !== option_names.length
  );
  if (others.length > 0 && rows.size > 0) {
    const one = others[0]!.option_values.join(", ") || "one form only";
    problems.add(first, "option1_name", `The shop has it in other options already: ${one}.`);
  }
  for (const [id, row] of rows) {
    const variant = variants.find((one) => one.id === id)!;
    const { compare_at_minor, price_minor, stock, is_backorder_allowed } = variant;
    if (compare_at_minor !== null && compare_at_minor < price_minor) {
      problems.add(row, "compare_at", "The price before must be higher than the price.");
    }
    if (stock !== undefined && stock < 0 && !is_backorder_allowed) {
      problems.add(row, "quantity", "Less than nothing is for variants that sell when out.");
    }
  }
}
