import { type Cart, EMPTY_CART } from "./cart.ts";
import { encodeCart } from "./codec.ts";

/** A place where a device keeps a cart. It may be refused: then it reads as empty. */
export interface CartKeeper {
  read(): Cart;
  write(cart: Cart): void;
}

/**
 * One step of a tab: takes the newest of all copies, changes it when there is something to change, and
 * writes it to those that are behind.
 */
export type CartStep = (apply?: (cart: Cart) => Cart) => Cart;

/**
 * The cart of a tab beside other tabs, and beside a server that answers forms: whoever changed it last
 * is followed before anything is changed, so copies agree after every step.
 */
export function openTabCart(keepers: CartKeeper[]): CartStep {
  let mine = EMPTY_CART;
  return (apply) => {
    for (const keeper of keepers) {
      const copy = keeper.read();
      if (isNewer(copy, mine)) mine = copy;
    }
    if (apply) mine = apply(mine);
    for (const keeper of keepers) if (isNewer(mine, keeper.read())) keeper.write(mine);
    return mine;
  };
}

/** A later change; of two at the same moment every tab takes the same one. */
export function isNewer(one: Cart, other: Cart): boolean {
  const later = one.changedAt - other.changedAt;
  return later > 0 || (later === 0 && encodeCart(one) > encodeCart(other));
}
