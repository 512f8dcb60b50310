import { payableUnit } from "@/lib/money.ts";
import type { DiscountClass, DiscountKind } from "@/lib/enums.ts";

/** A discount as its rules say it, with the products that it is for; null: all. */
export interface PlainDiscount {
  id: string;
  code: string | null;
  kind: DiscountKind;
  percentBp: number | null;
  amountMinor: number | null;
  buyQuantity: number | null;
  getQuantity: number | null;
  products: string[] | null;
  minMinor: number | null;
  minQuantity: number | null;
  combinesWith: DiscountClass[];
}

export interface PlainLine {
  productId: string;
  unitPriceMinor: number;
  quantity: number;
}

export interface PlainPrice {
  savedMinor: number;
  /** Off each line. */
  lines: number[];
  applied: { id: string; amountMinor: number }[];
}

interface Cart {
  lines: PlainLine[];
  feeMinor: number | null;
  code: string | null;
}

/** What discounts make of a cart, by trying every set of them. */
export function priceCart(
  { lines, feeMinor, code }: Cart,
  discounts: PlainDiscount[],
): PlainPrice {
  const fitting = discounts
    .filter((one) => (one.code === null || one.code === code) && isMet(one, lines))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const tried = subsets(fitting).filter(agree).map((set) => apply(set, lines, feeMinor));
  return tried.reduce((best, one) => (one.savedMinor > best.savedMinor ? one : best));
}

function classOf({ kind, products }: PlainDiscount): DiscountClass {
  if (kind === "free_delivery") return "delivery";
  return kind === "buy_get" || products ? "product" : "order";
}

function isFor({ products }: PlainDiscount, { productId }: PlainLine): boolean {
  return products === null || products.includes(productId);
}

function isMet(discount: PlainDiscount, lines: PlainLine[]): boolean {
  const meant = lines.filter((line) => isFor(discount, line));
  const units = total(meant.map(({ quantity }) => quantity));
  const minor = total(meant.map(fullPrice));
  const { minMinor, minQuantity, buyQuantity, getQuantity } = discount;
  const needed = Math.max(minQuantity ?? 1, (buyQuantity ?? 0) + (getQuantity ?? 0));
  return units >= needed && minor >= (minMinor ?? 0);
}

function subsets<T>(all: T[]): T[][] {
  return all.reduce((sets, one) => [...sets, ...sets.map((set) => [...set, one])], [[]] as T[][]);
}

function agree(set: PlainDiscount[]): boolean {
  return set.every((a) => set.every((b) => a === b || a.combinesWith.includes(classOf(b))));
}

function apply(set: PlainDiscount[], lines: PlainLine[], feeMinor: number | null): PlainPrice {
  const left = lines.map(fullPrice);
  const applied: PlainPrice["applied"] = [];
  const take = (discount: PlainDiscount, weights: number[]) => {
    const shares = shareOut(amountOf(discount, total(weights)), weights);
    const taken = shares.map((share, i) => Math.min(share, left[i]!));
    taken.forEach((share, i) => left[i]! -= share);
    if (total(taken) > 0) applied.push({ id: discount.id, amountMinor: total(taken) });
  };
  for (const one of set) if (classOf(one) === "product") take(one, weightsOf(one, lines));
  const afterGoods = [...left];
  for (const one of set) if (classOf(one) === "order") take(one, afterGoods);
  const delivery = set.find((one) => classOf(one) === "delivery");
  if (delivery && feeMinor) applied.push({ id: delivery.id, amountMinor: feeMinor });
  return {
    savedMinor: total(applied.map(({ amountMinor }) => amountMinor)),
    lines: lines.map((line, i) => fullPrice(line) - left[i]!),
    applied,
  };
}

/** Of what is bought together the cheapest is what one gets. */
function weightsOf(discount: PlainDiscount, lines: PlainLine[]): number[] {
  const { kind, buyQuantity, getQuantity } = discount;
  if (kind !== "buy_get") return lines.map((line) => (isFor(discount, line) ? fullPrice(line) : 0));
  const units = lines.flatMap((line, i) =>
    isFor(discount, line) ? Array.from({ length: line.quantity }, () => i) : []
  ).sort((a, b) => lines[a]!.unitPriceMinor - lines[b]!.unitPriceMinor || a - b);
  const got = Math.floor(units.length / (buyQuantity! + getQuantity!)) * getQuantity!;
  const weights = lines.map(() => 0);
  for (const i of units.slice(0, got)) weights[i]! += lines[i]!.unitPriceMinor;
  return weights;
}

function amountOf({ kind, amountMinor, percentBp }: PlainDiscount, wholeMinor: number): number {
  if (kind === "amount") return Math.min(amountMinor!, wholeMinor);
  if (percentBp === 10_000) return wholeMinor;
  const unit = payableUnit("KES");
  return Math.min(wholeMinor, Math.round(wholeMinor * percentBp! / (10_000 * unit)) * unit);
}

/** Hands out one step after the other to whoever is furthest behind a fair share. */
function shareOut(totalMinor: number, weights: number[]): number[] {
  const unit = payableUnit("KES");
  const step = weights.every((weight) => weight % unit === 0) ? unit : 1;
  const whole = BigInt(total(weights));
  if (whole === 0n) return weights.map(() => 0);
  const steps = BigInt(totalMinor / step);
  const parts = weights.map((weight, i) => {
    const exact = steps * BigInt(weight);
    return { i, taken: Number(exact / whole), rest: exact % whole };
  });
  let missing = Number(steps) - total(parts.map(({ taken }) => taken));
  for (
    const part of parts.toSorted((
      a,
      b,
    ) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1))
  ) {
    if (missing-- > 0) part.taken++;
  }
  return parts.map(({ taken }) => taken * step);
}

function fullPrice({ unitPriceMinor, quantity }: PlainLine): number {
  return unitPriceMinor * quantity;
}

function total(numbers: number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
