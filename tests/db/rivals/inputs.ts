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
  session_token: "token",
  cart_token: "token",
  link_token: "token",
  lat: "pin_lat",
  lng: "pin_lng",
  "list_shopper_orders.after": "order_id",
  payer_phone: "phone",
  download_token: "token",
  "take_download.file_id": "product_file_id",
  "renew_invitation.id": "invitation_id",
  "revoke_invitation.id": "invitation_id",
  "revoke_api_key.id": "api_key_id",
  "delete_order_view.view_id": "order_view_id",
  kept_id: "customer_id",
  merged_id: "customer_id",
  note_id: "customer_note_id",
  segment_id: "customer_segment_id",
  merge_id: "customer_merge_id",
  "find_products.query": "title",
  "find_products.after": "product_id",
};

function argument(
  words: Vocabulary,
  called: string,
  { name, type }: Parameter,
): fc.Arbitrary<unknown> {
  if (name === "store_slug" && ["place_order", "price_cart"].includes(called)) {
    // Buying there is for everybody, and tells what is in stock.
    return value({ ...words, theirs: new Map() }, "slug");
  }
  if (name === "input") return inputOf(words, called);
  if (name === "rule") return customerRule(words);
  if (called === "log_export" && name === "entity") {
    return fc.constantFrom("products", "customers", "orders", "audit_events", "zqnobody");
  }
  if (called === "save_translations" && name === "kind") {
    return fc.constantFrom("product", "category", "page", "zone", "pickup", "store");
  }
  if (called === "save_translations" && name === "subject_id") {
    return fc.oneof(
      ...["product_id", "category_id", "page_id", "zone_id", "store_id"].map((one) =>
        value(words, one)
      ),
    );
  }
  // Keys are secrets: what matters is whether one of their own comes again.
  if (name === "idempotency_key" && called !== "place_order") {
    return fc.constantFrom("rivals-key-1", "rivals-key-2", "short");
  }
  if (type === "integer") return fc.integer({ min: -3, max: 3 });
  if (type === "integer[]") {
    return fc.array(fc.integer({ min: 999, max: 1005 }).map(String), { maxLength: 3 });
  }
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

const place = (words: Vocabulary): Fields => ({
  name: value(words, "name"),
  address: value(words, "address"),
  opening_hours: value(words, "opening_hours"),
  phone: value(words, "contact_phone"),
  shown: fc.constantFrom("x", null),
});

const translation = (words: Vocabulary, meaning: string) =>
  fc.record({ text: value(words, meaning), of: fc.constantFrom("0123abcd", "short") });

const basket = (words: Vocabulary): Fields => ({
  lines: fc.array(
    fc.record({ variant_id: value(words, "variant_id"), quantity: fc.integer({ min: 1, max: 3 }) }),
    { maxLength: 2 },
  ),
  code: value(words, "code"),
});

const person = (words: Vocabulary): Fields => ({
  name: value(words, "contact_name"),
  phone: value(words, "contact_phone"),
  email: value(words, "email"),
  tags: fc.array(value(words, "name"), { maxLength: 2 }),
  consents: fc.subarray(["sms", "whatsapp", "email"]),
});

const customerRule = (words: Vocabulary) =>
  fc.record({
    match: fc.constantFrom("all", "any"),
    spent_from: fc.integer({ min: 0, max: 100_000 }),
    orders_to: fc.integer({ min: 0, max: 3 }),
    quiet_for: fc.integer({ min: 1, max: 30 }),
    tags: fc.array(value(words, "name"), { maxLength: 1 }),
    areas: fc.array(value(words, "area"), { maxLength: 1 }),
    products: fc.array(value(words, "product_id"), { maxLength: 1 }),
    collections: fc.array(value(words, "collection_id"), { maxLength: 1 }),
  }, { requiredKeys: [] });

const goodsOf = (words: Vocabulary): Fields => ({
  lines: fc.array(
    fc.record({
      order_item_id: value(words, "order_item_id"),
      quantity: fc.integer({ min: 0, max: 2 }),
    }),
    { maxLength: 2 },
  ),
});

const INPUTS: Record<string, (words: Vocabulary) => Fields> = {
  add_customer: person,
  edit_customer: person,
  find_customers: (words) => ({
    query: fc.oneof(...["contact_name", "contact_phone", "email"].map((one) => value(words, one))),
    rule: customerRule(words),
    segment_id: value(words, "customer_segment_id"),
    sort: fc.constantFrom("recent", "spent", "orders"),
    after: value(words, "customer_id"),
    max_rows: fc.integer({ min: 0, max: 5 }),
  }),
  get_customer: (words) => ({
    phone: value(words, "contact_phone"),
    before: fc.constantFrom("2030-01-01", "2020-01-01"),
  }),
  save_customer_address: (words) => ({
    area: value(words, "area"),
    landmark: value(words, "landmark"),
    is_removed: fc.boolean(),
  }),
  save_customer_segment: (words) => ({
    name: value(words, "name"),
    rule: customerRule(words),
    is_known: fc.boolean(),
  }),
  tag_customers: (words) => ({
    customer_ids: fc.array(value(words, "customer_id"), { maxLength: 3 }),
    tag: value(words, "name"),
    is_removed: fc.boolean(),
  }),
  adjust_inventory: (words) => ({
    variant_id: value(words, "variant_id"),
    location_id: value(words, "location_id"),
    reason: fc.constantFrom("received", "damaged", "correction"),
    delta: fc.integer({ min: -3, max: 3 }),
    note: value(words, "note"),
  }),
  create_api_key: (words) => ({ name: value(words, "name"), permissions }),
  create_import: (words) => ({
    kind: fc.constantFrom("products", "customers"),
    file_name: value(words, "file_name"),
    header: fc.constant(["Handle"]),
    rows: fc.constant([{ line: 2, cells: ["zqnobody"] }]),
  }),
  create_store: (words) => ({
    slug: value(words, "slug"),
    name: value(words, "name"),
    country: fc.constant("KE"),
    currency: fc.constant("KES"),
    time_zone: fc.constant("Africa/Nairobi"),
    order_prefix: fc.constant("ZQ"),
  }),
  find_orders: (words) => ({
    tab: fc.constantFrom("all", "to_pay", "to_pack", "on_way", "review"),
    sort: fc.constantFrom("newest", "oldest", "largest"),
    name: value(words, "name"),
    number: fc.integer({ min: 999, max: 1005 }),
    digits: fc.constantFrom("5678", "712345678"),
    status: fc.constantFrom("pending", "paid"),
    area: value(words, "area"),
    gateway: fc.constantFrom("mpesa", "pesapal"),
    payer: fc.constantFrom("5678", "712345678"),
    code: fc.constantFrom("KARIBU", "ZQ"),
    min_minor: fc.integer({ min: 0, max: 1_000 }),
    from: fc.constantFrom("2026-11-01", "2030-11-01"),
    after: fc.integer({ min: 999, max: 1005 }),
    limit: fc.integer({ min: -3, max: 3 }),
  }),
  give_back_surplus: (words) => ({
    amount_minor: fc.integer({ min: 0, max: 2 }),
    reason: value(words, "reason"),
  }),
  give_downloads: () => ({
    download_limit: fc.integer({ min: 0, max: 9 }),
    downloads_until: fc.constantFrom("2026-11-01", "2030-11-01"),
  }),
  invite_staff: (words) => ({
    ...grant(words),
    channel: fc.constantFrom("email", "sms"),
    recipient: value(words, "recipient"),
  }),
  price_cart: basket,
  set_member: grant,
  replay_webhooks: () => ({
    from: fc.constantFrom("2026-11-01T00:00:00Z", "x"),
    until: fc.constant("2036-11-01T00:00:00Z"),
    is_failed_only: fc.boolean(),
  }),
  save_webhook_endpoint: () => ({
    url: fc.constantFrom("https://zq.example/", "http://127.0.0.1/", "zq"),
    events: fc.constantFrom(["order.created"], ["zq"], []),
    is_enabled: fc.boolean(),
    secret: fc.constantFrom({ key: "k", iv: "AAAA", data: "AAAA" }, null),
  }),
  save_delivery_zone: (words) => ({
    name: value(words, "name"),
    areas: fc.array(fc.oneof(fc.constant("Kilimani, Nairobi"), value(words, "area")), {
      maxLength: 2,
    }),
    fee_minor: fc.integer({ min: -100, max: 500 }),
    promise: value(words, "promise"),
  }),
  record_hand_payment: (words) => ({
    amount_minor: fc.integer({ min: 0, max: 2 }),
    reference: value(words, "hand_ref"),
    hand_way: fc.constantFrom("cash", "transfer", "cheque"),
  }),
  cancel_order: (words) => ({
    reason: value(words, "reason"),
    is_restocked: fc.boolean(),
    is_told: fc.boolean(),
    is_money_kept: fc.boolean(),
  }),
  change_address: (words) => ({
    area: fc.oneof(fc.constant("Kilimani, Nairobi"), value(words, "area")),
    landmark: value(words, "landmark"),
    directions: value(words, "directions"),
    version: fc.string(),
  }),
  write_order: (words) => ({
    ...basket(words),
    name: value(words, "contact_name"),
    phone: value(words, "contact_phone"),
    delivery_method: fc.constantFrom("delivery", "pickup"),
    area: value(words, "area"),
    landmark: value(words, "landmark"),
    is_told: fc.boolean(),
  }),
  edit_order: (words) => ({ ...basket(words), version: fc.string() }),
  fulfil: (words) => goodsOf(words),
  move_fulfilment: (words) => ({
    state: fc.constantFrom("packed", "shipped", "delivered", "cancelled"),
    carrier: value(words, "carrier"),
    tracking: value(words, "tracking"),
  }),
  open_return: (words) => ({ ...goodsOf(words), reason: value(words, "reason") }),
  receive_return: (words) => ({
    is_restocked: fc.boolean(),
    location_id: value(words, "location_id"),
  }),
  request_refund: (words) => ({
    amount_minor: fc.integer({ min: 0, max: 2 }),
    reason: value(words, "reason"),
    reference: value(words, "hand_ref"),
    payment_id: value(words, "payment_id"),
    is_restocked: fc.boolean(),
    lines: goodsOf(words).lines!,
  }),
  save_order_view: (words) => ({
    name: value(words, "name"),
    filter: fc.constantFrom({}, { q: "zqnobody" }),
    is_shared: fc.boolean(),
  }),
  save_page: (words) => ({
    kind: fc.constantFrom("page", "privacy", "returns"),
    slug: value(words, "slug"),
    title: value(words, "title"),
    body: value(words, "body"),
    is_published: fc.boolean(),
  }),
  save_pickup_point: place,
  save_store_settings: (words) => ({
    name: value(words, "name"),
    tagline: value(words, "tagline"),
    contact_phone: value(words, "contact_phone"),
    is_closed: fc.boolean(),
    shown: fc.constant("x"),
  }),
  save_discount: (words) => ({
    name: value(words, "name"),
    code: value(words, "code"),
    kind: fc.constantFrom("percent", "free_delivery"),
    percent_bp: fc.constantFrom(1000, null),
    targets: fc.array(
      fc.oneof(
        fc.record({ product_id: value(words, "product_id") }),
        fc.record({ collection_id: value(words, "collection_id") }),
        fc.record({ category_id: value(words, "category_id") }),
      ),
      { maxLength: 2 },
    ),
  }),
  save_location: (words) => ({
    name: value(words, "name"),
    is_default: fc.boolean(),
    is_closed: fc.boolean(),
  }),
  save_shopper_address: (words) => ({
    name: value(words, "contact_name"),
    area: fc.constant("Kilimani, Nairobi"),
    landmark: value(words, "landmark"),
    pin_lat: fc.integer({ min: -91, max: 91 }),
    pin_lng: fc.integer({ min: -181, max: 181 }),
    is_default: fc.boolean(),
  }),
  save_shopper_profile: (words) => ({
    name: value(words, "contact_name"),
    email: value(words, "email"),
    wants_news: fc.boolean(),
  }),
  save_stock_count: (words) => ({
    count_id: value(words, "count_id"),
    lines: fc.array(
      fc.record({
        variant_id: value(words, "variant_id"),
        counted: fc.integer({ min: 0, max: 60 }),
      }),
      { maxLength: 2 },
    ),
  }),
  save_translations: (words) => ({
    title: translation(words, "title"),
    name: translation(words, "name"),
    promise: translation(words, "promise"),
  }),
  save_words: (words) => ({ Size: value(words, "title"), zqnobody: value(words, "name") }),
  transfer_inventory: (words) => ({
    variant_id: value(words, "variant_id"),
    from_location_id: value(words, "location_id"),
    to_location_id: value(words, "location_id"),
    quantity: fc.integer({ min: 0, max: 3 }),
  }),
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
    delivery_method: fc.constantFrom("delivery", "pickup", "download"),
    pickup_point_id: value(words, "pickup_point_id"),
    area: fc.constant("Kilimani, Nairobi"),
    landmark: value(words, "landmark"),
  }),
  try_discounts: basket,
  write_review: (words) => ({
    stars: fc.integer({ min: 0, max: 6 }),
    body: value(words, "body"),
    author_name: value(words, "author_name"),
  }),
  search_products: (words) => ({
    query: fc.constantFrom("title", "description", "sku", "name").chain((what) =>
      value(words, what).chain((found) =>
        // Whole, begun and misspelt.
        fc.constantFrom(found, found.slice(0, 4), found.replace(/.(?=.$)/, ""))
      )
    ),
    category: value(words, "slug"),
    sort: fc.constantFrom("relevance", "newest", "price_up"),
    after: value(words, "slug"),
    price_from: fc.integer({ min: 0, max: 90_000_000 }),
    is_available: fc.boolean(),
    tags: fc.array(value(words, "name"), { maxLength: 1 }),
    max_rows: fc.integer({ min: 0, max: 5 }),
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
  test_message: (words) => ({
    kind: fc.constantFrom("order_paid", "shopper_code", "zqnobody"),
    channel: fc.constantFrom("email", "sms", "whatsapp"),
    language: fc.constantFrom("en", "fr"),
    body: value(words, "body"),
  }),
  save_product: (words) => ({
    category_id: value(words, "category_id"),
    slug: value(words, "slug"),
    title: value(words, "title"),
    status: fc.constantFrom("draft", "published"),
    is_digital: fc.boolean(),
    download_limit: fc.integer({ min: 0, max: 9 }),
    files: fc.array(
      fc.record({
        id: value(words, "product_file_id"),
        name: value(words, "name"),
        size_bytes: fc.integer({ min: 0, max: 1000 }),
        path: value(words, "path"),
        is_removed: fc.boolean(),
      }, { requiredKeys: ["id"] }),
      { maxLength: 2 },
    ),
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
