import fc from "fast-check";
import { PERMISSIONS } from "@/lib/enums.ts";
import { anyValue as value } from "./values.ts";
import type { Parameter, Vocabulary } from "./vocabulary.ts";

/** Arguments by name for a function: well formed, with values of either shop in every place. */
export function argumentsOf(
  words: Vocabulary,
  { name: called, parameters }: Vocabulary["functions"][number],
): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(
    Object.fromEntries(parameters.map((one) => [one.name, argument(words, called, one)])),
  );
}

/** What functions call by another name than tables do. */
const MEANINGS: Record<string, string> = {
  store_slug: "slug",
  order_token: "token",
  payer_phone: "phone",
  "renew_invitation.id": "invitation_id",
  "revoke_invitation.id": "invitation_id",
  "revoke_api_key.id": "api_key_id",
};

function argument(
  words: Vocabulary,
  called: string,
  { name, type }: Parameter,
): fc.Arbitrary<unknown> {
  if (name === "store_slug" && called === "place_order") {
    // Buying there is for everybody, and tells what is in stock.
    return value({ ...words, theirs: new Map() }, "slug");
  }
  if (name === "input") return inputOf(words, called);
  if (type === "integer") return fc.integer({ min: -3, max: 3 });
  if (type === "uuid[]") return fc.array(value(words, "store_id"), { maxLength: 2 });
  return value(words, MEANINGS[`${called}.${name}`] ?? MEANINGS[name] ?? name);
}

function inputOf(words: Vocabulary, called: string): fc.Arbitrary<unknown> {
  const make = INPUTS[called];
  if (!make) throw new Error(`Nobody said what ${called} takes`);
  return fc.record(make(words), { requiredKeys: [] });
}

type Fields = Record<string, fc.Arbitrary<unknown>>;

const permissions = fc.subarray([...PERMISSIONS]);

const grant = (words: Vocabulary): Fields => ({
  role: fc.constantFrom("staff", "merchant"),
  permissions,
  store_ids: fc.array(value(words, "store_id"), { maxLength: 2 }),
});

const INPUTS: Record<string, (words: Vocabulary) => Fields> = {
  create_api_key: (words) => ({ name: value(words, "name"), permissions }),
  create_store: (words) => ({
    slug: value(words, "slug"),
    name: value(words, "name"),
    country: fc.constant("KE"),
    currency: fc.constant("KES"),
    time_zone: fc.constant("Africa/Nairobi"),
    order_prefix: fc.constant("ZQ"),
  }),
  invite_staff: (words) => ({
    ...grant(words),
    channel: fc.constantFrom("email", "sms"),
    recipient: value(words, "recipient"),
  }),
  set_member: grant,
  place_order: (words) => ({
    lines: fc.array(
      fc.record({
        variant_id: value(words, "variant_id"),
        quantity: fc.integer({ min: 0, max: 3 }),
      }),
      { maxLength: 2 },
    ),
    name: value(words, "contact_name"),
    phone: value(words, "contact_phone"),
    payer_phone: value(words, "contact_phone"),
    delivery_method: fc.constantFrom("delivery", "pickup"),
    area: fc.constant("Kilimani, Nairobi"),
    landmark: value(words, "landmark"),
  }),
  preview_collection: (words) => ({
    match: fc.constantFrom("all", "any"),
    conditions: fc.array(
      fc.oneof(
        fc.record({
          field: fc.constantFrom("tag", "vendor", "title"),
          value: value(words, "title"),
        }),
        fc.record({ field: fc.constant("category"), value: value(words, "category_id") }),
        fc.constant({ field: "in_stock", value: "yes" }),
      ),
      { maxLength: 2 },
    ),
  }),
  save_product: (words) => ({
    category_id: value(words, "category_id"),
    slug: value(words, "slug"),
    title: value(words, "title"),
    status: fc.constantFrom("draft", "published"),
    variants: fc.array(
      fc.record({
        id: value(words, "variant_id"),
        sku: value(words, "sku"),
        price_minor: fc.integer({ min: 0, max: 1000 }),
        cost_minor: fc.integer({ min: 0, max: 1000 }),
        position: fc.constant(0),
        stock_delta: fc.integer({ min: -2, max: 2 }),
        stock_counted: fc.integer({ min: 0, max: 60 }),
      }),
      { maxLength: 2 },
    ),
  }),
};
