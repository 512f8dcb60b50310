import { z } from "zod";
import type { Sql } from "@/lib/db/mod.ts";
import { ok } from "@/lib/result.ts";
import { replay, sendTest } from "@/lib/webhooks/mod.ts";
import { inStore } from "../in_store.ts";
import type { Operation } from "../operation.ts";
import { page, pageOf } from "../shape.ts";
import { WebhookDelivery, WebhookReplay, WebhookReplayed, WebhookTest } from "./webhook_schema.ts";

const tag = "Webhooks";
const permission = "settings.manage" as const;
const row = "webhook_endpoints";

const ENDPOINT_OFF = { status: 409, title: "The endpoint is switched off." };

/** Columns of `WebhookDelivery` for `public.webhook_deliveries as d` and `public.webhook_events as e`. */
function columns(sql: Sql) {
  return sql`d.id, d.endpoint_id, d.event_id, e.type, e.sequence::int as sequence, d.state,
    d.is_replay, d.attempts, d.error, e.payload,
    ${headersOf(sql, "request_headers")}, d.response_status,
    ${headersOf(sql, "response_headers")}, d.response_body, d.created_at, d.next_at, d.finished_at`;
}

/** Headers, which the database keeps by name, as the list that they are. */
function headersOf(sql: Sql, column: "request_headers" | "response_headers") {
  return sql`(
    select jsonb_agg(jsonb_build_object('name', h.key, 'value', h.value) order by h.key)
    from jsonb_each_text(${sql("d." + column)}) as h
  ) as ${sql(column)}`;
}

export const webhookDeliveries: Operation[] = [
  inStore({
    id: "list_webhook_deliveries",
    tag,
    summary: "What was sent to an endpoint, newest first",
    description: "For 30 days. Request and answer are those of the last try.",
    method: "GET",
    path: "/webhooks/{id}/deliveries",
    permission,
    row,
    query: z.object({
      ...page,
      state: z.enum(["pending", "succeeded", "failed"]).optional(),
    }),
    item: WebhookDelivery,
    isList: true,
    async run({ sql, store, id, query: { limit, after, state } }) {
      const rows = await sql<WebhookDelivery[]>`
        select ${columns(sql)} from public.webhook_deliveries as d
        left join public.webhook_events as e on e.store_id = d.store_id and e.id = d.event_id
        where d.store_id = ${store.id} and d.endpoint_id = ${id}
          ${state ? sql`and d.state = ${state}` : sql``} ${after ? sql`and d.id < ${after}` : sql``}
        order by d.id desc limit ${limit + 1}`;
      return ok(pageOf(rows, limit));
    },
  }),
  inStore({
    id: "replay_webhook",
    tag,
    summary: "Send again what an endpoint was or should have been told",
    description: "One delivery, or what happened in a time: the same bytes under the same ids. " +
      "What is under way is not sent twice.",
    method: "POST",
    path: "/webhooks/{id}/replay",
    permission,
    row,
    body: WebhookReplay,
    item: WebhookReplayed,
    status: 202,
    key: "optional",
    refusals: {
      endpoint_off: ENDPOINT_OFF,
      too_many_events: { status: 422, title: "That are more than 5,000 events." },
    },
    async run({ sql, store, id, body }) {
      const sent = await replay(sql, store.id, id, body);
      return sent.ok ? ok({ count: sent.value }) : sent;
    },
  }),
  inStore({
    id: "test_webhook",
    tag,
    summary: "Send an event that means nothing",
    description: "Of the type webhook.test, to this endpoint alone.",
    method: "POST",
    path: "/webhooks/{id}/test",
    permission,
    row,
    item: WebhookTest,
    status: 202,
    key: "optional",
    refusals: {
      endpoint_off: ENDPOINT_OFF,
      too_many_tests: { status: 409, title: "30 tests an hour are sent at most." },
    },
    async run({ sql, store, id }) {
      const sent = await sendTest(sql, store.id, id);
      return sent.ok ? ok({ delivery_id: sent.value }) : sent;
    },
  }),
];
