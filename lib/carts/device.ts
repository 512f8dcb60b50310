import { signal } from "@preact/signals";
import { type Cart, countItems, EMPTY_CART } from "./cart.ts";
import { decodeCart, encodeCart } from "./codec.ts";
import { cartCookie, readCartCookie } from "./cookie.ts";
import { type CartKeeper, type CartStep, openTabCart } from "./tab.ts";

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

let step: CartStep | undefined;

/**
 * Takes the newest of what this device keeps and what the server was told, and keeps it in step with
 * other tabs. Opening twice does nothing.
 */
export function openDeviceCart(where: CartPlace): void {
  if (step) return;
  step = openTabCart(keepersOf(where));
  const follow = () => deviceCart.value = step!();
  follow();
  // Other tabs with scripts, this page when the back button brings it back as it was left, and forms
  // that another tab sent: those change the cookie, of which nobody is told.
  for (const name of ["storage", "pageshow", "focus"]) addEventListener(name, follow);
}

/** Changes the cart of this device; tells whether there is more in it. */
export function changeOnDevice(apply: (cart: Cart) => Cart): boolean {
  const before = countItems(step!());
  return countItems(deviceCart.value = step!(apply)) > before;
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
      read: () => attempt(() => decodeCart(localStorage.getItem(key))) ?? EMPTY_CART,
      write: (cart) => attempt(() => localStorage.setItem(key, encodeCart(cart))),
    },
  ];
}

/** Storage may be full, or refused to scripts: the cookie still carries the cart. */
function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    // Then there is nothing.
  }
}
