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
  type ShopperPayment,
} from "./shopper_order.ts";
export {
  firstName,
  isPayable,
  isTold,
  type OrderStep,
  orderSteps,
  type PaymentScene,
  paymentScene,
  sayMethod,
  sayRetryRefusal,
  thanksIn,
  type ToldRefusal,
} from "./shopper_words.ts";
