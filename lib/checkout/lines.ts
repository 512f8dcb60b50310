import type { Picture } from "@/lib/catalog/mod.ts";

/** What a cart's line is about. */
export interface Goods {
  /** Slug of the product. */
  product: string;
  title: string;
  /** "Medium, Rust"; empty where there is nothing to choose. */
  variantTitle: string;
  priceMinor: number;
  /** Units left, where 5 means five or more; null never runs out. */
  stock: number | null;
  /** Bought as files: nothing to bring. */
  isDigital: boolean;
  picture: Picture | null;
}

/** A line of a cart as the shop would sell it now. */
export interface PricedLine {
  variantId: string;
  quantity: number;
  /** Null when it is not sold any more. */
  goods: Goods | null;
  /** What one cost when it was put in; null where nobody knows. */
  putInMinor: number | null;
}

export type LineProblem = "gone" | "out_of_stock" | "too_many";

/** Why this line cannot be bought as it stands, as far as shoppers may know the stock. */
export function problemOf({ goods, quantity }: PricedLine): LineProblem | null {
  if (!goods) return "gone";
  if (goods.stock === 0) return "out_of_stock";
  return quantity > quantityLeft(goods) ? "too_many" : null;
}

/** What one cost when it was put in, where that is not what it costs now. */
export function priceBefore({ goods, putInMinor }: PricedLine): number | null {
  return goods && putInMinor !== null && putInMinor !== goods.priceMinor ? putInMinor : null;
}

/** The lines that can be bought, each with as many as there are. */
export function buyableLines(lines: readonly PricedLine[]): (PricedLine & { goods: Goods })[] {
  return lines.flatMap((line) => {
    const { goods, quantity } = line;
    const most = goods ? Math.min(quantity, quantityLeft(goods)) : 0;
    return goods && most > 0 ? [{ ...line, goods, quantity: most }] : [];
  });
}

/** Whether nothing of these lines is to be brought or picked up. */
export function isAllDigital(lines: readonly PricedLine[]): boolean {
  const buyable = buyableLines(lines);
  return buyable.length > 0 && buyable.every(({ goods }) => goods.isDigital);
}

/** What the goods of these lines cost together; tax is in the prices. */
export function itemsMinor(lines: readonly PricedLine[]): number {
  return buyableLines(lines).reduce(
    (sum, { goods, quantity }) => sum + goods.priceMinor * quantity,
    0,
  );
}

function quantityLeft({ stock }: Goods): number {
  return stock === null || stock >= 5 ? Infinity : stock;
}
