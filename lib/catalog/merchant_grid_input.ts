import { z } from "zod";
import { type Currency, formatMinor, parseMinor, payableUnit } from "@/lib/money.ts";
import { priceField } from "@/lib/price_field.ts";
import type { GridRow } from "./merchant_grid.ts";
import { code, optionalAmount } from "./merchant_fields.ts";

/** [price, price before, cost, SKU, barcode], as the database has them. */
export type GridValues = [number, number | null, number | null, string | null, string | null];

/** A variant that shall be different from what it was shown with. */
export interface GridChange {
  id: string;
  was: GridValues;
  wanted: GridValues;
}

/** Most rows that a form holds: 15 products of 100 variants. */
const MAX_ROWS = 1500;

/** Reads the rows of a posted grid: `rows.0.price`. Nothing is checked yet. */
export function readGridRows(fields: URLSearchParams): GridRow[] {
  const rows: GridRow[] = [];
  for (let i = 0; i < MAX_ROWS && fields.has(`rows.${i}.id`); i++) {
    const text = (name: string) => fields.get(`rows.${i}.${name}`) ?? "";
    rows.push({
      id: text("id"),
      name: text("name"),
      price: text("price"),
      compareAt: text("compareAt"),
      cost: text("cost"),
      sku: text("sku"),
      barcode: text("barcode"),
      was: text("was"),
    });
  }
  return rows;
}

const Was = z.tuple([
  z.int(),
  z.int().nullable(),
  z.int().nullable(),
  z.string().nullable(),
  z.string().nullable(),
]);

/** The rows that differ from what they were shown with, and messages by field name. */
export function checkGrid(
  rows: GridRow[],
  currency: Currency,
): { changes: GridChange[]; errors: Record<string, string> } {
  const schema = rowSchema(currency);
  const errors: Record<string, string> = {};
  for (const field of ["sku", "barcode"] as const) {
    const seen = new Set<string>();
    rows.forEach((row, i) => {
      const text = row[field].trim();
      if (text && seen.has(text)) errors[`rows.${i}.${field}`] = "Another row has this code.";
      seen.add(text);
    });
  }
  const changes = rows.flatMap((typed, i): GridChange[] => {
    const row = schema.safeParse(typed);
    const was = Was.safeParse(readJson(typed.was));
    if (!row.success || !was.success) {
      for (const { path, message } of row.error?.issues ?? []) {
        errors[`rows.${i}.${path.join(".")}`] ??= message;
      }
      return [];
    }
    const { id, price, compareAt, cost, sku, barcode } = row.data;
    const wanted: GridValues = [price, compareAt, cost, sku, barcode];
    return JSON.stringify(wanted) === JSON.stringify(was.data)
      ? []
      : [{ id, was: was.data, wanted }];
  });
  return { changes, errors };
}

function rowSchema(currency: Currency) {
  return z.object({
    id: z.uuid(),
    price: priceField(currency),
    compareAt: optionalAmount(currency),
    cost: optionalAmount(currency),
    sku: code(64),
    barcode: code(64),
  }).refine(({ price, compareAt }) => compareAt === null || compareAt > price, {
    path: ["compareAt"],
    message: "The price before must be higher than the price.",
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A change of prices as typed, "-10" or "7.5"; null when it is none or leaves nothing. */
export function readPercent(text: string): number | null {
  const percent = Number(text.trim().replace(",", ".").replace(/%$/, "") || "x");
  return Number.isFinite(percent) && percent > -100 && percent <= 1000 ? percent : null;
}

/** Every price changed by so many percent, to whole amounts that can be paid. What is no price stays. */
export function changePrices(rows: GridRow[], percent: number, currency: Currency): GridRow[] {
  const unit = payableUnit(currency);
  return rows.map((row) => {
    const minor = parseMinor(row.price, currency);
    if (minor === null) return row;
    const changed = Math.round(minor * (100 + percent) / 100 / unit) * unit;
    return { ...row, price: formatMinor(changed, currency) };
  });
}
