export {
  addToCart,
  type Cart,
  type CartLine,
  clampQuantity,
  countItems,
  EMPTY_CART,
  MAX_LINES,
  MAX_QUANTITY,
  mergeLines,
  quantityOf,
  removeLines,
  replaceLines,
  setQuantity,
} from "./cart.ts";
export { cartCodeCookie, DISCOUNT_CODE, normalizeCode, readCartCode } from "./code.ts";
export { decodeCart, encodeCart } from "./codec.ts";
export { cartCookie, readCartCookie } from "./cookie.ts";
export { cartNoteCookie, MAX_NOTE, readCartNote } from "./note.ts";
export { CART_TOKEN, shareCart, sharedLinesJson } from "./shared.ts";
