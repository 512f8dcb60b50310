export { listOrders, type OrderLine, type OrderState } from "./merchant_list.ts";
export {
  countFilters,
  filterErrors,
  ORDER_SORTS,
  ORDER_TABS,
  type OrderFilter,
  type OrderSort,
  type OrderTab,
  readOrderFilter,
  writeOrderFilter,
} from "./order_filter.ts";
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
export {
  type Arrival,
  ARRIVAL_TABS,
  ArrivalForm,
  type ArrivalTab,
  type Candidate,
  findCandidates,
  getArrival,
  listArrivals,
  settleArrival,
} from "./arrivals.ts";
export {
  askAboutReceipt,
  listReceiptQuestions,
  ReceiptForm,
  type ReceiptQuestion,
  type ReceiptQuestions,
  receiptWords,
} from "./receipt_questions.ts";
export {
  getRefundChoices,
  paidFor,
  type RefundableItem,
  type RefundablePayment,
  type RefundChoices,
} from "./refund_choices.ts";
export {
  BY_HAND,
  quantityName,
  readRefund,
  type RefundInput,
  requestRefund,
} from "./refund_form.ts";
export { riderText } from "./rider_text.ts";
export {
  isPayableByHand,
  isRefundable,
  type LedgerLine,
  ledgerWords,
  type OrderRefund,
  refundWords,
} from "./refund_words.ts";
export {
  cancelOrder,
  type CancelRefusal,
  GoodsForm,
  isCancellable,
  nextStep,
  setFulfilment,
} from "./goods_steps.ts";
export { HandPaymentForm, recordHandPayment } from "./hand_payment.ts";
export {
  MANY_ACTS,
  type ManyAct,
  ManyOrdersForm,
  readOutcome,
  setFulfilments,
  writeOutcome,
} from "./many_orders.ts";
export {
  deleteOrderView,
  listOrderViews,
  type OrderView,
  OrderViewForm,
  saveOrderView,
} from "./order_views.ts";
