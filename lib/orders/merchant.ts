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
  getOrders,
  type MerchantOrder,
  type OrderAttempt,
  type OrderDownloads,
  type OrderEvent,
  type OrderItem,
  type OrderPayLink,
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
export {
  GiveBackForm,
  type GiveBackRefusal,
  giveBackSurplus,
  goesBackByGateway,
  surplusOf,
} from "./give_back.ts";
export { endPayLink, LinkForm, makePayLink } from "./shop_links.ts";
export { riderText } from "./rider_text.ts";
export {
  isPayableByHand,
  isRefundable,
  type LedgerLine,
  ledgerWords,
  leftMinor,
  type OrderRefund,
  refundWords,
} from "./refund_words.ts";
export { GoodsForm, nextStep, setFulfilment } from "./goods_steps.ts";
export { CancelForm, cancelOrder, type CancelRefusal, isCancellable } from "./cancel.ts";
export {
  fewestOf,
  type GoodsLine,
  goodsToPack,
  type OrderFulfilment,
  type OrderReturn,
  returnableGoods,
} from "./merchant_goods.ts";
export {
  fulfil,
  moveFulfilment,
  nextState,
  partTruth,
  readFulfil,
  readMove,
} from "./fulfilments.ts";
export { changeAddress, isMovable, readAddress } from "./order_address.ts";
export { findGoods, getGoods, type GoodsToAdd } from "./goods_to_add.ts";
export {
  addedIn,
  addField,
  type EditAnswer,
  type EditInput,
  editOrder,
  isEditable,
  readEdit,
} from "./order_edit.ts";
export { readWrite, type WriteAnswer, type WriteInput, writeOrder } from "./write_order.ts";
export { getSender, type Paper, readPapers, type Sender, slipLines } from "./papers.ts";
export { isTrackingLink } from "./tracking.ts";
export { quantityField } from "./quantities.ts";
export {
  closeReturn,
  openReturn,
  readReturn,
  ReceiveForm,
  receiveReturn,
  returnTruth,
} from "./returns.ts";
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
