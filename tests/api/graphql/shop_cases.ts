import assert from "node:assert/strict";
import type { Case } from "./cases.ts";

const ofStore = ({ storeId }: { storeId: string }) => ({ storeId });
const NO_ID = { variables: { id: "none" }, code: "" };
const GONE = { variables: { id: "none" }, code: "not_found" };
const key = () => crypto.randomUUID();
const word = () => crypto.randomUUID().slice(0, 8);

const change = (input: string) => `($id: ID!, $input: ${input}!)(id: $id, input: $input)`;
const make = (input: string) => `($input: ${input}!)(input: $input)`;
const BY_ID = "($id: ID!)(id: $id)";
const OF_STORE = "($storeId: ID!)(storeId: $storeId)";

/** A list of a store's rows, of which there may be none. */
function list(select: string): Case {
  return {
    call: OF_STORE,
    select,
    variables: ofStore,
    judge: (value) => assert.ok(Array.isArray(value)),
    bad: { variables: { storeId: "none" }, code: "invalid_input" },
  };
}

export const SHOP_QUERIES: Record<string, Case> = {
  collections: list("id title kind conditions { field value }"),
  collection: {
    call: BY_ID,
    select: "id title",
    variables: ({ collectionId }) => ({ id: collectionId }),
    judge: (value, { collectionId }) => assert.equal(value.id, collectionId),
    bad: NO_ID,
  },
  locations: list("id name isDefault"),
  inventory: list("id title levels { onHand reserved }"),
  inventoryOf: {
    call: BY_ID,
    select: "id levels { onHand locationId }",
    variables: ({ product }) => ({ id: product.variants[0]!.id }),
    judge: (value) => assert.equal(value.levels[0].onHand, 3),
    bad: NO_ID,
  },
  discounts: list("id name kind state targets { productId }"),
  discount: {
    call: BY_ID,
    select: "id percentBp state",
    variables: ({ discountId }) => ({ id: discountId }),
    judge: (value) => assert.deepEqual([value.percentBp, value.state], [1000, "ACTIVE"]),
    bad: NO_ID,
  },
  apiKeys: list("id name permissions expiresAt"),
};

