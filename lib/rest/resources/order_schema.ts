import { z } from "zod";
import {
  ATTEMPT_STATES,
  CONSENT_CHANNELS,
  DELIVERY_METHODS,
  FULFILMENT_STATUSES,
  GATEWAYS,
  HAND_WAYS,
  ORDER_STATUSES,
  PAYMENT_STATUSES,
  REFUND_STATES,
} from "@/lib/enums.ts";
import { currency, id, minor, moment, phone, price, text } from "../kinds.ts";

const Item = z.strictObject({
  id,
  variant_id: id,
  title: z.string(),
  variant_title: z.string(),
  sku: z.string().nullable(),
  unit_price_minor: minor,
  quantity: z.int(),
  discount_minor: minor,
  total_minor: minor,
});

const Discount = z.strictObject({
  name: z.string(),
  code: z.string().nullable(),
  amount_minor: minor,
});

export const Refund = z.strictObject({
  id,
  order_id: id,
  payment_id: id.nullable().describe("The payment it gives back; null for one by hand."),
  number: z.int(),
  state: z.enum(REFUND_STATES),
  amount_minor: minor,
  currency,
  reason: z.string(),
  is_restocked: z.boolean(),
  created_at: moment,
  finished_at: moment.nullable(),
}).meta({ id: "Refund" });
export type Refund = z.output<typeof Refund>;

export const Payment = z.strictObject({
  id,
  store_id: id,
  order_id: id,
  gateway: z.enum(GATEWAYS),
  state: z.enum(ATTEMPT_STATES),
  amount_minor: minor.describe("What the payer was asked for."),
  received_minor: minor.describe("What came."),
  currency,
  phone: z.string().describe("Who was asked."),
  receipt: z.string().nullable(),
  result_code: z.string().nullable(),
  created_at: moment,
  finished_at: moment.nullable(),
}).meta({ id: "Payment" });
export type Payment = z.output<typeof Payment>;

export const Customer = z.strictObject({
  id,
  store_id: id,
  phone: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  tags: z.array(z.string()),
  consents: z.array(z.enum(CONSENT_CHANNELS)).describe("Ways by which they want to hear of news."),
  wants_news: z.boolean(),
  created_at: moment,
  updated_at: moment,
}).meta({ id: "Customer" });
export type Customer = z.output<typeof Customer>;

const profile = {
  email: z.email().max(254).optional(),
  tags: z.array(text(40, 1).regex(/^[^,]*$/)).max(20).optional(),
  consents: z.array(z.enum(CONSENT_CHANNELS)).max(3).optional(),
};

export const NewCustomer = z.strictObject({ phone, name: text(120, 1), ...profile })
  .meta({ id: "NewCustomer" });

export const CustomerChange = z.strictObject({ name: text(120, 1).optional(), ...profile })
  .meta({ id: "CustomerChange" });

export const Order = z.strictObject({
  id,
  store_id: id,
  number: z.int(),
  status: z.enum(ORDER_STATUSES),
  payment_status: z.enum(PAYMENT_STATUSES),
  fulfilment_status: z.enum(FULFILMENT_STATUSES),
  needs_review: z.boolean(),
  currency,
  items_minor: minor,
  discount_minor: minor,
  delivery_minor: minor,
  tax_minor: minor,
  is_tax_included: z.boolean(),
  total_minor: minor,
  paid_minor: minor,
  refunded_minor: minor,
  customer_id: id,
  contact_name: z.string(),
  contact_phone: z.string(),
  contact_email: z.string().nullable(),
  delivery_method: z.enum(DELIVERY_METHODS),
  area: z.string().nullable(),
  landmark: z.string().nullable(),
  directions: z.string().nullable(),
  second_phone: z.string().nullable(),
  pickup_place: z.string(),
  note: z.string(),
  hand_way: z.enum(HAND_WAYS).nullable().describe("How it is paid without a gateway."),
  items: z.array(Item),
  discounts: z.array(Discount),
  placed_at: moment,
  paid_at: moment.nullable(),
  expires_at: moment,
  updated_at: moment,
  payments: z.array(Payment).optional().describe("With expand=payments."),
  refunds: z.array(Refund).optional().describe("With expand=refunds."),
  customer: Customer.optional().describe("With expand=customer."),
}).meta({ id: "Order" });
export type Order = z.output<typeof Order>;

export const NewOrder = z.strictObject({
  lines: z.array(z.strictObject({ variant_id: id, quantity: z.int().min(1).max(999) }))
    .min(1).max(50),
  name: text(120, 1),
  phone,
  payer_phone: phone.optional().describe("Who is asked to pay; the phone itself unless told."),
  email: z.email().max(254).optional(),
  delivery_method: z.enum(DELIVERY_METHODS),
  area: text(120, 1).optional(),
  landmark: text(160, 1).optional(),
  directions: text(500).optional(),
  second_phone: phone.optional(),
  pickup_point_id: id.optional(),
  note: text(500).optional(),
  gateway: z.enum(GATEWAYS).optional().describe("The store's first one unless told."),
  hand_way: z.enum(HAND_WAYS).optional(),
  discount: text(40).optional().describe("A code."),
  wants_news: z.boolean().optional(),
  expected_total_minor: price.optional()
    .describe("Refused with total_changed when it costs something else."),
}).meta({ id: "NewOrder" });

export const OrderChange = z.union([
  z.strictObject({ fulfilment_status: z.enum(["packed", "shipped", "delivered"]) }),
  z.strictObject({ status: z.literal("cancelled") }),
]).meta({ id: "OrderChange" });
