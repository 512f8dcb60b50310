import {
  blankVariant,
  MAX_VARIANTS,
  type OptionDraft,
  type VariantDraft,
} from "./merchant_draft.ts";

/** A value in quotes, which may have commas in it and quotes as "", or one without; and what ends it. */
const VALUE = /\s*(?:"((?:[^"]|"")*)"\s*(?=[,;،、\n]|$)|([^,;،、\n]*))(?:[,;،、\n]|$)/gy;

/** The values in `Small, Medium, "1,000 g"`: trimmed, without blanks, each once. */
export function splitValues(text: string): string[] {
  const values = new Map<string, string>();
  for (const [, quoted, plain = ""] of text.matchAll(VALUE)) {
    const value = (quoted?.replaceAll('""', '"') ?? plain).trim().replace(/\s+/g, " ");
    if (value && !values.has(value.toLowerCase())) values.set(value.toLowerCase(), value);
  }
  return [...values.values()];
}

/** As a merchant would write them, so that splitting gives them back. */
export function joinValues(values: readonly string[]): string {
  return values.map((value) =>
    /^"|[,;،、\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
  ).join(", ");
}

/** How many variants these options make; 1 when there are none. */
export function countVariants(options: OptionDraft[]): number {
  return options.reduce((count, { values }) => count * (splitValues(values).length || 1), 1);
}

/**
 * One variant for each combination of the options' values, in their order, keeping what was typed:
 * a combination that was there keeps its row, a value replaced in its place keeps the rows under its
 * new name, and a combination that is new starts with the prices of one it grew from.
 * Gives back the variants as they are when the options make too many.
 */
export function layOutVariants(
  options: OptionDraft[],
  variants: VariantDraft[],
  newId: () => string,
): VariantDraft[] {
  if (countVariants(options) > MAX_VARIANTS) return variants;
  const columns = options.map(toColumn);
  const known = variants.map((variant) => ({ variant, place: placeOf(variant, columns) }));
  const kept = new Set<VariantDraft>();

  return combine(columns.map(({ now }) => now)).map((combination) => {
    const alike = known.filter(({ place }) => agree(place, combination));
    const same = alike.find(({ variant }) => !kept.has(variant) && !variant.isOff) ??
      alike.find(({ variant }) => !kept.has(variant));
    const values = combination.filter((value) => value !== null);
    if (same) {
      kept.add(same.variant);
      return { ...same.variant, values };
    }
    return { ...sprout(alike[0]?.variant ?? variants[0], newId()), values };
  });
}

interface Column {
  now: string[];
  was: string[];
  renamed: Map<string, string>;
}

function toColumn({ values, was }: OptionDraft): Column {
  const now = splitValues(values);
  const renamed = new Map<string, string>();
  was.forEach((old, index) => {
    const successor = now[index];
    if (successor && !now.includes(old) && !was.includes(successor)) renamed.set(old, successor);
  });
  return { now, was, renamed };
}

/** A variant's value in each column, under its present name; null in columns it does not know. */
function placeOf(variant: VariantDraft, columns: Column[]): (string | null)[] {
  const values = variant.values.values();
  return columns.map(({ was, renamed }) => {
    if (was.length === 0) return null;
    const value = values.next().value;
    return value === undefined ? null : renamed.get(value) ?? value;
  });
}

function agree(place: (string | null)[], combination: (string | null)[]): boolean {
  return place.every((value, i) =>
    value === null || combination[i] === null || value === combination[i]
  );
}

function combine(columns: string[][]): (string | null)[][] {
  return columns.reduce<(string | null)[][]>(
    (rows, values) =>
      rows.flatMap((row) => (values.length > 0 ? values : [null]).map((value) => [...row, value])),
    [[]],
  );
}

/** A new variant like another one: same prices and weight, but no stock and no codes. */
function sprout(parent: VariantDraft | undefined, id: string): VariantDraft {
  if (!parent) return blankVariant(id);
  const { price, compareAt, cost, weight, whenOut, lowStockLevel } = parent;
  return { ...blankVariant(id), price, compareAt, cost, weight, whenOut, lowStockLevel };
}
