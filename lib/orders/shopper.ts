export { dueMinor, suggestedMinor, typedAmount } from "./amounts.ts";
export {
  getLinkPage,
  payByLink,
  type PayLink,
  type PayLinkPage,
  readPayLinkPage,
  requestLinkCheck,
  sharePayment,
  unsharePayment,
} from "./pay_links.ts";
export { PayForm, RetryForm } from "./shopper_input.ts";
export { isTrackingLink } from "./tracking.ts";
export {
  canMovePin,
  chooseHandWay,
  getPaymentPage,
  movePin,
  type OrderPage,
  readOrderPage,
  requestPaymentCheck,
  type RetryDetails,
  retryPayment,
  type RetryRefusal,
  type ShopperAttempt,
  type ShopperItem,
  type ShopperOrder,
  type ShopperParcel,
  type ShopperPayment,
} from "./shopper_order.ts";
export { type OrderStep, orderSteps } from "./shopper_steps.ts";
export {
  attemptScene,
  fieldOf,
  firstName,
  isPayable,
  isTold,
  type PaymentScene,
  paymentScene,
  sayMethod,
  sayRetryRefusal,
  thanksIn,
  type ToldRefusal,
} from "./shopper_words.ts";
