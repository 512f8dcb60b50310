export { RetryForm } from "./shopper_input.ts";
export {
  getPaymentPage,
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
  type OrderStep,
  orderSteps,
  type PaymentScene,
  paymentScene,
  sayRetryRefusal,
  thanksIn,
} from "./shopper_words.ts";
