import assert from "node:assert/strict";
import type { ApiStage } from "@/tests/api/rest/stage.ts";
import { type Answer, ask } from "./ask.ts";
import { SHOP_MUTATIONS, SHOP_QUERIES } from "./shop_cases.ts";
import { WEBHOOK_MUTATIONS, WEBHOOK_QUERIES } from "./webhook_cases.ts";

/** Rows of the demo shop that cases are about. */
export interface Rows {
  storeId: string;
  product: { id: string; variants: { id: string }[] };
  order: { id: string; customerId: string; contactPhone: string; payments: { id: string }[] };
  collectionId: string;
  discountId: string;
  apiKeyId: string;
  webhookId: string;
  /** Where the website sells from, and another place. */
  locationId: string;
  otherLocationId: string;
}

/** One field of Query or Mutation, asked for as a program would. */
export interface Case {
  /** The selection that follows the name of the field; `$id` and `$input` are its variables. */
  call: string;
  select: string;
  variables(rows: Rows): Record<string, unknown>;
  /** Throws when what came is not what was asked for. */
  // deno-lint-ignore no-explicit-any
  judge(value: any, rows: Rows): void;
  /** What something is refused with that cannot be; null where nothing that is valid is refused. */
  bad: { variables: Record<string, unknown>; code: string } | null;
  /** Of the first sale: money has to be there. */
  isPaid?: boolean;
}

const byId = (id: (rows: Rows) => string) => (rows: Rows) => ({ id: id(rows) });
const ofStore = ({ storeId }: Rows) => ({ storeId });
const NO_ID = { variables: { id: "none" }, code: "" };
const NO_PAGE = { variables: { limit: 0 }, code: "invalid_input" };

// deno-lint-ignore no-explicit-any
const has = (value: any[], id: string) => assert.ok(value.some((one) => one.id === id), id);

/** A list of a store's rows. */
function list(judge: Case["judge"], select = "id"): Case {
  const call = "($storeId: ID!, $limit: Int)(storeId: $storeId, limit: $limit)";
  return { call, select, variables: ofStore, judge, bad: NO_PAGE };
}

/** A row by its id. */
function one(id: (rows: Rows) => string, select = "id"): Case {
  return {
    call: "($id: ID!)(id: $id)",
    select,
    variables: byId(id),
    judge: (value, rows) => assert.equal(value.id, id(rows)),
    bad: NO_ID,
  };
}

const change = (input: string) => `($id: ID!, $input: ${input}!)(id: $id, input: $input)`;
const make = (input: string) => `($input: ${input}!)(input: $input)`;

export const QUERIES: Record<string, Case> = {
  ...SHOP_QUERIES,
  ...WEBHOOK_QUERIES,
  stores: {
    call: "($tenantId: ID)(tenantId: $tenantId)",
    select: "id name slug email currency status permissions",
    variables: () => ({}),
    judge(value, { storeId }) {
      has(value, storeId);
      assert.deepEqual([value[0].currency, value[0].status], ["KES", "ACTIVE"]);
      assert.ok(value[0].permissions.includes("ORDERS_VIEW"));
    },
    bad: null,
  },
  store: one(
    ({ storeId }) => storeId,
    "id products(limit: 2) { id } orders(limit: 2) { id } customers(limit: 2) { id }",
  ),
  storeSettings: {
    call: "($id: ID!)(id: $id)",
    select: "name holdMinutes isClosed",
    variables: byId(({ storeId }) => storeId),
    judge: (value) => assert.equal(value.isClosed, false),
    bad: NO_ID,
  },
  products: list(
    (value, { product }) => has(value, product.id),
    "id title variants { sku } images { path }",
  ),
  product: one(({ product }) => product.id, "id store { id } createdAt"),
  orders: list(
    (value, { order }) => has(value, order.id),
    "id customer { id } items { product { id } }",
  ),
  order: one(
    ({ order }) => order.id,
    "id payments { id order { id } } refunds { id } store { name }",
  ),
  customers: list((value, { order }) => has(value, order.customerId), "id orders(limit: 1) { id }"),
  customer: one(({ order }) => order.customerId, "id store { id }"),
  payments: list((value, { order }) => has(value, order.payments[0]!.id), "id state amountMinor"),
  payment: one(({ order }) => order.payments[0]!.id, "id receivedMinor order { id }"),
};

