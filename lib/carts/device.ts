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

/** What a line is about, as the page said on which it was put in. */
export interface SeenGoods {
  product: string;
  title: string;
  variantTitle: string;
  priceMinor: number;
}

type Watch = (cart: Cart) => void;

/** All islands of a page that show its shop's cart. */
const watches = new Set<Watch>();

let step: CartStep | undefined;

/**
 * Takes the newest of what this device keeps and what the server was told, keeps it in step with other
 * tabs, and tells `watch` of it now and whenever it changes. In the browser alone: on the server a page
 * knows only what the request's cookie says. Returns what ends the watch.
 */
export function watchDeviceCart(where: CartPlace, watch: Watch): () => void {
  if (!step) {
    step = openTabCart(keepersOf(where));
    // Other tabs with scripts, this page when the back button brings it back as it was left, and forms
    // that another tab sent: those change the cookie, of which nobody is told.
    for (const name of ["storage", "pageshow", "focus"]) addEventListener(name, () => tell());
  }
  watches.add(watch);
  watch(step());
  return () => watches.delete(watch);
}

/** Changes the cart of this device; tells whether there is more in it, or null before it is open. */
export function changeOnDevice(apply: (cart: Cart) => Cart): boolean | null {
  if (!step) return null;
  const before = countItems(step());
  return countItems(tell(apply)) > before;
}

function tell(apply?: (cart: Cart) => Cart): Cart {
  const cart = step!(apply);
  for (const watch of watches) watch(cart);
  return cart;
}

/** Keeps what was put in, for a cart that is looked at where nobody can price it. */
export function rememberGoods(variantId: string, goods: SeenGoods): void {
  attempt(() => localStorage.setItem(`goods:${variantId}`, JSON.stringify(goods)));
}

/** What was kept of it; nothing where it came into the cart another way. */
export function recallGoods(variantId: string): SeenGoods | undefined {
  return attempt(() => JSON.parse(localStorage.getItem(`goods:${variantId}`)!)) ?? undefined;
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
