export {
  buyableLines,
  type Goods,
  isAllDigital,
  itemsMinor,
  type LineProblem,
  type PricedLine,
  problemOf,
} from "./lines.ts";
export {
  type CartPage,
  type CheckoutPage,
  gatewaysJson,
  readCartPage,
  readCheckoutPage,
} from "./pages.ts";
export { CheckoutForm, type CheckoutInput } from "./input.ts";
export {
  cutLines,
  type OrderRefusal,
  type PlacedOrder,
  placeOrder,
  type UnavailableLine,
} from "./place_order.ts";
export { type Fee, type Place, readMethod, type Totals, totalsOf } from "./totals.ts";
export { type Said, sayProblem, sayRefusal, sayUnavailable } from "./words.ts";
