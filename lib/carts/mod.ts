export {
  addToCart,
  type Cart,
  type CartLine,
  clampQuantity,
  countItems,
  EMPTY_CART,
  MAX_LINES,
  MAX_QUANTITY,
  newestCart,
  quantityOf,
  removeLines,
  setQuantity,
} from "./cart.ts";
export { decodeCart, encodeCart } from "./codec.ts";
export { cartCookie, readCartCookie } from "./cookie.ts";
