import { signal } from "@preact/signals";
import { addToCart, type Cart, newestCart, quantityOf, setQuantity } from "./cart.ts";
import { decodeCart, encodeCart } from "./codec.ts";
import { cartCookie, readCartCookie } from "./cookie.ts";

/** The cart together with what it costs, as far as this device knows. */
export interface DeviceCart {
  cart: Cart;
  totalMinor: number;
}

/** Which shop's cart: the same key in storage for both its addresses would mix nothing up. */
export interface CartPlace {
  slug: string;
  base: string;
}

/**
 * The cart of this page's shop, the same for all islands of the page; null until one of them opens
 * it. Never set on the server, where a page knows only what the request's cookie says.
 */
export const deviceCart = signal<DeviceCart | null>(null);

let place: CartPlace | undefined;

/**
 * Takes the newest of what this device keeps and what the server was told, and keeps it in step with
 * other tabs. `shownMinor` is what the page says the cart costs. Opening twice does nothing.
 */
export function openDeviceCart(where: CartPlace, shownMinor: number): void {
  if (place) return;
  place = where;
  const told = readCartCookie(document.cookie);
  const kept = readKept(storage()?.getItem(key(where)));
  const isKeptNewer = newestCart(told, kept.cart) === kept.cart;
  save(isKeptNewer ? kept : { cart: told, totalMinor: shownMinor });
  addEventListener("storage", (event) => {
    if (event.key === key(where)) deviceCart.value = readKept(event.newValue);
  });
  // A page that comes back from the back button shows what was true when it was left.
  addEventListener("pageshow", (event) => {
    if (event.persisted) deviceCart.value = readKept(storage()?.getItem(key(where)));
  });
}

/** Adds to the cart of this device; tells whether there was room. */
export function addOnDevice(variantId: string, quantity: number, priceMinor: number): boolean {
  return change(variantId, priceMinor, (cart) => addToCart(cart, variantId, quantity));
}

/** Sets a line's quantity; 0 takes the line away. */
export function setOnDevice(variantId: string, quantity: number, priceMinor: number): void {
  change(variantId, priceMinor, (cart) => setQuantity(cart, variantId, quantity));
}

/** True when the next request will carry this cart, false where cookies are refused. */
export function isCartTold(): boolean {
  return readCartCookie(document.cookie).changedAt === deviceCart.peek()?.cart.changedAt;
}

function change(variantId: string, priceMinor: number, apply: (cart: Cart) => Cart): boolean {
  const before = deviceCart.peek();
  if (!before) return false;
  const cart = apply(before.cart);
  const more = quantityOf(cart, variantId) - quantityOf(before.cart, variantId);
  save({ cart, totalMinor: Math.max(0, before.totalMinor + more * priceMinor) });
  return more > 0;
}

function save(next: DeviceCart): void {
  deviceCart.value = next;
  document.cookie = cartCookie(next.cart, place!.base);
  try {
    storage()?.setItem(key(place!), `${encodeCart(next.cart)}.${next.totalMinor}`);
  } catch {
    // Storage is full: the cookie still carries the cart.
  }
}

function readKept(text: string | null | undefined): DeviceCart {
  const [cart, total] = (text ?? "").split(".");
  return { cart: decodeCart(cart), totalMinor: Number(total) || 0 };
}

function key({ slug }: CartPlace): string {
  return `cart:${slug}`;
}

/** Null where the browser keeps scripts from storing anything. */
function storage(): Storage | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}
