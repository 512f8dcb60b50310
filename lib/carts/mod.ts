export {
  addToCart,
  type Cart,
  type CartLine,
  changed,
  clampQuantity,
  countItems,
  EMPTY_CART,
  hasSameLines,
  MAX_LINES,
  MAX_QUANTITY,
  newestCart,
  quantityOf,
  setQuantity,
} from "./cart.ts";
export { decodeCart, encodeCart } from "./codec.ts";
export { cartCookie, readCartCookie } from "./cookie.ts";
