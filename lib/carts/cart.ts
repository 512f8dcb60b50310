/** One line of a cart: a variant and how many of it. */
export interface CartLine {
  variantId: string;
  quantity: number;
}

/** What a shopper means to buy. Prices are not part of it: the shop says them anew on every page. */
export interface Cart {
  lines: readonly CartLine[];
  /**
   * When it last changed, in milliseconds. A logical clock: each change is later than what it
   * changes, whatever a device thinks the time is, so the newest of two copies is the right one.
   */
  changedAt: number;
}

export const EMPTY_CART: Cart = { lines: [], changedAt: 0 };
export const MAX_LINES = 50;
export const MAX_QUANTITY = 999;

/** Whole and within 1 to 999. */
export function clampQuantity(quantity: number): number {
  if (Number.isNaN(quantity)) return 1;
  return Math.min(Math.max(Math.trunc(quantity), 1), MAX_QUANTITY);
}

/** How many things are in the cart. */
export function countItems({ lines }: Cart): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

export function quantityOf({ lines }: Cart, variantId: string): number {
  return lines.find((line) => line.variantId === variantId)?.quantity ?? 0;
}

/** Adds to the line of this variant, up to 999. A cart of 50 lines takes no further line. */
export function addToCart(cart: Cart, variantId: string, quantity = 1): Cart {
  const before = quantityOf(cart, variantId);
  if (before === 0 && cart.lines.length >= MAX_LINES) return cart;
  return setQuantity(cart, variantId, clampQuantity(before + clampQuantity(quantity)));
}

/** Sets how many of this variant; 0 or less takes the line away. */
export function setQuantity(cart: Cart, variantId: string, quantity: number): Cart {
  const line = { variantId, quantity: quantity < 1 ? 0 : clampQuantity(quantity) };
  const lines = quantityOf(cart, variantId) === 0
    ? [...cart.lines, line]
    : cart.lines.map((other) => (other.variantId === variantId ? line : other));
  return changed(cart, lines.filter((line) => line.quantity > 0));
}

/** Without the lines of these variants, once they are ordered. */
export function removeLines(cart: Cart, variantIds: readonly string[]): Cart {
  return changed(cart, cart.lines.filter(({ variantId }) => !variantIds.includes(variantId)));
}

function changed({ changedAt }: Cart, lines: readonly CartLine[]): Cart {
  return { lines, changedAt: Math.max(Date.now(), changedAt + 1) };
}

/** The one that changed last; the first when neither is newer. */
export function newestCart(first: Cart, second: Cart): Cart {
  return second.changedAt > first.changedAt ? second : first;
}
