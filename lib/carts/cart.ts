/** One line of a cart: a variant and how many of it. */
export interface CartLine {
  variantId: string;
  quantity: number;
  /** What one cost when it was put in, to say what changed since. Nothing is charged by it. */
  priceMinor?: number;
}

/** What a shopper means to buy. What it costs the shop says anew on every page. */
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
  return Math.min(Math.max(Math.trunc(quantity) || 1, 1), MAX_QUANTITY);
}

/** How many things are in the cart. */
export function countItems({ lines }: Cart): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** What it cost when it was put in: all that a device knows until the shop says it anew. */
export function seenMinor({ lines }: Cart): number {
  return lines.reduce((sum, { quantity, priceMinor = 0 }) => sum + quantity * priceMinor, 0);
}

export function quantityOf({ lines }: Cart, variantId: string): number {
  return lines.find((line) => line.variantId === variantId)?.quantity ?? 0;
}

/**
 * Adds to the line of this variant, up to 999, at the price that the shopper saw. A cart of 50 lines
 * takes no further line.
 */
export function addToCart(
  cart: Cart,
  variantId: string,
  quantity = 1,
  priceMinor?: number,
): Cart {
  const before = quantityOf(cart, variantId);
  if (before === 0 && cart.lines.length >= MAX_LINES) return cart;
  const sum = clampQuantity(before + clampQuantity(quantity));
  return setLine(cart, {
    variantId,
    quantity: sum,
    ...(priceMinor !== undefined && { priceMinor }),
  });
}

/** Sets how many of this variant; 0 or less takes the line away. */
export function setQuantity(cart: Cart, variantId: string, quantity: number): Cart {
  return setLine(cart, { variantId, quantity: quantity < 1 ? 0 : clampQuantity(quantity) });
}

function setLine(cart: Cart, line: CartLine): Cart {
  const lines = quantityOf(cart, line.variantId) === 0
    ? [...cart.lines, line]
    : cart.lines.map((other) => other.variantId === line.variantId ? { ...other, ...line } : other);
  return changed(cart, lines.filter(({ quantity }) => quantity > 0));
}

/**
 * With these lines as well. What is in both is there once, in the larger quantity: doing it again
 * changes nothing. Lines beyond the fiftieth are left out.
 */
export function mergeLines(cart: Cart, lines: readonly CartLine[]): Cart {
  const more = lines.filter(({ variantId, quantity }) => quantity > quantityOf(cart, variantId));
  const merged = more.reduce(
    (sum, { variantId, quantity, priceMinor }) =>
      addToCart(sum, variantId, quantity - quantityOf(sum, variantId), priceMinor),
    cart,
  );
  return merged === cart ? changed(cart, cart.lines) : merged;
}

/** With these lines and no others. */
export function replaceLines(cart: Cart, lines: readonly CartLine[]): Cart {
  return mergeLines(changed(cart, []), lines);
}

/** Without the lines of these variants, once they are ordered. */
export function removeLines(cart: Cart, variantIds: readonly string[]): Cart {
  return changed(cart, cart.lines.filter(({ variantId }) => !variantIds.includes(variantId)));
}

function changed({ changedAt }: Cart, lines: readonly CartLine[]): Cart {
  return { lines, changedAt: Math.max(Date.now(), changedAt + 1) };
}
