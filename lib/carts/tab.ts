import { type Cart, countItems, EMPTY_CART } from "./cart.ts";
import { encodeCart } from "./codec.ts";

/** A place where a device keeps a cart. It may be refused: then it reads as empty. */
export interface CartKeeper {
  read(): Cart;
  write(cart: Cart): void;
}

/** A cart as one tab holds it. */
export interface TabCart {
  /** Takes the newest of all copies and writes it to those that are behind. */
  follow(): Cart;
  /** Changes the newest copy, wherever it was; tells whether there is more in it. */
  change(apply: (cart: Cart) => Cart): boolean;
}

/**
 * The cart of a tab beside other tabs, and beside a server that answers forms: whoever changed it last
 * is followed before anything is changed, so copies agree after every step.
 */
export function openTabCart(keepers: CartKeeper[]): TabCart {
  let mine = EMPTY_CART;

  function follow(): Cart {
    for (const keeper of keepers) {
      const copy = keeper.read();
      if (isNewer(copy, mine)) mine = copy;
    }
    for (const keeper of keepers) if (isNewer(mine, keeper.read())) keeper.write(mine);
    return mine;
  }

  return {
    follow,
    change(apply) {
      const before = follow();
      mine = apply(before);
      return countItems(follow()) > countItems(before);
    },
  };
}

/** A later change; of two at the same moment every tab takes the same one. */
export function isNewer(one: Cart, other: Cart): boolean {
  const later = one.changedAt - other.changedAt;
  return later > 0 || (later === 0 && encodeCart(one) > encodeCart(other));
}
