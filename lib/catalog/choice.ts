/** A variant as far as choosing one goes; see `Variant`. */
export interface Choosable {
  options: string[];
  priceMinor: number;
  /** Units left, where 5 means five or more; null never runs out. */
  stock: number | null;
}

/** One value of one option, as a shopper sees it given what else is chosen. */
export interface OptionValue {
  value: string;
  /** Set where the values of this option cost differently. */
  priceMinor: number | null;
  /** Not to be had together with what else is chosen. */
  isOut: boolean;
  /** Not to be had at all. */
  isGone: boolean;
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

/** The values of the option at `index`, in the order of the variants, as they stand beside `chosen`. */
export function optionValues(
  variants: readonly Choosable[],
  chosen: readonly string[],
  index: number,
): OptionValue[] {
  const values = [...new Set(variants.map((variant) => variant.options[index] ?? ""))];
  const withValue = (value: string) =>
    findByOptions(variants, chosen.map((other, i) => (i === index ? value : other)));
  const prices = new Set(values.map((value) => withValue(value)?.priceMinor));
  return values.map((value) => {
    const variant = withValue(value);
    return {
      value,
      priceMinor: prices.size > 1 ? variant?.priceMinor ?? null : null,
      isOut: !variant || !isInStock(variant),
      isGone: !variants.some((other) => other.options[index] === value && isInStock(other)),
    };
  });
}

/** "Only 3 left", or nothing while there is enough. */
export function scarcity(stock: number | null): string | null {
  return stock !== null && stock > 0 && stock < 4 ? `Only ${stock} left` : null;
}

/** The most that a quantity field offers. */
export function mostOffered(stock: number | null): number {
  return stock === null || stock >= 5 ? 10 : Math.max(stock, 1);
}
