import type { Permission } from "@/lib/enums.ts";

/** What an endpoint may ask to hear of, by the words of the database, and what people read of it. */
export const WEBHOOK_EVENTS = {
  "order.created": "Somebody ordered",
  "order.paid": "An order is paid in full",
  "order.fulfilled": "All goods of an order are with the buyer",
  "order.cancelled": "An order was cancelled, or not paid in time",
  "order.refunded": "Money of an order went back",
  "product.created": "A product is new",
  "product.updated": "A product, its variants or pictures changed",
  "product.deleted": "A product was archived",
  "inventory.low": "A variant fell to its low level",
  "customer.created": "Somebody is new among the customers",
  "payment.succeeded": "A gateway says that money came",
  "payment.failed": "A payment came to nothing",
  "payment.needs_review": "Money of an order needs a person",
} as const;
export type WebhookEventType = keyof typeof WEBHOOK_EVENTS;

export const WEBHOOK_EVENT_TYPES = Object.keys(WEBHOOK_EVENTS) as [
  WebhookEventType,
  ...WebhookEventType[],
];

/** The type of what somebody sends to try an endpoint. */
export const TEST_EVENT = "webhook.test";

/** What somebody needs to read by the API what events of this type tell. */
export function permissionOf(type: WebhookEventType): Permission {
  if (type.startsWith("order.")) return "orders.view";
  if (type.startsWith("customer.")) return "customers.view";
  if (type.startsWith("payment.")) return "payments.view";
  // With what goods cost the shop.
  return "products.manage";
}
