/** A variant as far as choosing one goes; see `Variant`. */
export interface Choosable {
  options: string[];
  priceMinor: number;
  /** Units left, where 5 means five or more; null never runs out. */
  stock: number | null;
}

/** One value of one option, as a chip shows it. */
export interface OptionValue {
  value: string;
  /** Set where this option alone decides the price. */
  priceMinor: number | null;
  /** Not to be had, whatever else is chosen. */
  isOut: boolean;
}

/** What the shop calls a name or a value of an option in other languages, by the original. */
export type OptionWords = Record<string, string> | null | undefined;

/** The original where the shop has no other word for it. */
export function optionWord(words: OptionWords, original: string): string {
  return words && Object.hasOwn(words, original) ? words[original]! : original;
}

export function isInStock({ stock }: { stock: number | null }): boolean {
  return stock !== 0;
}

/** The variant with exactly these option values. */
export function findByOptions<V extends Choosable>(
  variants: readonly V[],
  options: readonly string[],
): V | undefined {
  return variants.find((variant) =>
    variant.options.length === options.length &&
    variant.options.every((value, index) => value === options[index])
  );
}

/** What is chosen before anyone chose: what was asked for if there is such a variant, then the first in stock. */
export function startingOptions(
  variants: readonly Choosable[],
  asked: readonly string[] = [],
): string[] {
  const start = findByOptions(variants, asked) ?? variants.find(isInStock) ?? variants[0];
  return start ? [...start.options] : [];
}

/** The values of the option at `index`, in the order of the variants. */
export function optionValues(variants: readonly Choosable[], index: number): OptionValue[] {
  const values = [...new Set(variants.map((variant) => variant.options[index] ?? ""))];
  const options = values.map((value) => {
    const alike = variants.filter((variant) => variant.options[index] === value);
    const prices = new Set(alike.map(({ priceMinor }) => priceMinor));
    return {
      value,
      priceMinor: prices.size === 1 ? alike[0]!.priceMinor : null,
      isOut: !alike.some(isInStock),
    };
  });
  // A price that all of them share is said once, above.
  const isOnePrice = new Set(options.map(({ priceMinor }) => priceMinor)).size === 1;
  return isOnePrice ? options.map((option) => ({ ...option, priceMinor: null })) : options;
}

/** How many are left where that is few enough to be said; null while there is enough, or nothing. */
export function scarceStock(stock: number | null): number | null {
  return stock !== null && stock > 0 && stock < 4 ? stock : null;
}

/** The most that a quantity field offers for any of these. */
export function mostOffered(variants: readonly Choosable[]): number {
  const most = Math.max(...variants.map(({ stock }) => stock ?? Infinity));
  return most >= 5 ? 10 : Math.max(most, 1);
}