export const SHOP_MUTATIONS: Record<string, Case> = {
  createCollection: {
    call: make("CreateCollectionInput"),
    select: "title kind match conditions { field value }",
    variables: () => ({
      input: {
        title: `Small ${word()}`,
        kind: "RULE",
        conditions: [{ field: "PRICE_TO", value: "5000" }],
      },
    }),
    judge: (value) => assert.deepEqual(value.conditions, [{ field: "PRICE_TO", value: "5000" }]),
    bad: { variables: { input: { title: "None", kind: "RULE" } }, code: "invalid_input" },
  },
  updateCollection: {
    call: change("UpdateCollectionInput"),
    select: "title isPublished",
    variables: ({ collectionId }) => ({ id: collectionId, input: { isPublished: true } }),
    judge: (value) => assert.equal(value.isPublished, true),
    bad: { variables: { input: { title: "" } }, code: "invalid_input" },
  },
  deleteCollection: {
    call: BY_ID,
    select: "",
    variables: ({ collectionId }) => ({ id: collectionId }),
    judge: (value) => assert.equal(value, true),
    bad: GONE,
  },
  adjustInventory: {
    call: change("AdjustInventoryInput"),
    select: "levels { onHand }",
    variables: ({ product, locationId }) => ({
      id: product.variants[0]!.id,
      input: { locationId, reason: "FOUND", delta: 2, idempotencyKey: key() },
    }),
    judge: (value) => assert.equal(value.levels[0].onHand, 5),
    bad: {
      variables: {
        input: {
          locationId: crypto.randomUUID(),
          reason: "FOUND",
          delta: -2,
          idempotencyKey: "c".repeat(8),
        },
      },
      code: "invalid_input",
    },
  },
  transferInventory: {
    call: change("TransferInventoryInput"),
    select: "levels { locationId onHand }",
    variables: ({ product, locationId, otherLocationId }) => ({
      id: product.variants[0]!.id,
      input: {
        fromLocationId: locationId,
        toLocationId: otherLocationId,
        quantity: 1,
        idempotencyKey: key(),
      },
    }),
    judge(value) {
      const onHand = value.levels.map((one: { onHand: number }) => one.onHand);
      assert.deepEqual(onHand.toSorted(), [1, 2]);
    },
    bad: {
      variables: {
        input: {
          fromLocationId: crypto.randomUUID(),
          toLocationId: crypto.randomUUID(),
          quantity: 0,
          idempotencyKey: "d".repeat(8),
        },
      },
      code: "invalid_input",
    },
  },
  createDiscount: {
    call: make("CreateDiscountInput"),
    select: "name code kind percentBp targets { productId categoryId }",
    variables: ({ product }) => ({
      input: {
        name: "Rains",
        code: `R${word().toUpperCase()}`,
        kind: "PERCENT",
        percentBp: 500,
        targets: [{ productId: product.id }],
      },
    }),
    judge: (value, { product }) =>
      assert.deepEqual(value.targets, [{ productId: product.id, categoryId: null }]),
    bad: {
      variables: { input: { name: "Rains", kind: "PERCENT", percentBp: 0 } },
      code: "invalid_input",
    },
  },
  updateDiscount: {
    call: change("UpdateDiscountInput"),
    select: "usageLimit",
    variables: ({ discountId }) => ({ id: discountId, input: { usageLimit: 7 } }),
    judge: (value) => assert.equal(value.usageLimit, 7),
    bad: { variables: { input: { usageLimit: 0 } }, code: "invalid_input" },
  },
  deleteDiscount: {
    call: BY_ID,
    select: "",
    variables: ({ discountId }) => ({ id: discountId }),
    judge: (value) => assert.equal(value, true),
    bad: GONE,
  },
  createCustomer: {
    call: make("CreateCustomerInput"),
    select: "name phone tags orders { id }",
    variables: () => ({
      input: { name: "Amina", phone: `+2547${String(Date.now()).slice(-8)}`, tags: ["wholesale"] },
    }),
    judge: (value) =>
      assert.deepEqual([value.name, value.tags, value.orders], ["Amina", ["wholesale"], []]),
    bad: { variables: { input: { name: "Amina", phone: "0712" } }, code: "invalid_input" },
  },
  updateCustomer: {
    call: change("UpdateCustomerInput"),
    select: "name",
    variables: ({ order }) => ({ id: order.customerId, input: { name: "Wanjiru" } }),
    judge: (value) => assert.equal(value.name, "Wanjiru"),
    bad: { variables: { input: { name: "x".repeat(500) } }, code: "invalid_input" },
  },
  createApiKey: {
    call: make("CreateApiKeyInput"),
    select: "name secret permissions",
    variables: () => ({ input: { name: "Till", permissions: ["ORDERS_VIEW"], days: "_30" } }),
    judge(value) {
      assert.match(value.secret, /^afk_/);
      assert.deepEqual(value.permissions, ["ORDERS_VIEW"]);
    },
    bad: { variables: { input: { name: "Till", permissions: [] } }, code: "invalid_input" },
  },
  replaceApiKey: {
    call: change("ReplaceApiKeyInput"),
    select: "secret",
    variables: ({ apiKeyId }) => ({ id: apiKeyId, input: { overlapHours: 1 } }),
    judge: (value) => assert.match(value.secret, /^afk_/),
    bad: { variables: { input: { overlapHours: -1 } }, code: "invalid_input" },
  },
  revokeApiKey: {
    call: BY_ID,
    select: "",
    variables: ({ apiKeyId }) => ({ id: apiKeyId }),
    judge: (value) => assert.equal(value, true),
    bad: GONE,
  },
};
