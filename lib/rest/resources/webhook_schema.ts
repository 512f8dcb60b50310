import { z } from "zod";
import { WEBHOOK_EVENT_TYPES } from "@/lib/webhooks/events.ts";
import { id, moment, text } from "../kinds.ts";

const url = z.string().max(500).describe(
  "https, reachable from the internet. No redirect is followed.",
);
const events = z.array(z.enum(WEBHOOK_EVENT_TYPES)).min(1).max(50);

export const WebhookEndpoint = z.strictObject({
  id,
  store_id: id,
  url: z.string(),
  description: z.string(),
  events,
  is_enabled: z.boolean(),
  disabled_at: moment.nullable(),
  disabled_why: z.enum(["by_hand", "gone", "failing"]).nullable().describe(
    "gone: it answered 410. failing: nothing came through for five days.",
  ),
  failing_since: moment.nullable(),
  last_success_at: moment.nullable(),
  last_failure_at: moment.nullable(),
  created_at: moment,
  updated_at: moment,
}).meta({ id: "WebhookEndpoint" });
export type WebhookEndpoint = z.output<typeof WebhookEndpoint>;

const secret = z.string().describe(
  "For a library of Standard Webhooks (standardwebhooks.com). It is never told again.",
);

export const NewWebhookSecret = z.strictObject({
  secret,
  old_secret_until_at: moment.describe("Until then messages are signed with both."),
}).meta({ id: "NewWebhookSecret" });

export const MadeWebhookEndpoint = z.strictObject({ ...WebhookEndpoint.shape, secret })
  .meta({ id: "MadeWebhookEndpoint" });

export const NewWebhookEndpoint = z.strictObject({
  url,
  description: text(120).optional(),
  events,
}).meta({ id: "NewWebhookEndpoint" });

export const WebhookEndpointChange = z.strictObject({
  url: url.optional(),
  description: text(120).optional(),
  events: events.optional(),
  is_enabled: z.boolean().optional(),
}).meta({ id: "WebhookEndpointChange" });

const headers = z.array(z.strictObject({ name: z.string(), value: z.string() }));

export const WebhookDelivery = z.strictObject({
  id,
  endpoint_id: id,
  event_id: id.describe("The header webhook-id: the same at every try and replay."),
  type: z.string().nullable().describe("Null for who may not read what it tells."),
  sequence: z.int().nullable().describe("Of the store, in the order things happened."),
  state: z.enum(["pending", "succeeded", "failed"]),
  is_replay: z.boolean(),
  attempts: z.int(),
  error: z.string().nullable().describe("What went wrong at the last try."),
  payload: z.string().nullable().describe("The body that was sent; null before the first try."),
  request_headers: headers.nullable(),
  response_status: z.int().nullable(),
  response_headers: headers.nullable(),
  response_body: z.string().nullable().describe("Its first 4 KB."),
  created_at: moment,
  next_at: moment.nullable(),
  finished_at: moment.nullable(),
}).meta({ id: "WebhookDelivery" });
export type WebhookDelivery = z.output<typeof WebhookDelivery>;

export const WebhookReplay = z.union([
  z.strictObject({ delivery_id: id }),
  z.strictObject({
    from: moment,
    until: moment,
    is_failed_only: z.boolean().default(true).describe(
      "Only what this endpoint has not answered well yet.",
    ),
  }),
]).meta({ id: "WebhookReplay" });

export const WebhookReplayed = z.strictObject({ count: z.int() }).meta({ id: "WebhookReplayed" });
export const WebhookTest = z.strictObject({ delivery_id: id }).meta({ id: "WebhookTest" });
