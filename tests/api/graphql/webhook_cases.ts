import assert from "node:assert/strict";
import type { Case } from "./cases.ts";

const ofWebhook = ({ webhookId }: { webhookId: string }) => ({ id: webhookId });
const BY_ID = "($id: ID!)(id: $id)";
const GONE = { variables: { id: "none" }, code: "not_found" };
const NO_URL = { input: { url: "https://10.0.0.1/", events: ["ORDER_PAID"] } };

const change = (input: string) => `($id: ID!, $input: ${input}!)(id: $id, input: $input)`;

export const WEBHOOK_QUERIES: Record<string, Case> = {
  webhooks: {
    call: "($storeId: ID!)(storeId: $storeId)",
    select: "id url events",
    variables: ({ storeId }) => ({ storeId }),
    judge: (value, { webhookId }) =>
      assert.ok(value.some(({ id }: { id: string }) => id === webhookId)),
    bad: { variables: { storeId: "none" }, code: "invalid_input" },
  },
  webhook: {
    call: BY_ID,
    select: "id url isEnabled",
    variables: ofWebhook,
    judge: (value) => assert.equal(value.isEnabled, true),
    bad: { variables: { id: "none" }, code: "" },
  },
  webhookDeliveries: {
    call: BY_ID,
    select: "id state requestHeaders { name value }",
    variables: ofWebhook,
    judge: (value) => assert.ok(Array.isArray(value)),
    bad: GONE,
  },
};

export const WEBHOOK_MUTATIONS: Record<string, Case> = {
  createWebhook: {
    call: "($input: CreateWebhookInput!)(input: $input)",
    select: "id secret",
    variables: () => ({ input: { url: "https://books.example/", events: ["ORDER_PAID"] } }),
    judge: (value) => assert.match(value.secret, /^whsec_/),
    bad: { variables: NO_URL, code: "invalid_input" },
  },
  updateWebhook: {
    call: change("UpdateWebhookInput"),
    select: "isEnabled",
    variables: (rows) => ({ ...ofWebhook(rows), input: { isEnabled: false } }),
    judge: (value) => assert.equal(value.isEnabled, false),
    bad: { variables: NO_URL, code: "invalid_input" },
  },
  deleteWebhook: {
    call: BY_ID,
    select: "",
    variables: ofWebhook,
    judge: (value) => assert.equal(value, true),
    bad: GONE,
  },
  rotateWebhookSecret: {
    call: BY_ID,
    select: "secret",
    variables: ofWebhook,
    judge: (value) => assert.match(value.secret, /^whsec_/),
    bad: GONE,
  },
  replayWebhook: {
    call: change("ReplayWebhookInput"),
    select: "count",
    variables: (rows) => ({
      ...ofWebhook(rows),
      input: { from: "2026-01-01T00:00:00Z", until: "2036-01-01T00:00:00Z" },
    }),
    judge: (value) => assert.equal(value.count, 0),
    bad: { variables: { input: { from: "2026-01-01T00:00:00Z" } }, code: "invalid_input" },
  },
  testWebhook: {
    call: change("TestWebhookInput"),
    select: "deliveryId",
    variables: (rows) => ({ ...ofWebhook(rows), input: {} }),
    judge: (value) => assert.ok(value.deliveryId),
    bad: GONE,
  },
};
