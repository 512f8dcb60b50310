import { signal } from "@preact/signals";
import { type Cart, newestCart, quantityOf } from "./cart.ts";
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
  /** Where the shop begins: the cart is the same in all its languages. */
  root: string;
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
  const kept = readKept();
  const isKeptNewer = newestCart(told, kept.cart) === kept.cart;
  save(isKeptNewer ? kept : { cart: told, totalMinor: shownMinor });
  const follow = () => deviceCart.value = readKept();
  // Other tabs, and this page when the back button brings it back as it was left.
  addEventListener("storage", follow);
  addEventListener("pageshow", (event) => event.persisted && follow());
}

/** Changes the cart of this device by one variant at this price; tells whether there is more of it. */
export function changeOnDevice(
  apply: (cart: Cart) => Cart,
  { variantId, priceMinor }: { variantId: string; priceMinor: number },
): boolean {
  const { cart, totalMinor } = deviceCart.peek()!;
  const next = apply(cart);
  const more = quantityOf(next, variantId) - quantityOf(cart, variantId);
  save({ cart: next, totalMinor: Math.max(0, totalMinor + more * priceMinor) });
  return more > 0;
}

function save(next: DeviceCart): void {
  deviceCart.value = next;
  document.cookie = cartCookie(next.cart, place!.root);
  try {
    localStorage.setItem(key(), `${encodeCart(next.cart)}|${next.totalMinor}`);
  } catch {
    // Full, or refused to scripts: the cookie still carries the cart.
  }
}

function readKept(): DeviceCart {
  let text = "";
  try {
    text = localStorage.getItem(key()) ?? "";
  } catch {
    // Refused to scripts.
  }
  const [cart, total] = text.split("|");
  return { cart: decodeCart(cart), totalMinor: Number(total) || 0 };
}

function key(): string {
  return `cart:${place!.slug}`;
}
