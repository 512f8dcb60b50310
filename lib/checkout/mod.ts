export {
  type AppliedDiscount,
  CODE_PROBLEMS,
  type CodeProblem,
  codeProblem,
  commonQuote,
  type Discounts,
  feesWith,
  type Quote,
  quoteFor,
  sayCodeProblem,
  sayDiscounts,
  sayEnded,
} from "./discounts.ts";
export {
  buyableLines,
  type Goods,
  isAllDigital,
  itemsMinor,
  type LineProblem,
  priceBefore,
  type PricedLine,
  problemOf,
} from "./lines.ts";
export {
  type CartPage,
  type CheckoutPage,
  type DepositOffer,
  readCartPage,
  readCheckoutPage,
  readOrderAgain,
  readSharedCartPage,
  type SharedCartPage,
  waysJson,
} from "./pages.ts";
export type { OrderedLine } from "./priced.ts";
export { CheckoutForm, type CheckoutInput } from "./input.ts";
export {
  cutLines,
  type OrderRefusal,
  type PlacedOrder,
  placeOrder,
  type UnavailableLine,
} from "./place_order.ts";
export { askForCode, enterCode, type SignInStep } from "./known_shopper.ts";
export {
  ELSEWHERE,
  encodePlace,
  PLACE_FIELDS,
  placeField,
  placeIn,
  type TypedPlace,
} from "./places.ts";
export { placesOf, prefill, typedPlace } from "./prefill.ts";
export {
  depositOf,
  type Fee,
  feeAt,
  type Place,
  readMethod,
  type Totals,
  totalsOf,
} from "./totals.ts";
export {
  type Said,
  sayMissing,
  sayPriceChange,
  sayProblem,
  sayRefusal,
  sayUnavailable,
} from "./words.ts";
