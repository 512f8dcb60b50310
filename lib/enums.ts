/** The words of the database's enums, in the order people meet them. `tests/db` compares both. */
export const PERMISSIONS = [
  "products.view",
  "products.manage",
  "discounts.manage",
  "orders.view",
  "orders.manage",
  "customers.view",
  "payments.view",
  "payments.refund",
  "analytics.view",
  "settings.manage",
  "staff.manage",
] as const;
export type Permission = typeof PERMISSIONS[number];

export const PRODUCT_STATUSES = ["draft", "scheduled", "published", "archived"] as const;
export type ProductStatus = typeof PRODUCT_STATUSES[number];

export const DISCOUNT_KINDS = ["percent", "amount", "free_delivery", "buy_get"] as const;
export type DiscountKind = typeof DISCOUNT_KINDS[number];

export const DISCOUNT_CLASSES = ["product", "order", "delivery"] as const;
export type DiscountClass = typeof DISCOUNT_CLASSES[number];

export const COLLECTION_KINDS = ["manual", "rule"] as const;
export type CollectionKind = typeof COLLECTION_KINDS[number];

export const COLLECTION_SORTS = ["manual", "newest"] as const;
export type CollectionSort = typeof COLLECTION_SORTS[number];

export const RULE_MATCHES = ["all", "any"] as const;
export type RuleMatch = typeof RULE_MATCHES[number];

export const ORDER_STATUSES = [
  "pending",
  "paid",
  "fulfilled",
  "completed",
  "cancelled",
  "expired",
] as const;
export type OrderStatus = typeof ORDER_STATUSES[number];

export const PAYMENT_STATUSES = [
  "unpaid",
  "partly_paid",
  "paid",
  "overpaid",
  "partly_refunded",
  "refunded",
  "refunding",
  "disputed",
] as const;
export type PaymentStatus = typeof PAYMENT_STATUSES[number];

export const FULFILMENT_STATUSES = [
  "unfulfilled",
  "partly",
  "packed",
  "shipped",
  "delivered",
] as const;
export type FulfilmentStatus = typeof FULFILMENT_STATUSES[number];

export const FULFILMENT_STATES = ["packed", "shipped", "delivered", "cancelled"] as const;
export type FulfilmentState = typeof FULFILMENT_STATES[number];

export const RETURN_STATES = ["requested", "received", "closed"] as const;
export type ReturnState = typeof RETURN_STATES[number];

export const ATTEMPT_STATES = [
  "created",
  "submitted",
  "pending",
  "succeeded",
  "failed",
  "expired",
  "unknown",
] as const;
export type AttemptState = typeof ATTEMPT_STATES[number];

export const REFUND_STATES = [
  "requested",
  "sending",
  "pending",
  "unknown",
  "done",
  "failed",
] as const;
export type RefundState = typeof REFUND_STATES[number];

export const LEDGER_KINDS = [
  "charge",
  "cash",
  "transfer",
  "fee",
  "refund",
  "reversal",
  "chargeback",
  "adjustment",
] as const;
export type LedgerKind = typeof LEDGER_KINDS[number];

export const LEDGER_BOOKS = [
  "buyer",
  "gateway",
  "hand",
  "returning",
  "disputed",
  "fees",
] as const;
export type LedgerBook = typeof LEDGER_BOOKS[number];

export const DELIVERY_METHODS = ["delivery", "pickup", "download"] as const;
export type DeliveryMethod = typeof DELIVERY_METHODS[number];

export const GATEWAYS = ["mpesa", "mtn", "airtel", "paystack", "flutterwave", "pesapal"] as const;
export type Gateway = typeof GATEWAYS[number];

export const HAND_WAYS = ["cash", "transfer"] as const;
export type HandWay = typeof HAND_WAYS[number];

/** What a form calls a way to pay. */
export type Way = Gateway | HandWay;

export const MOVEMENT_KINDS = [
  "received",
  "adjusted",
  "reserved",
  "released",
  "sold",
  "returned",
  "transferred",
] as const;
export type MovementKind = typeof MOVEMENT_KINDS[number];

export const STOCK_REASONS = ["damaged", "lost", "found", "correction", "counted"] as const;
export type StockReason = typeof STOCK_REASONS[number];

export const STOCK_COUNT_STATES = ["open", "applied", "cancelled"] as const;
export type StockCountState = typeof STOCK_COUNT_STATES[number];

export const REVIEW_STATES = ["pending", "published", "rejected"] as const;
export type ReviewState = typeof REVIEW_STATES[number];

export const PAGE_KINDS = ["page", "privacy", "returns", "delivery", "terms"] as const;
export type PageKind = typeof PAGE_KINDS[number];

export const CONSENT_CHANNELS = ["sms", "whatsapp", "email"] as const;
export type ConsentChannel = typeof CONSENT_CHANNELS[number];

export const CONSENT_SOURCES = ["shop", "team", "file"] as const;
export type ConsentSource = typeof CONSENT_SOURCES[number];
