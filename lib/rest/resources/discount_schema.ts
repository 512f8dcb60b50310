import { z } from "zod";
import { DISCOUNT_CODE } from "@/lib/carts/mod.ts";
import { DISCOUNT_CLASSES, DISCOUNT_KINDS } from "@/lib/enums.ts";
import { id, minor, moment, price, text } from "../kinds.ts";

const Target = z.strictObject({
  product_id: id.optional(),
  collection_id: id.optional(),
  category_id: id.optional(),
}).describe("One of the three.");

export const Discount = z.strictObject({
  id,
  store_id: id,
  name: z.string().describe("Shoppers read it in their cart."),
  code: z.string().nullable().describe("Null for one that comes by itself."),
  kind: z.enum(DISCOUNT_KINDS),
  percent_bp: z.int().nullable().describe("Basis points off: 1000 for 10 %."),
  amount_minor: minor.nullable(),
  buy_quantity: z.int().nullable(),
  get_quantity: z.int().nullable(),
  min_minor: minor.nullable(),
  min_quantity: z.int().nullable(),
  starts_at: moment,
  ends_at: moment.nullable(),
  usage_limit: z.int().nullable().describe("Orders in all."),
  customer_limit: z.int().nullable().describe("Orders of one customer."),
  combines_with: z.array(z.enum(DISCOUNT_CLASSES)).describe("Others beside which it may apply."),
  targets: z.array(Target).describe("The goods that it is for; none for the order as a whole."),
  used: z.int().describe("Orders that have it now."),
  state: z.enum(["active", "scheduled", "ended", "used_up"]),
}).meta({ id: "Discount" });
export type Discount = z.output<typeof Discount>;

const count = (most: number) => z.int().min(1).max(most).nullable().optional();
const amount = price.min(1).nullable().optional();

const fields = {
  name: text(60, 1),
  code: z.string().regex(DISCOUNT_CODE).nullable().optional()
    .describe("3 to 30 of A to Z, digits, dashes and underscores."),
  kind: z.enum(DISCOUNT_KINDS),
  percent_bp: z.int().min(1).max(10_000).nullable().optional().describe("Of percent and buy_get."),
  amount_minor: amount.describe("Of amount."),
  buy_quantity: count(999).describe("Of buy_get."),
  get_quantity: count(999).describe("Of buy_get."),
  min_minor: amount,
  min_quantity: count(49_950),
  starts_at: moment.optional().describe("At once unless told."),
  ends_at: moment.nullable().optional(),
  usage_limit: count(1_000_000),
  customer_limit: count(1000),
  combines_with: z.array(z.enum(DISCOUNT_CLASSES)).max(3).optional(),
  targets: z.array(Target).max(100).optional(),
};

export const NewDiscount = z.strictObject(fields).meta({ id: "NewDiscount" });

export const DiscountChange = z.strictObject({
  ...fields,
  name: text(60, 1).optional(),
  kind: z.enum(DISCOUNT_KINDS).optional(),
}).meta({ id: "DiscountChange" });
