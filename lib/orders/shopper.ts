export { isTrackingLink } from "./tracking.ts";
export { RetryForm } from "./shopper_input.ts";
export {
  canMovePin,
  chooseHandWay,
  getPaymentPage,
  movePin,
  type OrderPage,
  readOrderPage,
  requestPaymentCheck,
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