const CUP = { title: "Clay cup", variants: [{ priceMinor: 100_000, onHand: 3 }] };

export const MUTATIONS: Record<string, Case> = {
  ...SHOP_MUTATIONS,
  ...WEBHOOK_MUTATIONS,
  createProduct: {
    call: make("CreateProductInput"),
    select: "title slug status variants { priceMinor onHand }",
    variables: () => ({
      input: { ...CUP, title: `Cup ${crypto.randomUUID()}`, idempotencyKey: crypto.randomUUID() },
    }),
    judge: (value) => assert.deepEqual(value.variants, CUP.variants),
    bad: { variables: { input: { ...CUP, variants: [] } }, code: "invalid_input" },
  },
  updateProduct: {
    call: change("UpdateProductInput"),
    select: "id title tags",
    variables: ({ product }) => ({ id: product.id, input: { tags: ["clay"] } }),
    judge: (value) => assert.deepEqual(value.tags, ["clay"]),
    bad: { variables: { input: { slug: "No slug" } }, code: "invalid_input" },
  },
  deleteProduct: {
    call: "($id: ID!)(id: $id)",
    select: "",
    variables: byId(({ product }) => product.id),
    judge: (value) => assert.equal(value, true),
    bad: { variables: { id: "none" }, code: "not_found" },
  },
  createOrder: {
    call: make("CreateOrderInput"),
    select: "id status totalMinor customer { name } payments { id }",
    variables: (rows) => ({ input: orderInput(rows.product.variants[0]!.id) }),
    judge(value) {
      assert.deepEqual([value.status, value.customer.name], ["PENDING", "Wanjiru Kamau"]);
      assert.equal(value.payments.length, 1);
    },
    bad: {
      variables: { input: orderInput(crypto.randomUUID()) },
      code: "lines_unavailable",
    },
  },
  updateOrder: {
    call: change("UpdateOrderInput"),
    select: "fulfilmentStatus",
    variables: ({ order }) => ({ id: order.id, input: { fulfilmentStatus: "PACKED" } }),
    judge: (value) => assert.equal(value.fulfilmentStatus, "PACKED"),
    bad: { variables: { input: {} }, code: "invalid_input" },
    isPaid: true,
  },
  updateOrderStatus: {
    call: "($id: ID!, $status: OrderStatus!)(id: $id, status: $status)",
    select: "status",
    variables: ({ order }) => ({ id: order.id, status: "CANCELLED" }),
    judge: (value) => assert.equal(value.status, "CANCELLED"),
    bad: { variables: { status: "PAID" }, code: "invalid_input" },
  },
  createPayment: {
    call: make("CreatePaymentInput"),
    select: "id",
    variables: ({ order }) => ({
      input: { orderId: order.id, phone: order.contactPhone, idempotencyKey: crypto.randomUUID() },
    }),
    judge: (value, { order }) => assert.ok(value.id && order.id),
    bad: {
      variables: {
        input: {
          orderId: crypto.randomUUID(),
          phone: "+254712345678",
          idempotencyKey: "a".repeat(8),
        },
      },
      code: "order_not_found",
    },
  },
  refundPayment: {
    call: change("RefundPaymentInput"),
    select: "amountMinor state payment { id } order { id }",
    variables: ({ order }) => ({
      id: order.payments[0]!.id,
      input: { amountMinor: 10_000, reason: "A crack", idempotencyKey: crypto.randomUUID() },
    }),
    judge(value, { order }) {
      assert.equal(value.amountMinor, 10_000);
      assert.deepEqual([value.payment.id, value.order.id], [order.payments[0]!.id, order.id]);
    },
    bad: {
      variables: { input: { amountMinor: 0, reason: "None", idempotencyKey: "b".repeat(8) } },
      code: "invalid_input",
    },
    isPaid: true,
  },
  createStore: {
    call: make("CreateStoreInput"),
    select: "id name slug currency",
    variables: () => ({ input: { name: "Cups of Voi", country: "KE" } }),
    judge: (value) => assert.deepEqual([value.slug, value.currency], ["cups-of-voi", "KES"]),
    bad: { variables: { input: { name: " ", country: "KE" } }, code: "invalid_input" },
  },
  updateStore: {
    call: change("UpdateStoreInput"),
    select: "name email",
    variables: ({ storeId }) => ({ id: storeId, input: { contactEmail: "hello@afrify.test" } }),
    judge: (value) => assert.equal(value.email, "hello@afrify.test"),
    bad: { variables: { input: { holdMinutes: 1 } }, code: "invalid_input" },
  },
  deleteStore: {
    call: "($id: ID!)(id: $id)",
    select: "",
    variables: byId(({ storeId }) => storeId),
    judge: (value) => assert.equal(value, true),
    bad: { variables: { id: "none" }, code: "not_found" },
  },
};

