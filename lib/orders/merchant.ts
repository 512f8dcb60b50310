export {
  listOrders,
  ORDER_TABS,
  type OrderFilter,
  type OrderLine,
  type OrderState,
  type OrderTab,
  readOrderFilter,
} from "./merchant_list.ts";
export {
  getOrder,
  type MerchantOrder,
  type OrderAttempt,
  type OrderDownloads,
  type OrderEvent,
  type OrderItem,
  type OrderPayment,
} from "./merchant_order.ts";
export { type Happening, timelineOf } from "./merchant_timeline.ts";
export {
  attemptWords,
  fulfilmentLabel,
  type Label,
  moneyTruth,
  paymentLabel,
} from "./merchant_words.ts";
