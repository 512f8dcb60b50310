import type { Cart } from "./cart.ts";
import { decodeCart, encodeCart } from "./codec.ts";

/** The cart that a request or a browser carries, from its Cookie text. */
export function readCartCookie(cookies: string | null): Cart {
  // A shop at /s/basket and one at the root may both have set a cookie; the closest path comes first.
  return decodeCart(/(?:^|; ?)cart=([\w.]*)/.exec(cookies ?? "")?.[1]);
}

/**
 * A cookie for the shop whose pages, in all languages, start with `root`. Scripts may read it: the
 * device keeps the cart, and the cookie is how it tells the server. For a year.
 */
export function cartCookie(cart: Cart, root: string): string {
  return `cart=${encodeCart(cart)}; Path=${root || "/"}; Max-Age=31536000; SameSite=Lax`;
}