/** An order of one of these, by a phone of its own. */
export function orderInput(variantId: string) {
  return {
    lines: [{ variantId, quantity: 1 }],
    name: "Wanjiru Kamau",
    phone: `+2547${String(10_000_000 + Math.floor(Math.random() * 80_000_000))}`,
    deliveryMethod: "PICKUP",
  };
}

/** The document of a case. */
export function documentOf(
  kind: "query" | "mutation",
  name: string,
  { call, select }: Case,
): string {
  const [, variables, args] = /^(\(.*?\))(\(.*\))$/.exec(call)!;
  return `${kind} Case${variables} { ${name}${args} ${select && `{ ${select} }`} }`;
}

/** A new product of the demo shop, and an order of it, which is paid if told. */
export async function makeRows(stage: ApiStage, token: string, isPaid = false): Promise<Rows> {
  const made: Answer = await ask(
    stage,
    token,
    "mutation ($input: CreateProductInput!) { createProduct(input: $input) { id variants { id } } }",
    { variables: { input: { ...CUP, status: "PUBLISHED", title: `Cup ${crypto.randomUUID()}` } } },
  );
  const product = made.data.createProduct;
  const placed = await ask(
    stage,
    token,
    `mutation ($input: CreateOrderInput!) {
      createOrder(input: $input) { id customerId contactPhone payments { id } } }`,
    { variables: { input: orderInput(product.variants[0].id) } },
  );
  assert.deepEqual(placed.errors, []);
  const order = placed.data.createOrder;
  if (isPaid) await stage.pay(order.contactPhone);
  return { storeId: stage.storeId, product, order, ...await makeShopRows(stage, token) };
}

/** A collection, a discount, a key and a second location. */
async function makeShopRows(stage: ApiStage, token: string) {
  const word = crypto.randomUUID().slice(0, 8);
  const made = async (change: string) => {
    const { data, errors } = await ask(stage, token, `mutation { made: ${change} { id } }`);
    assert.deepEqual(errors, []);
    return data.made.id as string;
  };
  const [other] = await stage.sql`
    insert into locations (store_id, name) values (${stage.storeId}, ${`Shelf ${word}`}) returning id`;
  // A shop has ten endpoints at most.
  await stage.sql`delete from webhook_endpoints where store_id = ${stage.storeId}`;
  const [main] = await stage.sql`
    select id from locations where store_id = ${stage.storeId} and is_default`;
  return {
    collectionId: await made(`createCollection(input: { title: "Table ${word}", kind: MANUAL })`),
    discountId: await made(
      `createDiscount(input: { name: "Rains", code: "R${word.toUpperCase()}", kind: PERCENT, percentBp: 1000 })`,
    ),
    apiKeyId: await made(`createApiKey(input: { name: "Till", permissions: [ORDERS_VIEW] })`),
    webhookId: await made(
      `createWebhook(input: { url: "https://books.example/", events: [INVENTORY_LOW] })`,
    ),
    locationId: main!.id as string,
    otherLocationId: other!.id as string,
  };
}
