import { signal } from "@preact/signals";
import type { Cart } from "./cart.ts";
import { cartCookie, readCartCookie } from "./cookie.ts";
import { type CartKeeper, type DeviceCart, openTabCart, type TabCart } from "./tab.ts";

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

let tab: TabCart | undefined;

/**
 * Takes the newest of what this device keeps and what the server was told, and keeps it in step with
 * other tabs. `shownMinor` is what the page says the cart costs. Opening twice does nothing.
 */
export function openDeviceCart(where: CartPlace, shownMinor: number): void {
  if (tab) return;
  tab = openTabCart(keeperOf(where), shownMinor);
  const follow = () => deviceCart.value = tab!.follow();
  follow();
  // Other tabs with scripts, this page when the back button brings it back as it was left, and forms
  // that another tab sent: those change the cookie, of which nobody is told.
  addEventListener("storage", follow);
  addEventListener("pageshow", follow);
  document.addEventListener("visibilitychange", follow);
}

/** Changes the cart of this device by one variant at this price; tells whether there is more of it. */
export function changeOnDevice(
  apply: (cart: Cart) => Cart,
  variant: { variantId: string; priceMinor: number },
): boolean {
  const { now, isMore } = tab!.change(apply, variant);
  deviceCart.value = now;
  return isMore;
}

function keeperOf({ slug, base }: CartPlace): CartKeeper {
  const key = `cart:${slug}`;
  return {
    readTold: () => readCartCookie(document.cookie),
    tell: (cart) => document.cookie = cartCookie(cart, base),
    readKept() {
      try {
        return localStorage.getItem(key) ?? "";
      } catch {
        // Refused to scripts: the cookie still carries the cart.
        return "";
      }
    },
    keep(text) {
      try {
        localStorage.setItem(key, text);
      } catch {
        // Full, or refused.
      }
    },
  };
}
