import { type Cart, quantityOf } from "./cart.ts";
import { decodeCart, encodeCart } from "./codec.ts";

/** The cart together with what it costs, as far as this device knows. */
export interface DeviceCart {
  cart: Cart;
  totalMinor: number;
}

/** The two places where a device keeps a cart. Either may be refused: then it reads as empty. */
export interface CartKeeper {
  /** What the server is told with every request, and may change with every answer. */
  readTold(): Cart;
  tell(cart: Cart): void;
  /** What outlives the cookie. */
  readKept(): string;
  keep(text: string): void;
}

/** A cart as one tab holds it. */
export interface TabCart {
  /** Takes the newest of all copies and writes it to those that are behind. */
  follow(): DeviceCart;
  /**
   * Changes the newest copy by one variant at this price, wherever it was; tells whether there is
   * more of it.
   */
  change(
    apply: (cart: Cart) => Cart,
    variant: { variantId: string; priceMinor: number },
  ): { now: DeviceCart; isMore: boolean };
}

/**
 * The cart of a tab beside other tabs, and beside a server that answers forms: whoever changed it last
 * is followed before anything is changed, so copies agree after every step. `shownMinor` is what the
 * page says that the cart of its request costs.
 */
export function openTabCart(keeper: CartKeeper, shownMinor: number): TabCart {
  let mine: DeviceCart = { cart: keeper.readTold(), totalMinor: shownMinor };
  // The page knows prices that are newer than what was kept.
  if (!isNewer(decodeKept(keeper.readKept()).cart, mine.cart)) keeper.keep(encodeKept(mine));

  function follow(): DeviceCart {
    const [told, kept] = [keeper.readTold(), decodeKept(keeper.readKept())];
    // The total of an equal cart as well: were each tab to write its own, they would never rest.
    if (!isNewer(mine.cart, kept.cart)) mine = kept;
    if (isNewer(told, mine.cart)) mine = { cart: told, totalMinor: seenMinor(told) };
    if (isNewer(mine.cart, told)) keeper.tell(mine.cart);
    if (isNewer(mine.cart, kept.cart)) keeper.keep(encodeKept(mine));
    return mine;
  }

  return {
    follow,
    change(apply, { variantId, priceMinor }) {
      const { cart, totalMinor } = follow();
      const next = apply(cart);
      const more = quantityOf(next, variantId) - quantityOf(cart, variantId);
      mine = { cart: next, totalMinor: Math.max(0, totalMinor + more * priceMinor) };
      return { now: follow(), isMore: more > 0 };
    },
  };
}

/** A later change; of two at the same moment every tab takes the same one. */
export function isNewer(one: Cart, other: Cart): boolean {
  if (one.changedAt !== other.changedAt) return one.changedAt > other.changedAt;
  return encodeCart(one) > encodeCart(other);
}

/** What it cost when it was put in: all that a device knows of a cart that another tab sent. */
function seenMinor({ lines }: Cart): number {
  return lines.reduce((sum, { quantity, priceMinor = 0 }) => sum + quantity * priceMinor, 0);
}

function encodeKept({ cart, totalMinor }: DeviceCart): string {
  return `${encodeCart(cart)}|${totalMinor}`;
}

function decodeKept(text: string): DeviceCart {
  const [cart, total] = text.split("|");
  return { cart: decodeCart(cart), totalMinor: Number(total) || 0 };
}
