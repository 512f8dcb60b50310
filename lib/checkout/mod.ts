export {
  buyableLines,
  type Goods,
  itemsMinor,
  type LineProblem,
  type PricedLine,
  problemOf,
} from "./lines.ts";
export { type CartPage, type CheckoutPage, readCartPage, readCheckoutPage } from "./pages.ts";
