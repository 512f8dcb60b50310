/*
 * What a kept answer can be of. A write names the keys of what it changed (tg_*drop_cached in the
 * migrations), and every instance drops the answers that were kept under them.
 */

/** Seconds that an answer with a key of this kind is kept at most, whatever is heard of its key. */
const LIFETIMES_S = { store: 60 * 60, products: 15 * 60, product: 15 * 60 };

type Kind = keyof typeof LIFETIMES_S;

/** The shop itself and what stands around its pages: its categories, collections and zones. */
export function storeKey(storeId: string): string {
  return `store:${storeId}`;
}

/** Whatever a shop's lists show of any of its products. */
export function productsKey(storeId: string): string {
  return `products:${storeId}`;
}

/** What only the page of a product shows. */
export function productKey(productId: string): string {
  return `product:${productId}`;
}

/** Milliseconds that an answer under these keys may be kept: those of its shortest-lived key. */
export function lifetimeOf(keys: readonly string[]): number {
  return 1000 * Math.min(...keys.map((key) => LIFETIMES_S[key.split(":", 1)[0] as Kind]));
}
