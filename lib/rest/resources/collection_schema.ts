import { z } from "zod";
import { CONDITION_FIELDS, MAX_CONDITIONS } from "@/lib/collections/mod.ts";
import { COLLECTION_KINDS, COLLECTION_SORTS, RULE_MATCHES } from "@/lib/enums.ts";
import { id, moment, text } from "../kinds.ts";

/** As many products are put into a collection at once. */
const MAX_ITEMS = 500;

const condition = <Field extends string, Value extends z.ZodType>(field: Field, value: Value) =>
  z.strictObject({ field: z.literal(field), value });

const words = text(80, 1);
const amount = z.string().regex(/^\d{1,13}$/).describe("In the smallest unit of the currency.");
const days = z.string().regex(/^[1-9]\d{0,3}$/).describe("A number of days.");

const Condition = z.discriminatedUnion("field", [
  condition("tag", words),
  condition("category", id),
  condition("vendor", words),
  condition("title", words),
  condition("price_from", amount),
  condition("price_to", amount),
  condition("in_stock", z.literal("yes")),
  condition("created_within", days),
  condition("published_within", days),
]);
export type Condition = z.output<typeof Condition>;

export const Collection = z.strictObject({
  id,
  store_id: id,
  title: z.string(),
  slug: z.string(),
  description: z.string(),
  seo_title: z.string(),
  seo_description: z.string(),
  kind: z.enum(COLLECTION_KINDS).describe("What somebody put into it, or what meets a rule."),
  sort: z.enum(COLLECTION_SORTS),
  match: z.enum(RULE_MATCHES).describe("Whether products meet all conditions or any."),
  conditions: z.array(z.strictObject({ field: z.enum(CONDITION_FIELDS), value: z.string() })),
  is_published: z.boolean(),
  is_on_front: z.boolean().describe("Meant for the front page of the shop."),
  created_at: moment,
  updated_at: moment,
}).meta({ id: "Collection" });
export type Collection = z.output<typeof Collection>;

const fields = {
  title: text(60, 1),
  slug: z.string().max(80).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).optional()
    .describe("Made of the title unless given."),
  description: text(2000).optional(),
  seo_title: text(60).optional(),
  seo_description: text(160).optional(),
  sort: z.enum(COLLECTION_SORTS).optional().describe("A rule's goods come newest first."),
  match: z.enum(RULE_MATCHES).optional(),
  conditions: z.array(Condition).max(MAX_CONDITIONS).optional().describe("Of a rule alone."),
  is_published: z.boolean().optional(),
  is_on_front: z.boolean().optional(),
  product_ids: z.array(id).max(MAX_ITEMS).optional()
    .describe("Of a manual one: all that is in it, in this order."),
};

export const NewCollection = z.strictObject({ ...fields, kind: z.enum(COLLECTION_KINDS) })
  .meta({ id: "NewCollection" });
export type NewCollection = z.output<typeof NewCollection>;

export const CollectionChange = z.strictObject({ ...fields, title: text(60, 1).optional() })
  .meta({ id: "CollectionChange" });
export type CollectionChange = z.output<typeof CollectionChange>;
