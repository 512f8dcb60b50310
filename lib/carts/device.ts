import { signal } from "@preact/signals";
import { type Cart, EMPTY_CART } from "./cart.ts";
import { decodeCart, encodeCart } from "./codec.ts";
import { cartCookie, readCartCookie } from "./cookie.ts";
import { type CartKeeper, openTabCart, type TabCart } from "./tab.ts";

/** Which shop's cart: the same key in storage for both its addresses would mix nothing up. */
export interface CartPlace {
  slug: string;
  /** Where the shop begins: the cart is the same in all its languages. */
  root: string;
}

/**
 * The cart of this page's shop, the same for all islands of the page; null until one of them opens
 * it. Never set on the server, where a page knows only what the request's cookie says.
 */
export const deviceCart = signal<Cart | null>(null);

let tab: TabCart | undefined;

/**
 * Takes the newest of what this device keeps and what the server was told, and keeps it in step with
 * other tabs. Opening twice does nothing.
 */
export function openDeviceCart(where: CartPlace): void {
  if (tab) return;
  tab = openTabCart(keepersOf(where));
  const follow = () => deviceCart.value = tab!.follow();
  follow();
  // Other tabs with scripts, this page when the back button brings it back as it was left, and forms
  // that another tab sent: those change the cookie, of which nobody is told.
  for (const name of ["storage", "pageshow", "focus"]) addEventListener(name, follow);
}

/** Changes the cart of this device; tells whether there is more in it. */
export function changeOnDevice(apply: (cart: Cart) => Cart): boolean {
  const isMore = tab!.change(apply);
  deviceCart.value = tab!.follow();
  return isMore;
}

/** The cookie, which goes to the server with every request, and what outlives it. */
function keepersOf({ slug, root }: CartPlace): CartKeeper[] {
  const key = `cart:${slug}`;
  return [
    {
      read: () => readCartCookie(document.cookie),
      write: (cart) => document.cookie = cartCookie(cart, root),
    },
    {
      read() {
        try {
          return decodeCart(localStorage.getItem(key));
        } catch {
          // Refused to scripts: the cookie still carries the cart.
          return EMPTY_CART;
        }
      },
      write(cart) {
        try {
          localStorage.setItem(key, encodeCart(cart));
        } catch {
          // Full, or refused.
        }
      },
    },
  ];
}
